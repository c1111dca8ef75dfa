// SPDX-License-Identifier: MIT
// What every store promises of the schedule: due times, changes that see what a sender did, imports, series, stops.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "tests/support/records.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

struct Bench {
  Bench() {
    auto made = make_store({disk.get(), &clock}, (dir / "w").string(), Json{{"zone", "UTC"}});
    REQUIRE_MESSAGE(made.ok(), made.error().message);
    store = std::move(made).value();
  }
  std::unique_ptr<Store> other() {
    auto opened = open_store({disk.get(), &clock}, (dir / "w").string());
    REQUIRE_MESSAGE(opened.ok(), opened.error().message);
    return std::move(opened).value();
  }
  /// A post that waits for its time at @a.
  Post wait(const std::string& at, int number, DeliveryState state = DeliveryState::waiting, const std::string& account = "a") {
    const Post post = a_post("text " + std::to_string(number), number);
    Delivery delivery = to(account, state);
    delivery.due = Due{.at = parse_iso(at).value()};
    const auto made = store->start(post, {delivery});
    REQUIRE_MESSAGE(made.ok(), made.error().message);
    return post;
  }

  ScratchDir dir{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  std::unique_ptr<Store> store{};
};

std::vector<Id> posts_of(const std::vector<Delivery>& deliveries) {
  std::vector<Id> ids;
  for (const auto& delivery : deliveries) ids.push_back(delivery.post);
  return ids;
}

Instant at(const char* text) { return parse_iso(text).value(); }

}  // namespace

TEST_CASE("what is due is found in order, and what waits for later is not") {
  Bench bench;
  const Post second = bench.wait("2026-12-24T09:00:30Z", 1);
  const Post first = bench.wait("2026-11-30T23:59:00Z", 2);
  const Post later = bench.wait("2026-12-24T09:01:00Z", 3);
  bench.wait("2026-12-24T08:00:00Z", 4, DeliveryState::held);
  const auto store = bench.other();
  CHECK(posts_of(store->due(at("2026-12-24T09:00:59Z")).value()) == std::vector<Id>{first.id, second.id});
  CHECK(posts_of(store->due(at("2026-12-24T09:00:00Z")).value()) == std::vector<Id>{first.id});
  CHECK(posts_of(store->due(at("2026-12-25T00:00:00Z")).value()) == std::vector<Id>{first.id, second.id, later.id});
  CHECK(store->due(at("2026-11-30T23:58:59Z")).value().empty());
  // Once somebody has taken it, it is not due any more.
  REQUIRE(bench.store->claim(delivery_id(first.id, "a")).ok());
  CHECK(posts_of(store->due(at("2026-12-24T09:00:59Z")).value()) == std::vector<Id>{second.id});
}

TEST_CASE("among hundreds of days what is due is found each time, and what is weeks old within ten minutes") {
  Bench bench;
  std::vector<PostRecord> far;
  for (int i = 0; i < 401; ++i) {
    Delivery delivery = to("a", DeliveryState::waiting);
    delivery.due = Due{.at = at("2027-01-01T08:00:00Z") + std::chrono::hours(24 * i)};
    far.push_back({.post = a_post("far " + std::to_string(i), 1000 + i), .deliveries = {delivery}});
  }
  for (const auto& made : bench.store->start_many(far)) REQUIRE(made.ok());
  const Post old = bench.wait("2026-11-10T08:00:00Z", 1);
  const Post recent = bench.wait("2026-12-20T08:00:00Z", 2);
  const Post today = bench.wait("2026-12-24T09:00:00Z", 3);
  const auto due = [&](const char* now) { return posts_of(bench.other()->due(at(now)).value()); };
  const std::vector<Id> all{old.id, recent.id, today.id};
  CHECK(due("2026-12-24T09:00:00Z") == all);
  CHECK(due("2026-12-24T09:01:00Z") == std::vector<Id>{recent.id, today.id});
  CHECK(due("2026-12-24T09:10:00Z") == all);
  CHECK(due("2026-12-24T09:05:00Z") == all);  // the clock was put back
  CHECK(due("2026-12-24T08:59:00Z") == std::vector<Id>{old.id, recent.id});
  CHECK(due("2027-01-02T09:00:00Z").size() == 5);
}

TEST_CASE("the schedule lists what waits and what is held, by time, for the accounts that are asked for") {
  Bench bench;
  const Post late = bench.wait("2027-01-02T08:00:00Z", 1);
  const Post held = bench.wait("2026-12-24T08:00:00Z", 2, DeliveryState::held);
  const Post other = bench.wait("2026-12-24T07:00:00Z", 3, DeliveryState::waiting, "b");
  const auto ids = [&](const ScheduleFilter& filter) {
    std::vector<Id> result;
    const auto found = bench.other()->scheduled(filter).value();
    for (const auto& one : found) result.push_back(one.post.id);
    return result;
  };
  CHECK(ids({}) == std::vector<Id>{other.id, held.id, late.id});
  CHECK(ids({.accounts = {"a"}}) == std::vector<Id>{held.id, late.id});
  CHECK(ids({.from = at("2026-12-24T08:00:00Z"), .until = at("2027-01-02T08:00:00Z")}) == std::vector<Id>{held.id});
  CHECK(ids({.limit = 1}) == std::vector<Id>{other.id});
  CHECK(posts_of(bench.store->in_state(DeliveryState::held).value()) == std::vector<Id>{held.id});
}

