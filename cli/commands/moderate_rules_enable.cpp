// SPDX-License-Identifier: MIT
// cmtool moderate rules enable: let a rule act.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"
#include "cli/targets.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& name, Env& env) {
  TRY(Desk desk, desk_of(env));
  if (env.globals.dry_run) {
    env.say(tr("{}: nothing is changed", name));
    return exit_code::done;
  }
  CHECK_OK(enable_rule(desk, name, true));
  env.say(tr("{}: it acts from now on", name));
  return exit_code::done;
}

Run set_up(CLI::App& app) { return one_name(app, tr("a rule"), run); }

}  // namespace

const Command& moderate_rules_enable_command() {
  static const Command it{
      .path = "moderate rules enable",
      .group = N_("Moderation"),
      .summary = N_("let a rule act"),
      .details = N_("Ends its simulation, too."),
      .set_up = set_up,
      .examples = N_("cmtool moderate rules enable insults"),
  };
  return it;
}

}  // namespace cmtool
