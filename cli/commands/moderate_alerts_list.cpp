// SPDX-License-Identifier: MIT
// cmtool moderate alerts list: what somebody must look at, and who was told.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/alerts_view.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"

namespace cmtool {
namespace {

Result<int> run(bool all, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto alerts, kept_alerts(desk));
  const Instant now = env.world.clock->now();
  Table table{.columns = alert_columns()};
  for (const auto& kept : alerts) {
    if (all || !kept.acted) table.rows.push_back(row_of(kept, now));
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto all = std::make_shared<bool>(false);
  app.add_flag("--all", *all, tr("also those that somebody has acted upon"));
  return [all](Env& env) { return run(*all, env); };
}

}  // namespace

const Command& moderate_alerts_list_command() {
  static const Command it{
      .path = "moderate alerts list",
      .group = N_("Moderation"),
      .summary = N_("show the alerts that nobody has acted upon"),
      .details = N_("Told: who was reached, and by which way. An alert is acted upon when somebody decides on one of its items or acknowledges it; it is kept for 30 days."),
      .set_up = set_up,
      .columns = alert_columns,
      .examples = N_("cmtool moderate alerts list\ncmtool moderate alerts list --all --json=id,state,acted_by"),
  };
  return it;
}

}  // namespace cmtool