TEST_CASE("what was sent is found by when it was, for the accounts that are asked for") {
  Bench bench;
  const auto send = [&](const Post& post, const char* account, const char* when) {
    Delivery taken = bench.store->claim(delivery_id(post.id, account)).value();
    taken.state = DeliveryState::sent;
    taken.receipt = Receipt{.remote_id = "1", .at = at(when)};
    REQUIRE(bench.store->save(taken).ok());
  };
  const Post first = bench.wait("2026-12-24T08:00:00Z", 1);
  const Post second = bench.wait("2026-12-25T08:00:00Z", 2);
  const Post other = bench.wait("2026-12-24T07:00:00Z", 3, DeliveryState::waiting, "b");
  const Post waiting = bench.wait("2026-12-24T07:00:00Z", 4);
  send(second, "a", "2027-01-02T08:00:00Z");
  send(first, "a", "2026-12-24T08:00:00Z");
  send(other, "b", "2026-12-24T08:00:10Z");
  const auto ids = [&](const ScheduleFilter& filter) {
    std::vector<Id> result;
    const auto found = bench.other()->sent(filter).value();
    for (const auto& one : found) result.push_back(one.post.id);
    return result;
  };
  CHECK(ids({}) == std::vector<Id>{first.id, other.id, second.id});
  CHECK(ids({.accounts = {"a"}}) == std::vector<Id>{first.id, second.id});
  CHECK(ids({.from = at("2026-12-24T08:00:10Z"), .until = at("2027-01-02T08:00:00Z")}) == std::vector<Id>{other.id});
  CHECK(ids({.from = at("2027-01-02T08:00:00Z")}) == std::vector<Id>{second.id});
  CHECK(ids({.limit = 1}) == std::vector<Id>{first.id});
}

TEST_CASE("a change is made to the record as it is now, and a sender that came first is seen") {
  Bench bench;
  const Post post = bench.wait("2026-12-24T09:00:00Z", 1);
  const auto move = [&](Store& store, const char* to) {
    return store.amend(post.id, [&](PostRecord& record) -> Result<void> {
      if (record.deliveries.front().state != DeliveryState::waiting) return Error{.fault = Fault::refused, .message = "too late"};
      record.deliveries.front().due = Due{.at = at(to)};
      record.post.history.push_back({.at = at("2026-12-01T00:00:00Z"), .who = "lea", .did = "moved"});
      return {};
    });
  };
  REQUIRE(move(*bench.store, "2027-01-02T08:30:00Z").ok());
  CHECK(bench.other()->due(at("2026-12-31T00:00:00Z")).value().empty());
  CHECK(posts_of(bench.other()->due(at("2027-01-02T08:30:00Z")).value()) == std::vector<Id>{post.id});
  CHECK(bench.other()->post(post.id).value().post.history.front().who == "lea");

  const auto sender = bench.other();
  REQUIRE(sender->claim(delivery_id(post.id, "a")).ok());
  const auto refused = move(*bench.store, "2027-02-02T08:30:00Z");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().message == "too late");
  CHECK(bench.other()->delivery(delivery_id(post.id, "a")).value().state == DeliveryState::sending);
  CHECK(bench.store->amend("0000000000000000", [](PostRecord&) -> Result<void> { return {}; }).error().fault == Fault::not_found);
}

TEST_CASE("of changes and claims at the same time each sees what the others did") {
  Bench bench;
  for (int round = 0; round < 20; ++round) {
    const Post post = bench.wait("2026-12-24T09:00:00Z", 100 + round);
    std::atomic<int> cancelled = 0, claimed = 0;
    const auto other = bench.other();
    {
      std::jthread sender([&] { claimed += other->claim(delivery_id(post.id, "a")).ok() ? 1 : 0; });
      std::jthread editor([&] {
        cancelled += bench.store->amend(post.id, [](PostRecord& record) -> Result<void> {
          if (record.deliveries.front().state != DeliveryState::waiting) return Error{.fault = Fault::refused};
          record.deliveries.front().state = DeliveryState::cancelled;
          return {};
        }).ok() ? 1 : 0;
      });
    }
    CHECK(cancelled + claimed == 1);
  }
}

TEST_CASE("many posts are changed at once, each for itself") {
  Bench bench;
  std::vector<Id> ids;
  for (int i = 0; i < 20; ++i) ids.push_back(bench.wait("2026-12-24T09:00:00Z", i).id);
  ids.push_back("0000000000000000");
  const auto results = bench.store->amend_many(ids, [&](PostRecord& record) -> Result<void> {
    if (record.post.id == ids[3]) return Error{.fault = Fault::refused};
    for (auto& delivery : record.deliveries) delivery.state = DeliveryState::cancelled;
    return {};
  });
  REQUIRE(results.size() == 21);
  CHECK(results[3].error().fault == Fault::refused);
  CHECK(results[20].error().fault == Fault::not_found);
  CHECK(posts_of(bench.other()->due(at("2026-12-25T00:00:00Z")).value()) == std::vector<Id>{ids[3]});
  CHECK(bench.other()->in_state(DeliveryState::cancelled).value().size() == 19);
}

