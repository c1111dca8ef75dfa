// SPDX-License-Identifier: MIT
#include "schedule/run.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "schedule/pace.hpp"
#include "tests/support/schedule_place.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace std::chrono_literals;

using Texts = std::vector<std::string>;

TEST_CASE("what is due is published once and in order, and what is not yet due waits") {
  Island island;
  SchedulePlace place(island);
  const auto second = place.add("second", "2026-11-22T10:01:00Z");
  const auto first = place.add("first", "2026-11-22T10:00:00Z");
  const auto later = place.add("later", "2026-11-22T10:02:00Z");
  CHECK(place.run().outcomes.empty());
  place.clock.set("2026-11-22T10:01:00Z");
  const auto report = place.run();
  CHECK(island.posts == Texts{"first", "second"});
  CHECK(report.outcomes.size() == 2);
  CHECK(place.state(first) == DeliveryState::sent);
  CHECK(place.state(second) == DeliveryState::sent);
  CHECK(place.state(later) == DeliveryState::waiting);
  CHECK(place.run().outcomes.empty());
  CHECK(island.posts.size() == 2);
}

TEST_CASE("what is later than it may be expires, with the reason, and is never sent") {
  Island island;
  SchedulePlace place(island);
  const auto usual = place.add("usual", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T12:00:01Z");
  const auto report = place.run();
  REQUIRE(report.outcomes.size() == 1);
  CHECK(report.outcomes.front().delivery.state == DeliveryState::expired);
  CHECK(report.outcomes.front().error->message.find("no run came in time") != std::string::npos);
  CHECK(place.state(usual) == DeliveryState::expired);
  CHECK(island.sends == 0);
  CHECK(place.store->post(usual.post.id).value().post.history.back().did == "expired");
}

TEST_CASE("a backlog goes out no faster than the account's pace") {
  Island island;
  SchedulePlace place(island);
  for (int i = 0; i < 5; ++i) place.add("post " + std::to_string(i), "2026-11-22T10:0" + std::to_string(i) + ":00Z");
  place.clock.set("2026-11-22T10:30:00Z");
  const auto report = place.run();
  CHECK(island.posts == Texts{"post 0"});
  CHECK(report.resting == 4);
  place.clock.advance(30s);
  CHECK(place.run().resting == 4);
  place.clock.advance(30s);
  place.run();
  CHECK(island.posts == Texts{"post 0", "post 1"});
}

TEST_CASE("a server that is away is tried again with growing rests, and holds no other account up") {
  Island island;
  SchedulePlace place(island);
  island.fates = {Fate::unreachable, Fate::unreachable, Fate::fine};
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  auto report = place.run();
  REQUIRE(report.outcomes.size() == 1);
  CHECK(report.outcomes.front().error->fault == Fault::network);
  CHECK(place.state(record) == DeliveryState::waiting);
  CHECK(place.run().resting == 1);
  CHECK(island.sends == 1);
  place.clock.advance(73s);
  place.run();
  CHECK(island.sends == 2);
  place.clock.advance(73s);
  CHECK(place.run().resting == 1);
  place.clock.advance(73s);
  place.run();
  CHECK(island.sends == 3);
  CHECK(place.state(record) == DeliveryState::sent);
  CHECK(island.posts == Texts{"hello"});
}

TEST_CASE("what cannot be sent in its time ends as expired with the last reason") {
  Island island;
  SchedulePlace place(island);
  island.fates = std::vector<Fate>(100, Fate::unreachable);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  for (int i = 0; i < 140; ++i) {
    place.run();
    place.clock.advance(1min);
  }
  CHECK(place.state(record) == DeliveryState::expired);
  CHECK(island.sends >= 4);
  CHECK(island.sends <= 8);
  CHECK(place.store->delivery(record.deliveries.front().id).value().failure->message.find("no way") != std::string::npos);
}

TEST_CASE("a refusal fails the post and the next one goes out") {
  Island island;
  SchedulePlace place(island);
  island.fates = {Fate::refused, Fate::fine};
  const auto bad = place.add("bad", "2026-11-22T10:00:00Z");
  const auto good = place.add("good", "2026-11-22T10:01:00Z");
  place.clock.set("2026-11-22T10:01:00Z");
  place.run();
  CHECK(place.state(bad) == DeliveryState::failed);
  CHECK(place.state(good) == DeliveryState::sent);
}

TEST_CASE("a lost answer is settled by a later run, and the post is there once") {
  Island island;
  SchedulePlace place(island);
  island.fates = {Fate::gateway, Fate::fine};
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  CHECK(place.state(record) == DeliveryState::unknown);
  for (int i = 0; i < 10; ++i) {
    place.clock.advance(1min);
    place.run();
  }
  CHECK(place.state(record) == DeliveryState::sent);
  CHECK(island.posts == Texts{"hello"});
}

TEST_CASE("nothing leaves while publishing is paused, and what is too late by then expires") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z", 2);
  REQUIRE(place.store->save_pause({.account = "a", .why = "crisis", .at = place.clock.now()}).ok());
  place.clock.set("2026-11-22T10:00:00Z");
  CHECK(place.run().paused == 1);
  CHECK(place.state(record, 0) == DeliveryState::waiting);
  CHECK(place.state(record, 1) == DeliveryState::sent);
  place.clock.set("2026-11-22T13:00:00Z");
  const auto report = place.run();
  REQUIRE(report.outcomes.size() == 1);
  CHECK(report.outcomes.front().error->message.find("paused") != std::string::npos);
}

