// SPDX-License-Identifier: MIT
#include "schedule/arrange.hpp"

#include <doctest/doctest.h>

#include "schedule/approval_code.hpp"
#include "tests/support/schedule_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

const Json needs_one = Json{{"zone", "UTC"}, {"approval", Json{{"needed", 1}, {"by", Json::strings({"lea", "tom", "client"})}}}};

template <typename T>
Fault fault(const Result<T>& result) {
  REQUIRE_FALSE(result.ok());
  return result.error().fault;
}

}  // namespace

TEST_CASE("a post that nobody has approved is held, and goes out once somebody else than its author has") {
  Island island;
  SchedulePlace place(island, needs_one);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  CHECK(place.state(record) == DeliveryState::held);
  Desk desk = place.desk();
  CHECK(fault(approve_scheduled(desk, record.post.id, "", place.policy, {.who = "lea"})) == Fault::refused);
  CHECK(fault(approve_scheduled(desk, record.post.id, "", place.policy, {.who = "nobody"})) == Fault::refused);
  REQUIRE(approve_scheduled(desk, record.post.id, "", place.policy, {.who = "tom"}).ok());
  CHECK(place.state(record) == DeliveryState::waiting);
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  CHECK(place.state(record) == DeliveryState::sent);
}

TEST_CASE("what nobody approved in time expires") {
  Island island;
  SchedulePlace place(island, needs_one);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T12:00:01Z");
  const auto report = place.run();
  REQUIRE(report.outcomes.size() == 1);
  CHECK(place.state(record) == DeliveryState::expired);
  CHECK(report.outcomes.front().error->message.find("approved") != std::string::npos);
}

TEST_CASE("a change after the approval asks again") {
  Island island;
  SchedulePlace place(island, needs_one);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  Desk desk = place.desk();
  REQUIRE(approve_scheduled(desk, record.post.id, "", place.policy, {.who = "tom"}).ok());
  Plan changed = place.plan("good bye");
  changed.post.id = record.post.id;
  changed.adapted.front() = changed.post;
  REQUIRE(edit_scheduled(desk, changed, place.policy, {.who = "lea"}).ok());
  CHECK(place.state(record) == DeliveryState::held);
  // Moving it does not change what readers will see.
  REQUIRE(approve_scheduled(desk, record.post.id, "", place.policy, {.who = "tom"}).ok());
  REQUIRE(move_scheduled(desk, record.post.id, {}, place.due("2026-11-23T10:00:00Z"), place.policy, {.who = "lea"}).ok());
  CHECK(place.state(record) == DeliveryState::waiting);
}

TEST_CASE("the client's code approves the text that the client saw, and no other") {
  Island island;
  SchedulePlace place(island, needs_one);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  Desk desk = place.desk();
  const Secret key = place.store->signing_key().value();
  CHECK(place.store->signing_key().value() == key);
  const std::string code = approval_code(key, place.store->post(record.post.id).value().post);
  CHECK(post_of_code(code) == record.post.id);
  CHECK(post_of_code("hello").empty());
  CHECK(fault(approve_scheduled(desk, record.post.id, record.post.id + "-00000-00000", place.policy, {.who = "client"})) == Fault::refused);

  std::string typed = code;  // as people type it
  for (char& c : typed) c = c == '-' ? ' ' : c;
  REQUIRE(approve_scheduled(desk, record.post.id, typed, place.policy, {.who = "client"}).ok());
  CHECK(place.state(record) == DeliveryState::waiting);

  Plan changed = place.plan("good bye");
  changed.post.id = record.post.id;
  changed.adapted.front() = changed.post;
  REQUIRE(edit_scheduled(desk, changed, place.policy, {.who = "lea"}).ok());
  CHECK(fault(approve_scheduled(desk, record.post.id, code, place.policy, {.who = "client"})) == Fault::refused);
}

TEST_CASE("a rejected post is held with the reason in its history") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  Desk desk = place.desk();
  REQUIRE(reject_scheduled(desk, record.post.id, {.who = "tom", .why = "wrong date"}).ok());
  CHECK(place.state(record) == DeliveryState::held);
  const auto last = place.store->post(record.post.id).value().post.history.back();
  CHECK(last.did == "rejected");
  CHECK(last.why == "wrong date");
  REQUIRE(approve_scheduled(desk, record.post.id, "", place.policy, {.who = "tom"}).ok());
  CHECK(place.state(record) == DeliveryState::waiting);
}

TEST_CASE("a change of a held post does not set it free, also where the settings ask for no approval") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  Desk desk = place.desk();
  REQUIRE(reject_scheduled(desk, record.post.id, {.who = "client", .why = "wrong date"}).ok());
  Plan changed = place.plan("good bye");
  changed.post.id = record.post.id;
  changed.adapted.front() = changed.post;
  REQUIRE(edit_scheduled(desk, changed, place.policy, {.who = "lea"}).ok());
  CHECK(place.state(record) == DeliveryState::held);
  REQUIRE(approve_scheduled(desk, record.post.id, "", place.policy, {.who = "client"}).ok());
  CHECK(place.state(record) == DeliveryState::waiting);
}

