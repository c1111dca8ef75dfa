// SPDX-License-Identifier: MIT
#include "schedule/slots.hpp"

#include <doctest/doctest.h>

#include "schedule/best_times.hpp"
#include "schedule/policy.hpp"

using namespace cmtool;

namespace {

std::string texts_of(const std::vector<Slot>& slots) {
  std::string all;
  for (const auto& slot : slots) all += (all.empty() ? "" : ", ") + text_of(slot);
  return all;
}

Instant at(const char* text) { return parse_iso(text).value(); }

}  // namespace

TEST_CASE("weekly places are read in English and French") {
  struct Row {
    const char *said, *slots;
  };
  const std::vector<Row> rows{{"mon,wed 09:00", "mon 09:00, wed 09:00"},
                              {"lundi et jeudi 9h30", "mon 09:30, thu 09:30"},
                              {"tous les lundis à 9h", "mon 09:00"},
                              {"weekdays 12:00", "mon 12:00, tue 12:00, wed 12:00, thu 12:00, fri 12:00"},
                              {"mon 9:00, fri 17:30", "mon 09:00, fri 17:30"},
                              {"mon 9am, 5pm", "mon 09:00, mon 17:00"},
                              {"sunday 12pm", "sun 12:00"},
                              {"weekend 10:00", "sun 10:00, sat 10:00"},
                              {"mon 9:00 mon 9:00", "mon 09:00"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.said));
    const auto slots = parse_slots(row.said);
    REQUIRE_MESSAGE(slots.ok(), slots.error().message);
    CHECK(texts_of(*slots) == row.slots);
  }
  for (const char* wrong : {"", "mon", "9:00", "mon 25:00", "mon 9:60", "someday 9:00", "mon 9:00 x"}) {
    CAPTURE(std::string(wrong));
    CHECK_FALSE(parse_slots(wrong).ok());
  }
}

TEST_CASE("the next free place is by the wall, before and after the clock change") {
  const auto slots = parse_slots("sun,mon 02:30").value();
  // The night of 29 March 2026: 02:30 does not exist in Paris.
  const auto skipped = next_free(slots, "Europe/Paris", at("2026-03-28T12:00:00Z"), {}).value();
  CHECK(iso(skipped.at) == "2026-03-29T01:30:00Z");
  const auto next = next_free(slots, "Europe/Paris", at("2026-03-28T12:00:00Z"), {skipped.at}).value();
  CHECK(iso(next.at) == "2026-03-30T00:30:00Z");
  CHECK(next.wall == "2026-03-30T02:30");
  // 25 October 2026: it exists twice, and the first one counts.
  CHECK(iso(next_free(slots, "Europe/Paris", at("2026-10-24T12:00:00Z"), {}).value().at) == "2026-10-25T00:30:00Z");
  CHECK_FALSE(next_free({}, "Europe/Paris", at("2026-10-24T12:00:00Z"), {}).ok());
}

TEST_CASE("the best hours are those at which posts did better than the account's median, if there is enough data") {
  std::vector<MeasuredPost> posts;
  for (int week = 0; week < 8; ++week) {
    for (int day = 0; day < 5; ++day) {
      const Instant monday = at("2026-09-07T08:10:00Z") + std::chrono::hours(24 * 7 * week);
      posts.push_back({monday + std::chrono::hours(24 * day), day == 2 ? 30 : 10});  // Wednesdays at 10:10 in Paris
    }
  }
  const auto best = best_times(posts, "Europe/Paris").value();
  REQUIRE(best.enough);
  CHECK(text_of(best.hours.front().slot) == "wed 10:00");
  CHECK(best.hours.front().confidence == "medium");
  CHECK(best.hours.front().score > 1.5);
  CHECK(best.hours.front().score < 3);
  CHECK_FALSE(best_times({posts.begin(), posts.begin() + 19}, "Europe/Paris").value().enough);
  // Many posts in one week say nothing of a week.
  std::vector<MeasuredPost> one_week(30, posts.front());
  CHECK_FALSE(best_times(one_week, "Europe/Paris").value().enough);
}

TEST_CASE("one lucky post does not make an hour the best") {
  std::vector<MeasuredPost> posts;
  for (int i = 0; i < 40; ++i) posts.push_back({at("2026-09-07T08:00:00Z") + std::chrono::hours(24 * i), 10});
  posts.push_back({at("2026-09-09T15:00:00Z"), 1000});
  const auto best = best_times(posts, "UTC").value();
  REQUIRE(best.enough);
  for (const auto& hour : best.hours) CHECK(hour.slot.minute == 8 * 60);
}

TEST_CASE("a setting of the schedule that cannot be understood is named") {
  CHECK(schedule_policy(Json::object()).value().max_late == std::chrono::hours(2));
  CHECK(schedule_policy(Json{{"max_late", "30m"}}).value().max_late == std::chrono::minutes(30));
  const auto wrong = schedule_policy(Json{{"pace", "soon"}});
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().message.find("pace") != std::string::npos);
  CHECK_FALSE(schedule_policy(Json{{"approval", "lea"}}).ok());
  CHECK(schedule_policy(Json{{"approval", Json{{"needed", 2}}}}).value().approval.needed == 2);
}
