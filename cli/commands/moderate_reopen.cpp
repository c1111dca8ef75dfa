// SPDX-License-Identifier: MIT
// cmtool moderate reopen: items that wait for us after all.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/inbox_view.hpp"
#include "cli/schedule_view.hpp"
#include "cli/targets.hpp"
#include "moderate/handle.hpp"

namespace cmtool {
namespace {

Result<int> run(const Targets& options, Env& env) {
  const HandlingChange change{.what = "reopen", .state = ItemState::open};
  return change_items(env, options.ids, change, who_of(env, options.who), options.why, tr("would be open again"));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Targets>();
  add_target_options(app, *options, tr("items; - or none: from stdin, one a line"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_reopen_command() {
  static const Command it{
      .path = "moderate reopen",
      .group = N_("Moderation"),
      .summary = N_("open items again"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate reopen 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
