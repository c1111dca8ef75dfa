// SPDX-License-Identifier: MIT
// cmtool moderate rules disable: let a rule rest.
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
  CHECK_OK(enable_rule(desk, name, false));
  env.say(tr("{}: it rests", name));
  return exit_code::done;
}

Run set_up(CLI::App& app) { return one_name(app, tr("a rule"), run); }

}  // namespace

const Command& moderate_rules_disable_command() {
  static const Command it{
      .path = "moderate rules disable",
      .group = N_("Moderation"),
      .summary = N_("let a rule rest"),
      .set_up = set_up,
      .examples = N_("cmtool moderate rules disable insults"),
  };
  return it;
}

}  // namespace cmtool
