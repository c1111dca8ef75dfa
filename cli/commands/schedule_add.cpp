// SPDX-License-Identifier: MIT
// cmtool schedule add: put a post on the schedule, once or again and again.
#include <CLI/CLI.hpp>
#include <memory>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/outcomes.hpp"
#include "cli/remarks.hpp"
#include "cli/schedule_add.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/hooks.hpp"
#include "schedule/links.hpp"
#include "schedule/native.hpp"
#include "schedule/recurring.hpp"
#include "schedule/remarks.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

Error wrong(std::string message, std::string hint) { return {.fault = Fault::usage, .message = std::move(message), .hint = std::move(hint)}; }

Result<int> add_series_of(Env& env, Desk& desk, const ScheduleOptions& options, const Plan& plan, const SchedulePolicy& policy) {
  if (!options.evergreen.empty() && options.every.empty()) {
    // One more post for a queue that is there.
    TRY(const auto queue, desk.store.series(options.evergreen));
    if (env.globals.dry_run) return exit_code::done;
    TRY(const auto longer, desk.store.amend_series(queue.id, [&](Series& series) -> Result<void> {
      if (series.cancelled) return wrong(tr("the queue {} has ended", options.evergreen), tr("begin it again with --every"));
      series.posts.push_back(series_post(plan));
      return {};
    }));
    Table table{.columns = {{.key = "id", .title = tr("Series"), .kind = Kind::id}}, .rows = {{Value(longer.id)}}, .single = true};
    CHECK_OK(env.show_made(longer.id, table));
    return exit_code::done;
  }
  TRY(const auto series, series_of(env, desk, options, plan));
  TRY(const Recurrence rule, recurrence_of(series));
  if (env.globals.dry_run) {
    TRY(const auto times, occurrences(rule, desk.world.clock->now(), desk.world.clock->now() + std::chrono::hours(24 * 366), 5));
    env.say(tr("{}; the next ones:", in_words(rule)));
    for (const auto& time : times) env.say("  " + env.human_time(time.at));
    return exit_code::done;
  }
  CHECK_OK(desk.store.add_series(series));
  TRY(const auto made, make_occurrences(desk, policy, series.id));
  for (const auto& note : made.notes) env.say(note);
  env.say(tr("{}; the first one {}", in_words(rule), made.posts.empty() ? series.next : env.human_time(made.posts.front().deliveries.front().due->at)));
  Table table{.columns = {{.key = "id", .title = tr("Series"), .kind = Kind::id}}, .rows = {{Value(series.id)}}, .single = true};
  CHECK_OK(env.show_made(series.id, table));
  return exit_code::done;
}

