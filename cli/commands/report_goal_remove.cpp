// SPDX-License-Identifier: MIT
// cmtool report goal remove: forget a goal.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/targets.hpp"
#include "goals.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& name, Env& env) {
  TRY(Store * store, env.store());
  if (env.globals.dry_run) {
    CHECK_OK(goal(*store, name));
    env.say(tr("{}: would be removed", name));
    return exit_code::done;
  }
  CHECK_OK(remove_goal(*store, name));
  env.say(tr("{}: removed", name));
  return exit_code::done;
}

Run set_up(CLI::App& app) { return one_name(app, tr("the goal"), run); }

}  // namespace

const Command& report_goal_remove_command() {
  static const Command it{
      .path = "report goal remove",
      .group = N_("Reports"),
      .summary = N_("remove a goal"),
      .set_up = set_up,
      .examples = N_("cmtool report goal remove followers-2026"),
  };
  return it;
}

}  // namespace cmtool
