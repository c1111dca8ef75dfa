// SPDX-License-Identifier: MIT
#include "cli/schedule_add.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/remarks.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/best_times.hpp"
#include "schedule/measured.hpp"
#include "schedule/slots.hpp"
#include "when/recurrence.hpp"
#include "when/when.hpp"

namespace cmtool {

void add_schedule_options(CLI::App& app, ScheduleOptions& o) {
  app.add_option("--at", o.at, tr("when: “tomorrow 9am”, “2026-12-24 09:00”, “+2h”; with --every, from when on"))->type_name(tr("WHEN"));
  one_of(app.add_option("--slot", o.slot, tr("at the next free place: of the account's weekly ones, or of those hours that did best"))->expected(0, 1)->default_str("next"), {"next", "best"});
  app.add_option("--every", o.every, tr("again and again: “every monday at 9:00”, “weekdays”, or a rule of RFC 5545"))->type_name(tr("RULE"));
  app.add_option("--until", o.until, tr("with --every: not after this"))->type_name(tr("WHEN"));
  app.add_option("--max-late", o.max_late, tr("later than this it expires instead of being sent, such as 30m; else as the settings say, or 2h"))->type_name(tr("DURATION"));
  app.add_option("--after", o.after, tr("only once this post, or this delivery, is sent"))->type_name(tr("ID"));
  one_of(app.add_option("--fold", o.fold, tr("which moment is meant when the clock change skips or repeats the time")), {"earlier", "later"});
  app.add_flag("--hold", o.hold, tr("wait for an approval, whatever the settings say"));
  app.add_flag("--native", o.native, tr("let the platform itself publish it at its time (Mastodon, WordPress), so that no machine of yours need be on"));
  app.add_option("--evergreen", o.evergreen, tr("add it to the queue of this name, whose posts take turns"))->type_name(tr("NAME"));
  app.add_option("--rest", o.rest, tr("of a queue: how long a post is not repeated, such as 60d"))->type_name(tr("DURATION"));
  add_who_option(app, o.who);
}

Result<ScheduledPlan> prepare_scheduled(Env& env, Desk& desk, const ScheduleOptions& options) {
  TRY(const Submission submission, submission_of(env, desk, options.post, Stdin::yes));
  TRY(Preparation preparation, prepare(desk, submission));
  for (auto& refusal : say_remarks(env, preparation.plan.post, options.post.strict)) preparation.misfits.push_back(std::move(refusal));
  if (submission.draft) {
    for (const auto& misfit : preparation.misfits) env.warn(misfit.where + ": " + misfit.message);
    preparation.misfits.clear();
  }
  return ScheduledPlan{std::move(preparation.plan), std::move(preparation.misfits)};
}

Result<Timing> timing_of(Env& env, Desk& desk, const ScheduleOptions& options, const std::vector<Account>& accounts) {
  Timing timing{.native = options.native, .hold = options.hold};
  if (!options.max_late.empty()) {
    TRY(timing.max_late, parse_duration(options.max_late));
    if (timing.max_late->count() < 0) return Error{.fault = Fault::usage, .message = tr("--max-late cannot be negative")};
  }
  if (!options.after.empty()) {
    TRY(const auto before, meant_by(desk.store, options.after));
    timing.after = before.accounts.empty() ? before.post : delivery_id(before.post, before.accounts.front());
  }
  if (!options.at.empty()) {
    TRY(const Due due, due_of(env, options.at, options.fold));
    for (const auto& account : accounts) timing.due[account.name] = due;
  }
  if (options.slot.empty()) return timing;
  const Instant now = desk.world.clock->now();
  for (const auto& account : accounts) {
    auto slots = slots_of(desk, account, options.slot, env.zone());
    std::set<Instant> taken;
    TRY(const auto waiting, desk.store.scheduled({.from = now, .accounts = {account.name}}));
    for (const auto& one : waiting) taken.insert(one.delivery.due->at);
    auto due = slots.ok() ? next_free(*slots, env.zone(), now, taken) : Result<Due>(slots.error());
    if (!due.ok()) {
      if (due.error().where.empty()) due.error().where = "@" + account.name;
      return std::move(due).error();
    }
    timing.due[account.name] = std::move(due).value();
  }
  return timing;
}

Result<std::vector<Slot>> slots_of(Desk& desk, const Account& account, const std::string& wish, const std::string& zone) {
  if (wish == "best") {
    TRY(const auto measured, measured_posts(desk, account));
    TRY(const auto best, best_times(measured, zone));
    if (!best.enough) {
      return Error{.fault = Fault::refused, .message = tr("there is not enough data for a best time: {} measured posts", best.posts),
                   .hint = tr("give the time with --at, or weekly places: cmtool schedule slots add"), .where = "@" + account.name};
    }
    constexpr std::size_t chosen = 7;
    std::vector<Slot> slots;
    for (const auto& hour : best.hours) {
      if (hour.score > 1 && slots.size() < chosen) slots.push_back(hour.slot);
    }
    if (slots.empty()) slots.push_back(best.hours.front().slot);
    std::sort(slots.begin(), slots.end());
    return slots;
  }
  std::vector<Slot> slots;
  for (const auto& text : account.slots) {
    TRY(const auto some, parse_slots(text));
    slots.insert(slots.end(), some.begin(), some.end());
  }
  std::sort(slots.begin(), slots.end());
  return slots;
}

Result<Series> series_of(Env& env, Desk& desk, const ScheduleOptions& options, const Plan& plan, const std::string& given_zone,
                         const std::vector<std::string>& except) {
  const std::string zone = given_zone.empty() ? env.zone() : given_zone;
  const Instant now = desk.world.clock->now();
  Instant from = now;
  if (!options.at.empty()) {
    // From when on may lie in the past: what matters is which time comes next.
    TRY(const Due start, parse_when(options.at, {.now = now, .zone = zone, .fold = Fold::earlier, .lang = env.globals.lang}));
    from = start.at;
  }
  TRY(const Local start, to_local(from, zone));
  const Wall wall = std::chrono::floor<std::chrono::minutes>(start.wall);
  TRY(Recurrence rule, parse_recurrence(options.every, wall, zone));
  TRY(rule.until, limit_of(env, options.until));
  for (const auto& text : except) {
    TRY(const Due left_out, parse_when(text, {.now = now, .zone = zone, .fold = Fold::earlier, .lang = env.globals.lang}));
    TRY(const Local local, to_local(left_out.at, zone));
    rule.except.push_back(local.wall);
  }
  TRY(const auto first, next_occurrence(rule, std::max(now, from - std::chrono::minutes(1))));
  if (!first) return Error{.fault = Fault::usage, .message = tr("“{}” never comes round", options.every), .hint = tr("look at --at and --until")};
  Series series{.id = new_id(now),
                .name = options.evergreen,
                .said = options.every,
                .rule = rule.rule,
                .zone = rule.zone,
                .start = iso_wall(rule.start),
                .until = rule.until,
                .next = iso_wall(first->wall),
                .author = who_of(env, options.who),
                .created = now};
  for (const Wall left_out : rule.except) series.except.push_back(iso_wall(left_out));
  for (const auto& account : plan.accounts) series.accounts.push_back(account.name);
  series.posts.push_back(series_post(plan));
  series.history.push_back({.at = now, .who = series.author, .did = "added"});
  if (!options.max_late.empty()) {
    TRY(series.max_late, parse_duration(options.max_late));
  }
  if (!options.rest.empty()) {
    TRY(series.rest, parse_duration(options.rest));
  }
  return series;
}

SeriesPost series_post(const Plan& plan) {
  SeriesPost one{.post = plan.post};
  Post plain = plan.post;
  plain.instead.clear();
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    if (plan.adapted[i] != plain) one.said[plan.accounts[i].name] = to_json(plan.adapted[i]);
  }
  return one;
}

}  // namespace cmtool
