// SPDX-License-Identifier: MIT
#include "schedule/remarks.hpp"

#include <doctest/doctest.h>

#include "tests/support/schedule_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

PostRecord a_record(SchedulePlace& place, const std::string& text, const std::string& at) {
  Timing timing{};
  timing.due["a"] = place.due(at);
  return schedule_record(place.plan(text), timing, place.policy, {.who = "lea"}, place.clock.now());
}

std::size_t count(SchedulePlace& place, const PostRecord& record) {
  Desk desk = place.desk();
  return Surroundings::read(desk, {record}).value().remarks_on(record, place.accounts).size();
}

}  // namespace

TEST_CASE("two posts within five minutes on one account are pointed out, on two accounts they are not") {
  Island island;
  SchedulePlace place(island);
  place.add("first", "2026-11-23T10:00:00Z");
  CHECK(count(place, a_record(place, "second", "2026-11-23T10:04:59Z")) == 1);
  CHECK(count(place, a_record(place, "second", "2026-11-23T09:55:01Z")) == 1);
  CHECK(count(place, a_record(place, "second", "2026-11-23T10:05:00Z")) == 0);
  place.accounts.front() = place.accounts.back();
  Timing timing{};
  timing.due["b"] = place.due("2026-11-23T10:00:00Z");
  CHECK(count(place, schedule_record(place.plan("second"), timing, place.policy, {}, place.clock.now())) == 0);
}

TEST_CASE("the same text within a week is pointed out, whether it waits or was sent") {
  Island island;
  SchedulePlace place(island);
  place.add("hello", "2026-11-22T10:00:00Z");
  CHECK(count(place, a_record(place, "hello", "2026-11-29T09:59:00Z")) == 1);
  CHECK(count(place, a_record(place, "hello", "2026-11-29T10:00:00Z")) == 0);
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  CHECK(count(place, a_record(place, "hello", "2026-11-25T10:00:00Z")) == 1);
  CHECK(count(place, a_record(place, "good bye", "2026-11-25T10:00:00Z")) == 0);
}

TEST_CASE("rows of one file are held against each other") {
  Island island;
  SchedulePlace place(island);
  const auto first = a_record(place, "one", "2026-11-25T10:00:00Z"), second = a_record(place, "two", "2026-11-25T10:01:00Z");
  Desk desk = place.desk();
  auto around = Surroundings::read(desk, {first, second}).value();
  CHECK(around.remarks_on(first, place.accounts).empty());
  CHECK(around.remarks_on(second, place.accounts).size() == 1);
}

TEST_CASE("a token that ends before the post is due is pointed out") {
  Island island;
  SchedulePlace place(island);
  place.accounts.front().token_expires = parse_iso("2026-11-24T00:00:00Z").value();
  CHECK(count(place, a_record(place, "hello", "2026-11-25T10:00:00Z")) == 1);
  CHECK(count(place, a_record(place, "hello", "2026-11-23T10:00:00Z")) == 0);
}
