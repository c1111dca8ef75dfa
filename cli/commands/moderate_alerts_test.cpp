// SPDX-License-Identifier: MIT
// cmtool moderate alerts test: does an alert arrive?
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/alerts_view.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& only, Env& env) {
  TRY(Desk desk, desk_of(env));
  AlertTools tools{.desk = desk, .mailer = real_mailer(env.world)};
  TRY(const auto outcomes, test_alerts(tools, only, env.globals.dry_run));
  Table table{.columns = alert_outcome_columns()};
  std::vector<Fault> faults;
  for (const auto& outcome : outcomes) {
    table.rows.push_back(row_of(outcome));
    if (!outcome.error) {
      // What could be sent is no more than that while nothing is.
      if (env.globals.dry_run) table.rows.back()[2] = Value(std::string("possible"));
      continue;
    }
    env.complain(*outcome.error);
    faults.push_back(outcome.error->fault);
  }
  CHECK_OK(env.show(table));
  if (env.globals.dry_run) env.say(tr("nothing was sent"));
  return exit_code_of(outcomes.size() - faults.size(), faults);
}

Run set_up(CLI::App& app) {
  auto only = std::make_shared<std::string>();
  app.add_option(N_("WHERE"), *only, tr("one way (mail), person or route; without it, all of them"));
  return [only](Env& env) { return run(*only, env); };
}

}  // namespace

const Command& moderate_alerts_test_command() {
  static const Command it{
      .path = "moderate alerts test",
      .group = N_("Moderation"),
      .summary = N_("send an alert that says that nothing has happened"),
      .details = N_("It goes by each route of settings.json at once, whatever the hour. With --dry-run settings and accounts are looked at, and nothing is sent."),
      .set_up = set_up,
      .columns = alert_outcome_columns,
      .examples = N_("cmtool moderate alerts test\ncmtool moderate alerts test mail"),
  };
  return it;
}

}  // namespace cmtool
