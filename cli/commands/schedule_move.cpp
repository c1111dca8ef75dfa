// SPDX-License-Identifier: MIT
// cmtool schedule move: another time for a post that waits.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/native.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{};
  std::string when{}, fold{}, who{};
  bool shift = false;
};

/// Those of the same accounts that are due after it on the same day move by as much.
Result<void> shift_later_ones(Env& env, Desk& desk, const Id& moved, const PostRecord& before, const Due& due, const SchedulePolicy& policy, const Actor& actor,
                              std::vector<Error>& trouble) {
  for (const auto& delivery : before.deliveries) {
    if (!delivery.due) continue;
    const auto by = due.at - delivery.due->at;
    TRY(const Local day, to_local(delivery.due->at, env.zone()));
    const Wall midnight = std::chrono::floor<std::chrono::days>(day.wall) + std::chrono::days(1);
    TRY(const Due end, due_at(midnight, env.zone(), Fold::later));
    TRY(const auto later, desk.store.scheduled({.from = delivery.due->at, .until = end.at, .accounts = {delivery.account}}));
    for (const auto& one : later) {
      if (one.post.id == moved) continue;
      const Instant at = one.delivery.due->at + by;
      TRY(const Local wall, to_local(at, env.zone()));
      CHECK_OK(move_native(desk, one.post.id, {delivery.account}, Due{.at = at, .wall = iso_wall(wall.wall), .zone = env.zone()}, policy, actor, trouble));
    }
  }
  return {};
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto settings, env.settings());
  TRY(const auto policy, schedule_policy(settings));
  const Actor actor{.who = who_of(env, options.who)};
  std::vector<std::string> ids = options.ids;
  std::string when = options.when;
  if (when.empty() && ids.size() > 1) {  // ID WHEN, as the words stand
    when = ids.back();
    ids.pop_back();
  }
  if (when.empty()) return Error{.fault = Fault::usage, .message = tr("it is not said when"), .hint = tr("cmtool schedule move ID WHEN")};
  const bool relative = when.starts_with('+') || when.starts_with('-');
  Result<Due> common = Due{};
  if (!relative) common = due_of(env, when, options.fold);
  if (!common.ok()) return std::move(common).error();
  std::vector<Error> trouble;
  return change_each(env, desk, ids, [&](const Meant& meant) -> Result<PostRecord> {
    TRY(const auto before, desk.store.post(meant.post));
    Due due = *common;
    if (relative) {  // from where it stands
      TRY(const auto by, parse_duration(when));
      const auto at = before.deliveries.empty() || !before.deliveries.front().due ? env.world.clock->now() : before.deliveries.front().due->at;
      TRY(const Local wall, to_local(at + by, env.zone()));
      due = Due{.at = at + by, .wall = iso_wall(wall.wall), .zone = env.zone()};
      if (due.at < env.world.clock->now()) return Error{.fault = Fault::usage, .message = tr("that would be in the past: {}", env.human_time(due.at))};
    }
    if (options.shift) CHECK_OK(shift_later_ones(env, desk, meant.post, before, due, policy, actor, trouble));
    return move_native(desk, meant.post, meant.accounts, due, policy, actor, trouble);
  }, tr("would be moved"), &trouble);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("posts, or single deliveries as ID.account, and then the time"))->required();
  app.add_option("--to", options->when, tr("the time, where the ids come from stdin: “tomorrow 18:00”, “+30m” from where it stands"))->type_name(tr("WHEN"));
  app.add_flag("--shift", options->shift, tr("move what comes later that day by as much"));
  one_of(app.add_option("--fold", options->fold, tr("which moment is meant when the clock change skips or repeats the time")), {"earlier", "later"});
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_move_command() {
  static const Command it{
      .path = "schedule move",
      .group = N_("Schedule"),
      .summary = N_("give a post on the schedule another time"),
      .details = N_("The other posts stay where they are; with --shift those of the same accounts that come later in the same day move by as much. What its platform keeps (--native) is moved there, too."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule move 01jd3k \"tomorrow 18:00\"\ncmtool schedule move 01jd3k +30m --shift"),
  };
  return it;
}

}  // namespace cmtool
