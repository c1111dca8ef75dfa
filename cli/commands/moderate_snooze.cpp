// SPDX-License-Identifier: MIT
// cmtool moderate snooze: items out of sight until a time.
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
  if (ids.size() < 2) return Error{.fault = Fault::usage, .message = tr("it is not said until when"), .hint = tr("cmtool moderate snooze ID \"tomorrow 9am\"")};
  TRY(const Due until, due_of(env, ids.back(), {}));
  ids.pop_back();
  const HandlingChange change{.what = "snooze", .state = ItemState::snoozed, .snoozed_until = until.at};
  return change_items(env, ids, change, who_of(env, options.who), options.why, tr("would be out of sight until {}", env.human_time(until.at)));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Targets>();
  add_target_options(app, *options, tr("items, and at the end until when: \"tomorrow 9am\""), N_("ID WHEN"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_snooze_command() {
  static const Command it{
      .path = "moderate snooze",
      .group = N_("Moderation"),
      .summary = N_("put items out of sight until a time"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate snooze 01jd3k \"next monday 9:00\""),
  };
  return it;
}

}  // namespace cmtool
