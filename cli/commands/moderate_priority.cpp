// SPDX-License-Identifier: MIT
// cmtool moderate priority: how urgent items are.
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
  auto ids = options.ids;
  const auto priority = priority_of(ids.back());
  if (ids.size() < 2 || !priority) {
    return Error{.fault = Fault::usage, .message = tr("the priority is missing"), .hint = tr("low, normal, high or urgent, at the end: cmtool moderate priority ID high")};
  }
  ids.pop_back();
  const HandlingChange change{.what = "priority", .priority = priority};
  return change_items(env, ids, change, who_of(env, options.who), options.why, tr("would have this priority: {}", slug(*priority)));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Targets>();
  add_target_options(app, *options, tr("items, and at the end low, normal, high or urgent"), N_("ID PRIORITY"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_priority_command() {
  static const Command it{
      .path = "moderate priority",
      .group = N_("Moderation"),
      .summary = N_("say how urgent items are"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate priority 01jd3k urgent"),
  };
  return it;
}

}  // namespace cmtool
