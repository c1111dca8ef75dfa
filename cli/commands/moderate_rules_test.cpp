// SPDX-License-Identifier: MIT
// cmtool moderate rules test: what a rule would have done.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string rule{}, since{};
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto since, limit_of(env, options.since));
  std::unique_ptr<RuleSet> set;
  std::string only = options.rule;
  if (!options.rule.empty() && (options.rule == "-" || options.rule.ends_with(".json"))) {
    TRY(const auto rule, read_rule(env, options.rule));
    TRY(set, RuleSet::with(desk, rule.name, rule.json));
    only = rule.name;
    if (const auto& faults = set->find(only)->compiled.faults; !faults.empty()) {
      return Error{.fault = Fault::usage, .message = sentences(faults).front(), .hint = tr("see all faults: cmtool moderate rules check {}", options.rule), .where = only};
    }
  } else {
    TRY(set, RuleSet::of(desk));
    if (!only.empty() && set->find(only) == nullptr) {
      return Error{.fault = Fault::not_found, .message = tr("there is no rule {}", only), .hint = tr("cmtool moderate rules list shows those that there are"), .where = only};
    }
  }
  TRY(auto items, desk.store.inbox().items({.since = since, .now = env.world.clock->now()}));
  const std::size_t looked_at = items.size();
  TRY(const auto hits, match_rules(desk, *set, std::move(items), true));
  Table table{.columns = hit_columns()};
  for (const auto& hit : hits) {
    if (only.empty() || hit.rule == only) table.rows.push_back(row_of(hit));
  }
  for (auto& column : table.columns) {
    if (column.key == "simulated") column.shown = false;
  }
  CHECK_OK(env.show(table));
  env.say(tr("{} of {} items match; nothing was done", table.rows.size(), looked_at));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("RULE"), options->rule, tr("a rule’s name, or a file NAME.json that is not kept yet; without it all rules")), Offer::files);
  app.add_option("--since", options->since, tr("only items written then or later"))->type_name(tr("WHEN"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_rules_test_command() {
  static const Command it{
      .path = "moderate rules test",
      .group = N_("Moderation"),
      .summary = N_("show what a rule would have done with what came so far"),
      .details = N_("All items are looked at, whatever became of them. Nothing is done, and nothing recorded."),
      .set_up = set_up,
      .columns = hit_columns,
      .examples = N_("cmtool moderate rules test insults.json --since \"1 month ago\"\ncmtool moderate rules test --json=rule,because,text"),
  };
  return it;
}

}  // namespace cmtool