TEST_CASE("an unknown outcome is not settled by sending again while publishing is paused") {
  Island island;
  SchedulePlace place(island);
  island.fates = {Fate::gateway, Fate::fine};
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  REQUIRE(place.state(record) == DeliveryState::unknown);
  REQUIRE(place.store->save_pause({.why = "crisis", .at = place.clock.now()}).ok());
  for (int i = 0; i < 10; ++i) {
    place.clock.advance(1min);
    place.run();
  }
  CHECK(island.sends == 1);
  REQUIRE(place.store->end_pause("").ok());
  place.run();
  CHECK(place.state(record) == DeliveryState::sent);
}

TEST_CASE("what comes after another post waits for it, and expires if it never came") {
  Island island;
  SchedulePlace place(island);
  const auto first = place.add("first", "2026-11-22T11:00:00Z");
  const auto second = place.add("second", "2026-11-22T10:00:00Z", 1, first.post.id);
  place.clock.set("2026-11-22T10:30:00Z");
  CHECK(place.run().dependent == 1);
  place.clock.set("2026-11-22T11:00:00Z");
  place.run();
  place.clock.advance(2min);
  place.run();
  CHECK(island.posts == Texts{"first", "second"});

  const auto third = place.add("third", "2026-11-22T12:00:00Z", 1, first.post.id + ".b");
  place.clock.set("2026-11-22T14:30:00Z");
  place.run();
  CHECK(place.state(third) == DeliveryState::expired);
}

TEST_CASE("a clock that jumps sends nothing twice and loses nothing") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  for (const char* at : {"2026-11-21T10:00:00Z", "2036-11-22T10:00:00Z", "2026-11-22T10:05:00Z"}) {
    place.clock.set(at);
    CHECK(place.run().outcomes.empty());
  }
  CHECK(island.posts == Texts{"hello"});
  // A rest that was noted while the clock was wrong stops nobody for years.
  const Pacing far{.failures = 3, .not_before = parse_iso("2036-11-22T10:00:00Z").value()};
  REQUIRE(place.store->save_cached("pace-a", to_json(far)).ok());
  place.add("again", "2026-11-22T10:06:00Z");
  place.clock.set("2026-11-22T10:06:30Z");
  place.run();
  CHECK(island.posts == Texts{"hello", "again"});
  CHECK(place.state(record) == DeliveryState::sent);
}

TEST_CASE("a second run at the same time does nothing and says so") {
  Island island;
  SchedulePlace place(island);
  place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  const auto other = open_store({place.disk.get(), &place.clock}, place.folder / "w").value();
  auto held = other->lock_schedule(0ms);
  REQUIRE(held.ok());
  CHECK(place.run().busy);
  held->reset();
  CHECK(place.run().outcomes.size() == 1);
}

TEST_CASE("a lock that cannot be had for another reason than another run is an error, not silence") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  const std::filesystem::path lock = place.folder / "w" / "locks" / "@schedule.lock";
  std::filesystem::remove(lock);
  std::filesystem::create_directories(lock);
  Desk desk = place.desk();
  const auto refused = run_schedule(desk, {});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().fault == Fault::state);
  std::filesystem::remove(lock);
  place.run();
  CHECK(place.state(record) == DeliveryState::sent);
}

TEST_CASE("an account that cannot be read just now keeps its posts waiting, and the run says so and serves the others") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z", 2);
  place.clock.set("2026-11-22T10:00:00Z");
  const std::filesystem::path file = place.folder / "w" / "accounts" / "a.json", away = place.folder / "away";
  std::filesystem::rename(file, away);
  std::ofstream(file) << "{";
  const auto report = place.run();
  REQUIRE(report.trouble);
  CHECK(report.trouble->fault == Fault::state);
  CHECK(report.outcomes.size() == 1);
  CHECK(place.state(record, 0) == DeliveryState::waiting);
  CHECK(place.state(record, 1) == DeliveryState::sent);
  std::filesystem::rename(away, file);
  CHECK_FALSE(place.run().trouble);
  CHECK(place.state(record, 0) == DeliveryState::sent);
}

TEST_CASE("no more leave than the limit says") {
  Island island;
  SchedulePlace place(island);
  for (int i = 0; i < 4; ++i) place.add("post " + std::to_string(i), "2026-11-22T10:00:00Z");
  place.clock.set("2026-11-22T10:00:00Z");
  place.run({.limit = 3});
  CHECK(island.posts.size() == 3);
}

TEST_CASE("what an account that is gone should have published fails") {
  Island island;
  SchedulePlace place(island);
  const auto record = place.add("hello", "2026-11-22T10:00:00Z");
  REQUIRE(place.store->remove_account("a").ok());
  place.clock.set("2026-11-22T10:00:00Z");
  place.run();
  CHECK(place.state(record) == DeliveryState::failed);
  CHECK(island.sends == 0);
}

TEST_CASE("rests grow from a minute to an hour, by chance a fifth more or less, and last as long as the server asks, up to a day") {
  struct Row {
    int failures;
    std::optional<std::chrono::seconds> asked;
    double chance;
    std::chrono::seconds rest;
  };
  const std::vector<Row> rows{{1, {}, 0.5, 60s},   {1, {}, 0.0, 60s},     {1, {}, 1.0, 72s},      {2, {}, 0.5, 120s},          {4, {}, 0.5, 480s},
                              {7, {}, 0.5, 3600s}, {100, {}, 0.5, 3600s}, {100, {}, 1.0, 4320s},  {1, 300s, 0.5, 300s},        {5, 30s, 0.5, 960s},
                              {1, -5s, 0.5, 60s},  {1, 999999999s, 0.5, 86400s}, {0, {}, 0.5, 60s}};
  for (const auto& row : rows) {
    CAPTURE(row.failures);
    CAPTURE(row.chance);
    CHECK(rest_after(row.failures, row.asked, row.chance) == row.rest);
  }
}
