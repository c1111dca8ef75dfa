// SPDX-License-Identifier: MIT
// cmtool moderate alerts ack: somebody deals with it.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/alerts_view.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "cli/targets.hpp"

namespace cmtool {
namespace {

Result<int> run(const Targets& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto ids, ids_of(env, options.ids));
  Table table{.columns = alert_columns()};
  std::vector<Fault> faults;
  for (const auto& id : ids) {
    const auto done = [&]() -> Result<void> {
      TRY(const auto meant, kept_alert(desk, id));
      if (!env.globals.dry_run) {
        CHECK_OK(acknowledge_alert(desk, meant.alert.id, who_of(env, options.who), options.why));
      }
      TRY(const auto now, kept_alert(desk, meant.alert.id));
      table.rows.push_back(row_of(now, env.world.clock->now()));
      return {};
    }();
    if (done.ok()) continue;
    env.complain(done.error());
    faults.push_back(done.error().fault);
  }
  CHECK_OK(env.show(table));
  if (env.globals.dry_run) env.say(tr("nothing was done"));
  return exit_code_of(table.rows.size(), faults);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Targets>();
  add_target_options(app, *options, tr("alerts; - or none: from stdin, one a line"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_alerts_ack_command() {
  static const Command it{
      .path = "moderate alerts ack",
      .group = N_("Moderation"),
      .summary = N_("say that you deal with alerts, so that nobody else is told"),
      .set_up = set_up,
      .columns = alert_columns,
      .examples = N_("cmtool moderate alerts ack 3f9c2a71"),
  };
  return it;
}

}  // namespace cmtool