Result<int> run(const ScheduleOptions& options, Env& env) {
  if (!options.slot.empty() && !options.at.empty()) return wrong(tr("--slot and --at cannot be given together"), tr("give one of them"));
  if (options.at.empty() && options.slot.empty() && options.every.empty() && options.evergreen.empty() && !options.post.draft) {
    return wrong(tr("it is not said when"), tr("give --at WHEN, --slot or --every RULE; to publish now, cmtool post"));
  }
  if (options.native && (!options.every.empty() || !options.evergreen.empty())) {
    return wrong(tr("--native is for a single post: no platform knows recurrences or queues"), tr("leave out --native, or add each post with its time"));
  }
  if (options.native && !options.after.empty()) {
    return wrong(tr("--native and --after cannot be given together: no platform knows what it comes after"), tr("leave out one of them"));
  }
  if (options.native && options.post.draft) return wrong(tr("a draft cannot be handed to its platform"), tr("leave out --native or --draft"));
  TRY(Desk desk, desk_of(env));
  TRY(const auto settings, env.settings());
  TRY(const auto policy, schedule_policy(settings));
  TRY(ScheduledPlan ready, prepare_scheduled(env, desk, options));
  if (!ready.misfits.empty()) return show_misfits(env, ready.misfits);
  if (!options.every.empty() || !options.evergreen.empty()) return add_series_of(env, desk, options, ready.plan, policy);

  TRY(const Timing timing, timing_of(env, desk, options, ready.plan.accounts));
  if (options.native) {
    if (const auto misfits = native_misfits(desk, ready.plan, timing); !misfits.empty()) return show_misfits(env, misfits);
  }
  const Actor actor{.who = who_of(env, options.who)};
  const auto record = schedule_record(ready.plan, timing, policy, actor, desk.world.clock->now());
  TRY(auto around, Surroundings::read(desk, {record}));
  std::vector<Error> remarks;
  // The same again under its key adds nothing, so there is nothing to remark on: it would collide with itself.
  std::optional<PostRecord> known;
  if (!record.post.key.empty()) {
    TRY(known, desk.store.post_by_key(record.post.key));
  }
  if (!known) remarks = around.remarks_on(record, ready.plan.accounts);
  if (auto dead = dead_link(desk, ready.plan.post)) remarks.push_back(std::move(*dead));
  if (options.post.strict && !remarks.empty()) return show_misfits(env, remarks);
  for (const auto& remark : remarks) env.warn(remark.where.empty() ? remark.message : tr("{}: {}", remark.where, remark.message));

  Table table{.columns = scheduled_columns()};
  if (env.globals.dry_run) {
    for (const auto& delivery : record.deliveries) table.rows.push_back(row_of(record.post, delivery));
    CHECK_OK(env.show(table));
    return exit_code::done;
  }
  TRY(auto added, add_to_schedule(desk, record));
  // What stands under a known key is handed over if a killed run did not come to it.
  std::vector<Error> trouble;
  std::size_t handed = 0;
  if (options.native) {
    for (auto& outcome : hand_over(desk, added.post.id)) {
      if (outcome.error) trouble.push_back(*std::move(outcome.error));
      else ++handed;
    }
    const bool existed = added.existed;
    TRY(added, desk.store.post(added.post.id));
    added.existed = existed;
  }
  for (const auto& delivery : added.deliveries) {
    table.rows.push_back(row_of(added.post, delivery));
    if (added.existed) continue;
    if (delivery.due) {
      const auto at = env.human_time(delivery.due->at);
      env.say(delivery.state == DeliveryState::held    ? tr("@{}: {}, once it is approved", delivery.account, at)
              : delivery.state == DeliveryState::draft ? tr("@{}: {}, a draft so far", delivery.account, at)
              : is_held_there(delivery)                ? tr("@{}: {}, kept by its platform", delivery.account, at)
                                                       : tr("@{}: {}", delivery.account, at));
    }
    if (delivery.state == DeliveryState::held) tell_hook(desk, Hook::held, hook_event(Hook::held, desk, added.post, delivery));
  }
  table.single = table.rows.size() == 1;
  CHECK_OK(env.show_made(added.post.id, table));
  return exit_code_with(env, handed, trouble);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<ScheduleOptions>();
  app.add_option(N_("TEXT"), options->post.text, tr("the text; else from --text-file, or from stdin when it is not a terminal"));
  add_post_options(app, options->post);
  add_schedule_options(app, *options);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_add_command() {
  static const Command it{
      .path = "schedule add",
      .group = N_("Schedule"),
      .summary = N_("put a post on the schedule, once or again and again"),
      .details = N_("All accounts are checked now, so that nothing is refused at the time itself. The post waits until `cmtool schedule run` finds it due; "
                    "cmtool schedule cron prints the line that runs it every minute.\n\n"
                    "A time without a zone is the workspace's. A time that the clock change skips or repeats is refused unless --fold says which is meant. "
                    "With --every the post comes again by the local calendar; a time that the clocks skip is an hour later then, never lost.\n\n"
                    "With --native the platform itself keeps the post and publishes it (Mastodon, at least 6 minutes ahead; WordPress, 2). move, edit, cancel, reject and pause reach "
                    "it there, and cmtool schedule run reads back what became of it. What could not be handed over waits for cmtool schedule run, which is said, and the exit code tells.\n\n"
                    "--evergreen NAME makes a queue of posts that take turns: the first with --every, the next ones by name alone."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule add --to @atelier --at \"tomorrow 9am\" \"Open at 10 on Sunday\"\n"
                     "cmtool schedule add --to @all --at \"2026-12-24 09:00\" --max-late 30m \"Merry Christmas\"\n"
                     "cmtool schedule add --to @atelier,@blog --at \"2026-12-24 09:00\" --native \"Merry Christmas\"\n"
                     "cmtool schedule add --to @atelier --slot \"A tip\"\n"
                     "cmtool schedule add --to @atelier --every \"weekdays at 8:30\" --until 2026-12-31 \"Good morning\"\n"
                     "cmtool schedule add --to @atelier --evergreen tips --every \"every monday at 9:00\" --rest 60d \"Did you know …\""),
  };
  return it;
}

}  // namespace cmtool
