// SPDX-License-Identifier: MIT
#include "schedule/recurring.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

// More than so many that nobody can send any more are only counted.
constexpr std::size_t most_missed = 50;
constexpr std::size_t most_at_once = 5000;

std::string key_of(const Id& series, const std::string& wall) { return series + "@" + wall; }

Result<Wall> wall_of(const std::string& text) {
  // "2026-12-24T09:00[:00]", as it is kept.
  TRY(const Instant as_utc, parse_iso(text + (text.size() == 16 ? ":00Z" : "Z")));
  return Wall(std::chrono::duration_cast<std::chrono::seconds>(as_utc.time_since_epoch()));
}

Result<Due> due_of(const Series& series) {
  TRY(const Wall wall, wall_of(series.next));
  TRY(const Moments moments, moments_of(wall, series.zone));
  return Due{.at = moments.kind == Moments::Kind::skipped ? moments.later : moments.earlier, .wall = series.next, .zone = series.zone};
}

/// The post of a queue that has rested longest; nothing when all were used too lately.
const SeriesPost* pick(const Series& series, Instant due) {
  const SeriesPost* best = nullptr;
  for (const auto& one : series.posts) {
    if (one.last_used && due - *one.last_used < series.rest) continue;
    if (best == nullptr || one.last_used < best->last_used) best = &one;  // never used: before all others
  }
  return best;
}

PostRecord occurrence(const Series& series, const SeriesPost& one, const Due& due, const SchedulePolicy& policy, Store& store, Instant now) {
  PostRecord record{.post = one.post};
  record.post.id = new_id(now);
  record.post.created = now;
  record.post.key = key_of(series.id, series.next);
  record.post.series = series.id;
  record.post.author = series.author;
  const auto state = is_approved(record.post, policy.approval) ? DeliveryState::waiting : DeliveryState::held;
  for (const auto& name : series.accounts) {
    const auto account = store.account(name);
    if (!account.ok()) continue;  // removed since
    Delivery delivery{.id = delivery_id(record.post.id, account->name),
                      .post = record.post.id,
                      .account = account->name,
                      .platform = account->platform,
                      .state = state,
                      .due = due,
                      .max_late = series.max_late,
                      .key = random_hex(16)};
    if (const auto said = one.said.find(name); said != one.said.end()) delivery.said = said->second;
    record.deliveries.push_back(std::move(delivery));
  }
  return record;
}

/// Goes on to the next occurrence, if the series still stands at `wall`.
Result<Series> advance(Desk& desk, const Series& series, const Due& due, const SeriesPost* used) {
  TRY(const Recurrence rule, recurrence_of(series));
  TRY(const auto next, next_occurrence(rule, due.at));
  const Id used_id = used != nullptr ? used->post.id : Id();
  return desk.store.amend_series(series.id, [&](Series& now) -> Result<void> {
    if (now.next != series.next) return {};
    now.next = next ? iso_wall(next->wall) : "";
    for (auto& one : now.posts) {
      if (one.post.id == used_id) one.last_used = due.at;
    }
    return {};
  });
}

