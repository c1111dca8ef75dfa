// SPDX-License-Identifier: MIT
// cmtool moderate apply: the rules over open items.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/alerts_view.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& since_words, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto since, limit_of(env, since_words));
  TRY(const auto set, RuleSet::of(desk));
  for (const auto& rule : set->rules()) {
    for (const auto& sentence : sentences(rule.compiled.faults)) env.warn(tr("the rule {} is passed over: {}", rule.name, sentence));
  }
  TRY(const auto report, apply_rules(desk, *set, {.since = since, .dry_run = env.globals.dry_run}));
  Table table{.columns = hit_columns()};
  std::vector<Fault> faults;
  for (const auto& hit : report.hits) {
    table.rows.push_back(row_of(hit));
    if (hit.error) faults.push_back(hit.error->fault);
  }
  // Under cron -q is silent when all is well: its mail is the alarm.
  if (!(env.globals.quiet && faults.empty() && env.globals.format == "table")) CHECK_OK(env.show(table));
  for (const auto& alert : report.alerts) env.warn(alert);
  for (const auto& hit : report.hits) {
    if (hit.error) env.complain(*hit.error);
  }
  const std::size_t done = report.hits.size() - faults.size();
  CHECK_OK(send_due_alerts(env, desk, faults));
  if (env.globals.dry_run) env.say(tr("nothing was done"));
  return exit_code_of(done, faults);
}

Run set_up(CLI::App& app) {
  auto since = std::make_shared<std::string>();
  app.add_option("--since", *since, tr("only items written then or later"))->type_name(tr("WHEN"));
  return [since](Env& env) { return run(*since, env); };
}

}  // namespace

const Command& moderate_apply_command() {
  static const Command it{
      .path = "moderate apply",
      .group = N_("Moderation"),
      .summary = N_("run the rules over the open items"),
      .details = N_("A rule deals with an item once. What could not be done on a platform is tried again at the next run. A rule that wants more grave actions than its quota stops, and alerts. Alerts that are due are sent."),
      .set_up = set_up,
      .columns = hit_columns,
      .examples = N_("cmtool moderate apply\ncmtool moderate apply --dry-run"),
  };
  return it;
}

}  // namespace cmtool