TEST_CASE("a draft that is ready waits for its time, or for an approval; without a time to come it stays a draft") {
  Island island;
  for (const auto& [settings, state] : {std::pair{Json{{"zone", "UTC"}}, DeliveryState::waiting}, std::pair{needs_one, DeliveryState::held}}) {
    SchedulePlace place(island, settings);
    Plan plan = place.plan("hello");
    plan.draft = true;
    Timing timing;
    Desk desk = place.desk();
    const auto record = add_to_schedule(desk, schedule_record(plan, timing, place.policy, {.who = "lea"}, place.clock.now())).value();
    REQUIRE(place.state(record) == DeliveryState::draft);
    CHECK(fault(edit_scheduled(desk, plan, place.policy, {.who = "lea"}, Drafts::ready)) == Fault::refused);
    REQUIRE(move_scheduled(desk, record.post.id, {}, place.due("2026-11-23T10:00:00Z"), place.policy, {.who = "lea"}).ok());
    REQUIRE(edit_scheduled(desk, plan, place.policy, {.who = "lea"}).ok());
    CHECK(place.state(record) == DeliveryState::draft);
    REQUIRE(edit_scheduled(desk, plan, place.policy, {.who = "lea"}, Drafts::ready).ok());
    CHECK(place.state(record) == state);
  }
}

TEST_CASE("what has gone out is neither moved, changed nor cancelled") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  Desk desk = place.desk();
  CHECK(fault(move_scheduled(desk, record.post.id, {}, place.due("2026-11-23T10:00:00Z"), place.policy, {})) == Fault::refused);
  CHECK(fault(cancel_scheduled(desk, record.post.id, {}, {})) == Fault::refused);
  Plan changed = place.plan("good bye");
  changed.post.id = record.post.id;
  CHECK(fault(edit_scheduled(desk, changed, place.policy, {})) == Fault::refused);
  CHECK(fault(retry_scheduled(desk, record.post.id, {}, place.due("2026-11-23T10:00:00Z"), place.policy, {})) == Fault::refused);
  CHECK(place.store->post(record.post.id).value().post.text == "hello");
}

TEST_CASE("a change leaves what went out to one account as it was, and changes what waits for another") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z", 2);
  Desk desk = place.desk();
  REQUIRE(move_scheduled(desk, record.post.id, {"b"}, place.due("2026-11-23T10:00:00Z"), place.policy, {}).ok());
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  Plan changed = place.plan("good bye", 2);
  changed.post.id = record.post.id;
  for (auto& adapted : changed.adapted) adapted = changed.post;
  REQUIRE(edit_scheduled(desk, changed, place.policy, {.who = "lea"}).ok());
  const auto now = place.store->post(record.post.id).value();
  CHECK(adapted_again(now.post, now.deliveries[0]).value().text == "hello");
  CHECK(adapted_again(now.post, now.deliveries[1]).value().text == "good bye");
  place.clock.set("2026-11-23T10:00:00Z");
  place.run();
  CHECK(island.posts == std::vector<std::string>{"hello", "good bye"});
}

TEST_CASE("an expired post that is moved goes out, and one that is cancelled twice stays cancelled") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T13:00:00Z");
  place.run();
  Desk desk = place.desk();
  REQUIRE(move_scheduled(desk, record.post.id, {}, place.due("2026-11-22T14:00:00Z"), place.policy, {}).ok());
  place.clock.set("2026-11-22T14:00:00Z");
  place.run();
  CHECK(place.state(record) == DeliveryState::sent);

  const auto other = place.add("other", "2026-11-23T10:00:00Z");
  REQUIRE(cancel_scheduled(desk, other.post.id, {}, {}).ok());
  REQUIRE(cancel_scheduled(desk, other.post.id, {}, {}).ok());
  CHECK(place.state(other) == DeliveryState::cancelled);
}

TEST_CASE("what waits for its time and was not tried is not retried: that would publish it now") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("next week", "2026-11-29T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  Desk desk = place.desk();
  CHECK(fault(retry_scheduled(desk, record.post.id, {}, place.due("2026-11-22T10:00:00Z"), place.policy, {})) == Fault::refused);
  place.run();
  CHECK(place.state(record) == DeliveryState::waiting);
  CHECK(island.posts.empty());
}

TEST_CASE("what may have been sent is not retried before somebody has looked") {
  Island island(Protection::none, /*findable=*/false);
  island.fates = {Fate::lost_before};
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  REQUIRE(place.state(record) == DeliveryState::unknown);
  Desk desk = place.desk();
  const auto soon = place.due("2026-11-22T10:10:00Z");
  CHECK(fault(retry_scheduled(desk, record.post.id, {}, soon, place.policy, {})) == Fault::refused);
  REQUIRE(resolve_scheduled(desk, record.post.id, {}, std::nullopt, {.who = "lea"}).ok());
  CHECK(place.state(record) == DeliveryState::failed);
  REQUIRE(retry_scheduled(desk, record.post.id, {}, soon, place.policy, {.who = "lea"}).ok());
  place.clock.set("2026-11-22T10:10:00Z");
  place.run();
  CHECK(place.state(record) == DeliveryState::sent);
  CHECK(island.posts == std::vector<std::string>{"hello"});
}

TEST_CASE("a post that somebody saw on its platform counts as sent, at its address") {
  Island island(Protection::none, /*findable=*/false);
  island.fates = {Fate::lost_after};
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  Desk desk = place.desk();
  REQUIRE(resolve_scheduled(desk, record.post.id, {}, "https://island.example/7", {.who = "lea"}).ok());
  CHECK(place.store->delivery(record.deliveries.front().id).value().receipt->url == "https://island.example/7");
  CHECK(place.state(record) == DeliveryState::sent);
}