Result<void> make_all(Desk& desk, const SchedulePolicy& policy, Series series, MadeOccurrences& made, bool first_in_any_case) {
  const Instant now = desk.world.clock->now();
  const auto max_late = series.max_late.value_or(policy.max_late);
  std::size_t missed = 0;
  {
    // How many are past all hope is counted first, so that of very many only the last ones are recorded.
    TRY(const Recurrence rule, recurrence_of(series));
    if (!series.next.empty()) {
      TRY(const Due due, due_of(series));
      if (due.at + max_late < now) {
        TRY(const auto all, occurrences(rule, due.at, now - max_late, most_at_once));
        missed = all.size();
      }
    }
  }
  std::size_t left_uncounted = missed > most_missed ? missed - most_missed : 0;
  if (left_uncounted > 0) {
    made.notes.push_back(trn("{}: {} occurrence was missed long ago and is not recorded", "{}: {} occurrences were missed long ago and are not recorded",
                             static_cast<long long>(left_uncounted), series.name.empty() ? series.id : series.name, left_uncounted));
  }
  for (std::size_t count = 0; count < most_at_once && !series.cancelled && !series.next.empty(); ++count) {
    TRY(const Due due, due_of(series));
    if (due.at > now + made_ahead && !(first_in_any_case && count == 0)) break;
    const SeriesPost* chosen = pick(series, due.at);
    if (left_uncounted > 0) {
      --left_uncounted;
      TRY(series, advance(desk, series, due, nullptr));
      continue;
    }
    if (chosen == nullptr) {
      made.notes.push_back(tr("{}: every post was used within its rest; the place of {} stays empty", series.name.empty() ? series.id : series.name, due.wall));
    } else {
      auto record = occurrence(series, *chosen, due, policy, desk.store, now);
      auto started = desk.store.start(record.post, record.deliveries);
      // Made by a run that was killed before it could go on; the text may have been changed since.
      if (!started.ok() && started.error().fault != Fault::conflict) return std::move(started).error();
      if (started.ok() && !started->existed) made.posts.push_back(std::move(started).value());
    }
    TRY(series, advance(desk, series, due, chosen));
  }
  return {};
}

}  // namespace

Result<Recurrence> recurrence_of(const Series& series) {
  Recurrence rule{.rule = series.rule, .zone = series.zone, .until = series.until};
  TRY(rule.start, wall_of(series.start));
  for (const auto& text : series.except) {
    TRY(const Wall wall, wall_of(text));
    rule.except.push_back(wall);
  }
  return rule;
}

Result<MadeOccurrences> make_occurrences(Desk& desk, const SchedulePolicy& policy) {
  TRY(const auto all, desk.store.all_series());
  MadeOccurrences made;
  for (const auto& series : all) {
    if (series.cancelled || series.next.empty()) continue;
    CHECK_OK(make_all(desk, policy, series, made, /*first_in_any_case=*/false));
  }
  return made;
}

Result<MadeOccurrences> make_occurrences(Desk& desk, const SchedulePolicy& policy, const Id& id) {
  TRY(const auto series, desk.store.series(id));
  MadeOccurrences made;
  CHECK_OK(make_all(desk, policy, series, made, /*first_in_any_case=*/true));
  return made;
}

Result<std::optional<PostRecord>> occurrence_made(Desk& desk, const Id& series, const std::string& wall) {
  return desk.store.post_by_key(key_of(series, wall));
}

Result<Series> leave_out(Desk& desk, const Id& id, const std::string& wall, const Actor& actor) {
  const Instant now = desk.world.clock->now();
  TRY(auto series, desk.store.amend_series(id, [&](Series& one) -> Result<void> {
    if (std::find(one.except.begin(), one.except.end(), wall) != one.except.end()) return {};
    one.except.push_back(wall);
    one.history.push_back({.at = now, .who = actor.who, .did = "cancelled", .why = wall});
    return {};
  }));
  TRY(const auto made, occurrence_made(desk, series.id, wall));
  if (made) CHECK_OK(cancel_scheduled(desk, made->post.id, {}, actor));
  if (series.next == wall) {
    TRY(const Due due, due_of(series));
    return advance(desk, series, due, nullptr);
  }
  return series;
}

Result<Series> end_series(Desk& desk, const Id& id, const Actor& actor) {
  const Instant now = desk.world.clock->now();
  TRY(auto series, desk.store.amend_series(id, [&](Series& one) -> Result<void> {
    if (one.cancelled) return {};
    one.cancelled = true;
    one.history.push_back({.at = now, .who = actor.who, .did = "cancelled", .why = actor.why});
    return {};
  }));
  TRY(const auto waiting, desk.store.scheduled({.from = now - std::chrono::hours(24 * 31)}));
  for (const auto& one : waiting) {
    if (one.post.series != series.id) continue;
    const auto cancelled = cancel_scheduled(desk, one.post.id, {}, actor);
    if (!cancelled.ok() && cancelled.error().fault != Fault::refused) return cancelled.error();
  }
  return series;
}

}  // namespace cmtool
