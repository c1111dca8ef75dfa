// SPDX-License-Identifier: MIT
// cmtool moderate rules remove: forget a rule.
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
    env.say(tr("{}: would be removed", name));
    return exit_code::done;
  }
  CHECK_OK(remove_rule(desk, name));
  env.say(tr("{}: removed", name));
  return exit_code::done;
}

Run set_up(CLI::App& app) { return one_name(app, tr("a rule"), run); }

}  // namespace

const Command& moderate_rules_remove_command() {
  static const Command it{
      .path = "moderate rules remove",
      .group = N_("Moderation"),
      .summary = N_("remove a rule"),
      .set_up = set_up,
      .examples = N_("cmtool moderate rules remove insults"),
  };
  return it;
}

}  // namespace cmtool
