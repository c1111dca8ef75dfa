// SPDX-License-Identifier: MIT
#include "schedule/recurring.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/schedule_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

Series a_series(SchedulePlace& place, const std::string& rule, const std::string& first, std::vector<std::string> texts = {"tip"}) {
  Series series{.id = new_id(place.clock.now()), .said = rule, .rule = rule, .zone = "Europe/Paris", .start = first, .accounts = {"a"}, .next = first, .author = "lea"};
  for (const auto& text : texts) series.posts.push_back({.post = Post{.id = new_id(place.clock.now()), .text = text}});
  REQUIRE(place.store->add_series(series).ok());
  return series;
}

/// Runs every minute from now until then.
void cron_until(SchedulePlace& place, const std::string& until) {
  const Instant end = parse_iso(until).value();
  while (place.clock.now() < end) {
    place.run();
    place.clock.advance(std::chrono::minutes(1));
  }
}

}  // namespace

TEST_CASE("a recurrence brings each occurrence once, also across the end of summer time") {
  Island island;
  SchedulePlace place(island);
  place.clock.set("2026-10-23T20:00:00Z");
  const auto series = a_series(place, "FREQ=DAILY", "2026-10-24T02:30");
  cron_until(place, "2026-10-27T00:00:00Z");
  CHECK(island.posts.size() == 3);
  std::vector<std::string> times;
  const auto records = place.store->posts({}).value();
  for (const auto& record : records) {
    if (record.deliveries.front().receipt) times.push_back(iso(record.deliveries.front().due->at));
  }
  std::sort(times.begin(), times.end());
  // 02:30 in summer time, the first of the two on the day of the change, and 02:30 in winter time.
  CHECK(times == std::vector<std::string>{"2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"});
}

TEST_CASE("an occurrence that the clocks skip goes out an hour later on the wall") {
  Island island;
  SchedulePlace place(island);
  place.clock.set("2026-03-28T00:00:00Z");
  a_series(place, "FREQ=DAILY", "2026-03-28T02:30");
  cron_until(place, "2026-03-30T12:00:00Z");
  CHECK(island.posts.size() == 3);
}

TEST_CASE("a run that was killed after an occurrence was made makes it no second time") {
  Island island;
  SchedulePlace place(island);
  const auto series = a_series(place, "FREQ=WEEKLY", "2026-11-23T09:00");
  Desk desk = place.desk();
  CHECK(make_occurrences(desk, place.policy).value().posts.size() == 1);
  REQUIRE(place.store->amend_series(series.id, [](Series& one) -> Result<void> {
    one.next = "2026-11-23T09:00";  // as if it had been killed before it went on
    return {};
  }).ok());
  CHECK(make_occurrences(desk, place.policy).value().posts.empty());
  CHECK(place.store->series(series.id).value().next == "2026-11-30T09:00");
  CHECK(place.store->scheduled({}).value().size() == 1);
}

TEST_CASE("the posts of a queue take turns, and none comes before it has rested") {
  Island island;
  SchedulePlace place(island);
  auto series = a_series(place, "FREQ=DAILY", "2026-11-23T09:00", {"one", "two", "three"});
  REQUIRE(place.store->amend_series(series.id, [](Series& one) -> Result<void> {
    one.rest = std::chrono::hours(24 * 4);
    return {};
  }).ok());
  std::vector<std::string> notes;
  for (int day = 0; day < 8; ++day) {
    const auto report = place.run();
    notes.insert(notes.end(), report.notes.begin(), report.notes.end());
    place.clock.advance(std::chrono::hours(24));
  }
  CHECK(island.posts == std::vector<std::string>{"one", "two", "three", "one", "two", "three"});
  CHECK(notes.size() == 2);
}

TEST_CASE("one time is left out, and the others stay") {
  Island island;
  SchedulePlace place(island);
  const auto series = a_series(place, "FREQ=DAILY", "2026-11-23T09:00");
  Desk desk = place.desk();
  CHECK(make_occurrences(desk, place.policy).value().posts.size() == 2);
  REQUIRE(leave_out(desk, series.id, "2026-11-24T09:00", {.who = "lea"}).ok());
  REQUIRE(leave_out(desk, series.id, "2026-11-25T09:00", {.who = "lea"}).ok());
  CHECK(place.store->series(series.id).value().next == "2026-11-26T09:00");
  cron_until(place, "2026-11-26T12:00:00Z");
  CHECK(island.posts.size() == 2);
}

TEST_CASE("a recurrence that has ended sends nothing more") {
  Island island;
  SchedulePlace place(island);
  const auto series = a_series(place, "FREQ=DAILY", "2026-11-23T09:00");
  Desk desk = place.desk();
  CHECK(make_occurrences(desk, place.policy).ok());
  REQUIRE(end_series(desk, series.id, {.who = "lea"}).ok());
  cron_until(place, "2026-11-25T12:00:00Z");
  CHECK(island.posts.empty());
}

TEST_CASE("of what an outage has missed, the last ones are recorded as expired and the rest is counted") {
  Island island;
  SchedulePlace place(island);
  a_series(place, "FREQ=HOURLY", "2026-11-22T12:00");
  place.clock.set("2026-12-22T12:30:00Z");
  const auto report = place.run();
  CHECK(report.outcomes.size() >= 50);
  CHECK(report.notes.size() == 1);
  CHECK(island.posts.size() <= 3);
}
