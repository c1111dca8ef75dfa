// SPDX-License-Identifier: MIT
// cmtool moderate replies remove: forget a saved reply.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/targets.hpp"
#include "moderate/saved_replies.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& name, Env& env) {
  TRY(Desk desk, desk_of(env));
  if (env.globals.dry_run) {
    CHECK_OK(saved_reply(desk.store, name));
    env.say(tr("{}: would be removed", name));
    return exit_code::done;
  }
  CHECK_OK(remove_reply(desk.store, name));
  env.say(tr("{}: removed", name));
  return exit_code::done;
}

Run set_up(CLI::App& app) { return one_name(app, tr("the saved reply"), run); }

}  // namespace

const Command& moderate_replies_remove_command() {
  static const Command it{
      .path = "moderate replies remove",
      .group = N_("Moderation"),
      .summary = N_("remove a saved reply"),
      .set_up = set_up,
      .examples = N_("cmtool moderate replies remove hours"),
  };
  return it;
}

}  // namespace cmtool
