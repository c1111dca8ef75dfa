// SPDX-License-Identifier: MIT
// cmtool report topic remove: listen for something no longer.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/targets.hpp"
#include "saved_topics.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& name, Env& env) {
  TRY(Desk desk, desk_of(env));
  CHECK_OK(remove_topic(desk.store, name, env.globals.dry_run));
  env.say(env.globals.dry_run ? tr("{}: would be removed", name) : tr("{}: removed", name));
  return exit_code::done;
}

Run set_up(CLI::App& app) { return one_name(app, tr("the topic"), run); }

}  // namespace

const Command& report_topic_remove_command() {
  static const Command it{
      .path = "report topic remove",
      .group = N_("Reports"),
      .summary = N_("listen for a topic no longer"),
      .set_up = set_up,
      .examples = N_("cmtool report topic remove delivery"),
  };
  return it;
}

}  // namespace cmtool