TEST_CASE("an import is there as a whole, and its rows are known afterwards") {
  Bench bench;
  std::vector<PostRecord> records;
  Import import{.id = new_id(bench.clock.now()), .from = "december.csv", .by = "lea", .at = bench.clock.now()};
  for (int i = 0; i < 50; ++i) {
    Delivery delivery = to("a", DeliveryState::waiting);
    delivery.due = Due{.at = at("2026-12-01T09:00:00Z") + std::chrono::hours(i)};
    records.push_back({.post = a_post("row", i), .deliveries = {delivery, to("b", DeliveryState::draft)}});
    import.rows["hash" + std::to_string(i)] = records.back().post.id;
  }
  REQUIRE(bench.store->import_all(import, records).ok());
  const auto store = bench.other();
  CHECK(store->scheduled({}).value().size() == 50);
  CHECK(store->imported_rows().value() == import.rows);
  CHECK(store->post(records[7].post.id).value().deliveries.size() == 2);
  CHECK(store->check().value().empty());
  // The records of a post that is changed later still belong to it.
  REQUIRE(store->amend(records[7].post.id, [](PostRecord& record) -> Result<void> {
    record.post.text = "changed";
    return {};
  }).ok());
  CHECK(bench.other()->post(records[7].post.id).value().post.text == "changed");
}

TEST_CASE("a series is found by its id or name, and changed in one step") {
  Bench bench;
  Series series{.id = new_id(bench.clock.now()), .name = "tips", .said = "every monday", .rule = "FREQ=WEEKLY", .zone = "UTC",
                .start = "2026-11-30T09:00", .posts = {{.post = a_post("tip", 1)}}, .accounts = {"a"}, .next = "2026-11-30T09:00"};
  series.posts.front().said["a"] = Json{{"text", "tip!"}};
  REQUIRE(bench.store->add_series(series).ok());
  CHECK(bench.store->add_series(series).error().fault == Fault::conflict);
  CHECK(bench.other()->series("tips").value() == series);
  CHECK(bench.other()->series(series.id.substr(0, 12)).value() == series);
  CHECK(bench.other()->series("none").error().fault == Fault::not_found);
  const auto changed = bench.store->amend_series(series.id, [](Series& one) -> Result<void> {
    one.next = "2026-12-07T09:00";
    return {};
  });
  REQUIRE(changed.ok());
  CHECK(bench.other()->all_series().value() == std::vector<Series>{*changed});
  CHECK(bench.other()->check().value().empty());
}

TEST_CASE("publishing is paused for one account or for all, and goes on") {
  Bench bench;
  const Pause all{.why = "crisis", .by = "lea", .at = bench.clock.now(), .until = bench.clock.now() + std::chrono::hours(2)};
  REQUIRE(bench.store->save_pause(all).ok());
  REQUIRE(bench.store->save_pause({.account = "a", .by = "lea", .at = bench.clock.now()}).ok());
  const auto pauses = bench.other()->pauses().value();
  REQUIRE(pauses.size() == 2);
  CHECK(pauses.front() == all);
  CHECK(holds(all, bench.clock.now()));
  CHECK_FALSE(holds(all, *all.until));
  REQUIRE(bench.store->end_pause("").ok());
  CHECK(bench.store->end_pause("").error().fault == Fault::not_found);
  CHECK(bench.other()->pauses().value().size() == 1);
  CHECK(bench.store->save_pause({.account = "../x"}).error().fault == Fault::usage);
}

TEST_CASE("one run of the schedule is at work at a time") {
  Bench bench;
  const auto other = bench.other();
  auto held = bench.store->lock_schedule(std::chrono::milliseconds(0));
  REQUIRE(held.ok());
  CHECK(other->lock_schedule(std::chrono::milliseconds(0)).error().fault == Fault::state);
  held->reset();
  CHECK(other->lock_schedule(std::chrono::milliseconds(0)).ok());
}

TEST_CASE("samples are kept by month and read from a time on") {
  Bench bench;
  const Sample old{.account = "a", .post = "1", .metric = "likes", .value = 3, .at = at("2026-10-31T23:00:00Z")};
  const Sample young{.account = "a", .post = "1", .metric = "likes", .value = 5, .at = at("2026-11-02T10:00:00Z")};
  REQUIRE(bench.store->add_samples({old, young}).ok());
  CHECK(bench.other()->samples(at("2026-10-01T00:00:00Z")).value() == std::vector<Sample>{old, young});
  CHECK(bench.other()->samples(at("2026-11-01T00:00:00Z")).value() == std::vector<Sample>{young});
  CHECK(bench.other()->check().value().empty());
}
