// SPDX-License-Identifier: MIT
// What a platform keeps for us until its time: never twice, never lost without a word, whatever breaks in between.
#include "schedule/native.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "tests/support/fake_disk.hpp"
#include "tests/support/schedule_place.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace std::chrono_literals;

using Texts = std::vector<std::string>;

namespace {

constexpr const char* at_ten = "2026-11-22T10:00:00Z";
constexpr const char* at_eleven = "2026-11-22T11:00:00Z";

/// An island that keeps a schedule, and the desk at it.
struct Shore {
  explicit Shore(Protection protection = Protection::none, std::unique_ptr<Disk> disk = nullptr, Json settings = Json{{"zone", "UTC"}})
      : island(protection), place(island, std::move(settings), std::move(disk)) {
    island.keeps_schedule();
  }

  Island island;
  SchedulePlace place;
  std::vector<Error> trouble{};
  const Actor lea{.who = "lea"};

  Delivery delivery(const PostRecord& record, std::size_t which = 0) { return place.store->delivery(record.deliveries[which].id).value(); }
  Result<PostRecord> move(const PostRecord& record, const char* to) {
    Desk desk = place.desk();
    return move_native(desk, record.post.id, {}, SchedulePlace::due(to), place.policy, lea, trouble);
  }
  Result<PostRecord> edit(const PostRecord& record, const std::string& text) {
    Desk desk = place.desk();
    Plan changed = place.plan(text, record.deliveries.size());
    changed.post.id = record.post.id;
    for (auto& adapted : changed.adapted) adapted = changed.post;
    return change_native(desk, record.post.id, {}, [&] { return edit_scheduled(desk, changed, place.policy, lea); }, trouble);
  }
  Result<PostRecord> cancel(const PostRecord& record) {
    Desk desk = place.desk();
    return change_native(desk, record.post.id, {}, [&] { return cancel_scheduled(desk, record.post.id, {}, lea); }, trouble);
  }
  /// The clock goes on, on the island too; then a run.
  RunReport run_at(const char* when) {
    place.clock.set(when);
    island.pass(place.clock.now());
    return place.run();
  }
};

}  // namespace

TEST_CASE("what is handed over is kept by its platform, never sent from here, and its outcome is read back") {
  Shore shore;
  const auto record = shore.place.add_native("hello", at_ten);
  CHECK_FALSE(shore.place.handed.front().error);
  REQUIRE(shore.island.kept.size() == 1);
  CHECK(shore.island.kept.front().at == parse_iso(at_ten).value());
  CHECK(is_settled_there(shore.delivery(record)));
  CHECK(shore.delivery(record).native->id == "k1");
  CHECK(shore.place.run().outcomes.empty());

  shore.place.clock.set(at_ten);  // due here, not yet out there
  auto report = shore.place.run();
  CHECK(report.outcomes.empty());
  CHECK(report.elsewhere == 1);
  CHECK(shore.place.state(record) == DeliveryState::waiting);

  report = shore.run_at("2026-11-22T10:00:30Z");
  REQUIRE(report.outcomes.size() == 1);
  CHECK_FALSE(report.outcomes.front().error);
  CHECK(shore.place.state(record) == DeliveryState::sent);
  CHECK(shore.delivery(record).receipt->url == "https://island.example/kept");
  CHECK(shore.island.posts == Texts{"hello"});
  CHECK(shore.island.sends == 0);
  CHECK(shore.place.run().outcomes.empty());
}

TEST_CASE("a pause or a long outage here does not make what its platform has published late or lost") {
  Shore shore;
  const auto record = shore.place.add_native("hello", at_ten);
  REQUIRE(shore.place.store->save_pause({.why = "crisis"}).ok());
  const auto report = shore.run_at("2026-11-25T10:00:00Z");
  REQUIRE(report.outcomes.size() == 1);
  CHECK(shore.place.state(record) == DeliveryState::sent);
  CHECK(shore.island.posts == Texts{"hello"});
}

TEST_CASE("a platform that does not wait is told of loudly, and the post counts as sent") {
  Shore shore;
  shore.island.waits = false;
  const auto record = shore.place.add_native("hello", at_ten);
  REQUIRE(shore.place.handed.front().error);
  CHECK(shore.place.handed.front().error->message.find("AT ONCE") != std::string::npos);
  CHECK(shore.place.state(record) == DeliveryState::sent);
  shore.run_at(at_ten);
  CHECK(shore.island.posts == Texts{"hello"});
}

TEST_CASE("what a platform cannot keep is refused before anything is recorded") {
  Shore shore;
  Desk desk = shore.place.desk();
  const Plan plan = shore.place.plan("hello");
  const auto misfits = [&](const char* at) { return native_misfits(desk, plan, Timing{.due = {{"a", SchedulePlace::due(at)}}}); };
  CHECK(misfits(at_ten).empty());
  REQUIRE(misfits("2026-11-22T09:01:59Z").size() == 1);
  CHECK(misfits("2026-11-22T09:01:59Z").front().fault == Fault::refused);
  CHECK(misfits("2026-11-22T09:02:00Z").empty());
  shore.island.refuses_to_keep = true;
  REQUIRE(misfits(at_ten).size() == 1);
  shore.island.mutable_about().can.erase(Can::schedule);
  REQUIRE(misfits(at_ten).size() == 1);
  CHECK(misfits(at_ten).front().fault == Fault::unsupported);
  CHECK(misfits(at_ten).front().where == "@a (Site)");
}

TEST_CASE("what could not be handed over waits for our own run, which is said") {
  for (const Fate fate : {Fate::unreachable, Fate::refused}) {
    Shore shore;
    shore.island.native_fates = {fate};
    const auto record = shore.place.add_native("hello", at_ten);
    REQUIRE(shore.place.handed.front().error);
    CHECK(shore.place.handed.front().error->message.find("waits for cmtool schedule run") != std::string::npos);
    CHECK(shore.place.handed.front().error->fault == (fate == Fate::refused ? Fault::refused : Fault::network));
    CHECK_FALSE(is_held_there(shore.delivery(record)));
    shore.run_at(at_ten);
    CHECK(shore.place.state(record) == DeliveryState::sent);
    CHECK(shore.island.posts == Texts{"hello"});
  }
}

TEST_CASE("a lost answer to the handing over is settled by looking") {
  SUBCASE("it was done") {
    Shore shore;
    shore.island.native_fates = {Fate::lost_after};
    const auto record = shore.place.add_native("hello", at_ten);
    CHECK_FALSE(shore.place.handed.front().error);
    CHECK(shore.island.kept.size() == 1);
    CHECK(is_settled_there(shore.delivery(record)));
  }
  SUBCASE("it was not done, and is done again") {
    Shore shore;
    shore.island.native_fates = {Fate::lost_before};
    const auto record = shore.place.add_native("hello", at_ten);
    CHECK(shore.island.kept.size() == 1);
    CHECK(is_settled_there(shore.delivery(record)));
  }
  SUBCASE("nobody can tell, and a later run looks") {
    Shore shore;
    shore.island.native_fates = {Fate::lost_after, Fate::unreachable};
    const auto record = shore.place.add_native("hello", at_ten);
    CHECK(shore.place.handed.front().error->fault == Fault::unknown_outcome);
    CHECK(shore.place.state(record) == DeliveryState::unknown);
    shore.run_at("2026-11-22T09:02:00Z");
    CHECK(shore.place.state(record) == DeliveryState::waiting);
    CHECK(is_settled_there(shore.delivery(record)));
    shore.run_at(at_ten);
    CHECK(shore.place.state(record) == DeliveryState::sent);
    CHECK(shore.island.posts == Texts{"hello"});
  }
  SUBCASE("a gateway gave up, so that nobody asks again before it has come to its end") {
    Shore shore;
    shore.island.native_fates = {Fate::gateway};
    const auto record = shore.place.add_native("hello", at_ten);
    CHECK(shore.place.state(record) == DeliveryState::unknown);
    CHECK(shore.island.native_calls == 1);
    shore.run_at("2026-11-22T09:01:01Z");
    CHECK(is_settled_there(shore.delivery(record)));
    CHECK(shore.island.kept.size() == 1);
  }
}

TEST_CASE("a move reaches the platform, in place where it can") {
  for (const bool in_place : {true, false}) {
    CAPTURE(in_place);
    Shore shore;
    shore.island.moves_in_place = in_place;
    const auto record = shore.place.add_native("hello", at_ten);
    const auto moved = shore.move(record, at_eleven);
    REQUIRE_MESSAGE(moved.ok(), (moved.ok() ? "" : moved.error().message));
    CHECK(shore.trouble.empty());
    REQUIRE(shore.island.kept.size() == 1);
    CHECK(shore.island.kept.front().at == parse_iso(at_eleven).value());
    CHECK(shore.island.kept.front().id == (in_place ? "k1" : "k2"));
    CHECK(shore.delivery(record).due->at == parse_iso(at_eleven).value());
    CHECK(moved->post.history.back().did == "moved");
    shore.run_at(at_ten);
    CHECK(shore.island.posts.empty());
    shore.run_at(at_eleven);
    CHECK(shore.place.state(record) == DeliveryState::sent);
    CHECK(shore.island.posts == Texts{"hello"});
  }
}

TEST_CASE("a move to a time that is too near changes nothing") {
  Shore shore;
  const auto record = shore.place.add_native("hello", at_ten);
  const auto moved = shore.move(record, "2026-11-22T09:01:00Z");
  REQUIRE_FALSE(moved.ok());
  CHECK(moved.error().fault == Fault::refused);
  CHECK(shore.island.kept.front().at == parse_iso(at_ten).value());
  CHECK(shore.delivery(record).due->at == parse_iso(at_ten).value());
}

TEST_CASE("a change reaches the platform") {
  Shore shore;
  const auto record = shore.place.add_native("hello", at_ten, 2);
  REQUIRE(shore.edit(record, "good bye").ok());
  REQUIRE(shore.island.kept.size() == 2);
  CHECK(shore.island.kept.front().text == "good bye");
  CHECK(shore.island.kept.back().text == "good bye");
  shore.run_at(at_ten);
  CHECK(shore.island.posts == Texts{"good bye", "good bye"});
  CHECK(shore.place.state(record, 1) == DeliveryState::sent);
}

TEST_CASE("only what is approved is handed over, and a change or a no takes it back") {
  Shore shore(Protection::none, nullptr, Json{{"zone", "UTC"}, {"approval", Json{{"needed", 1}, {"by", Json::strings({"lea", "tom"})}}}});
  const auto record = shore.place.add_native("hello", at_ten);
  CHECK(shore.place.state(record) == DeliveryState::held);
  CHECK(shore.island.kept.empty());
  Desk desk = shore.place.desk();
  const auto approve = [&] {
    return change_native(desk, record.post.id, {""}, [&] { return approve_scheduled(desk, record.post.id, "", shore.place.policy, {.who = "tom"}); }, shore.trouble);
  };
  REQUIRE(approve().ok());
  CHECK(shore.island.kept.size() == 1);
  REQUIRE(shore.edit(record, "good bye").ok());
  CHECK(shore.island.kept.empty());
  CHECK(shore.place.state(record) == DeliveryState::held);
  REQUIRE(approve().ok());
  REQUIRE(shore.island.kept.size() == 1);
  CHECK(shore.island.kept.front().text == "good bye");
  REQUIRE(change_native(desk, record.post.id, {}, [&] { return reject_scheduled(desk, record.post.id, {.who = "tom", .why = "no"}); }, shore.trouble).ok());
  CHECK(shore.island.kept.empty());
  shore.run_at(at_ten);
  CHECK(shore.island.posts.empty());
}

TEST_CASE("a cancellation reaches the platform, and says when it came too late") {
  Shore shore;
  const auto record = shore.place.add_native("hello", at_ten);
  SUBCASE("in time") {
    REQUIRE(shore.cancel(record).ok());
    CHECK(shore.island.kept.empty());
    CHECK(shore.place.state(record) == DeliveryState::cancelled);
    CHECK(shore.cancel(record).ok());
    shore.run_at(at_ten);
    CHECK(shore.island.posts.empty());
  }
  SUBCASE("too late") {
    shore.place.clock.set(at_ten);
    shore.island.pass(shore.place.clock.now());
    const auto cancelled = shore.cancel(record);
    REQUIRE_FALSE(cancelled.ok());
    CHECK(cancelled.error().fault == Fault::refused);
    CHECK(cancelled.error().message.find("gone out already") != std::string::npos);
    CHECK(shore.place.state(record) == DeliveryState::sent);
  }
  SUBCASE("when somebody has taken it off there") {
    shore.island.kept.clear();
    REQUIRE(shore.cancel(record).ok());
    CHECK(shore.place.state(record) == DeliveryState::cancelled);
  }
  SUBCASE("not at all: then nothing has changed") {
    shore.island.native_fates = std::vector<Fate>(10, Fate::unreachable);
    const auto cancelled = shore.cancel(record);
    REQUIRE_FALSE(cancelled.ok());
    CHECK(cancelled.error().fault == Fault::network);
    CHECK(shore.place.state(record) == DeliveryState::waiting);
    CHECK(is_settled_there(shore.delivery(record)));
    CHECK(shore.island.kept.size() == 1);
  }
}

TEST_CASE("what a platform keeps cannot be changed, cancelled or sent behind its back") {
  Shore shore;
  const auto record = shore.place.add_native("hello", at_ten);
  Desk desk = shore.place.desk();
  const auto& id = record.post.id;
  const auto refused = [](const auto& result) { return !result.ok() && result.error().fault == Fault::refused; };
  CHECK(refused(cancel_scheduled(desk, id, {}, shore.lea)));
  CHECK(refused(reject_scheduled(desk, id, shore.lea)));
  CHECK(refused(move_scheduled(desk, id, {}, SchedulePlace::due(at_eleven), shore.place.policy, shore.lea)));
  CHECK(refused(retry_scheduled(desk, id, {}, SchedulePlace::due(at_ten), shore.place.policy, shore.lea)));
  Plan changed = shore.place.plan("good bye");
  changed.post.id = id;
  CHECK(refused(edit_scheduled(desk, changed, shore.place.policy, shore.lea)));
  const auto outcome = resume(desk, shore.place.accounts.front(), shore.island, shore.delivery(record));
  REQUIRE(outcome.error);
  CHECK(outcome.error->fault == Fault::refused);
  CHECK(shore.island.sends == 0);
  CHECK(is_settled_there(shore.delivery(record)));
}

TEST_CASE("a pause keeps posts here, and takes back what platforms keep") {
  Shore shore;
  const auto first = shore.place.add_native("first", at_ten);
  REQUIRE(shore.place.store->save_pause({.why = "crisis"}).ok());
  Desk desk = shore.place.desk();
  const auto natives = native_deliveries(desk, {""});
  REQUIRE(natives.value().size() == 1);
  CHECK_FALSE(take_back(desk, natives.value().front()).error);
  CHECK(shore.island.kept.empty());
  const auto second = shore.place.add_native("second", at_ten);
  CHECK(shore.place.handed.empty());
  CHECK(shore.island.kept.empty());
  REQUIRE(shore.place.store->end_pause("").ok());
  const auto wanted = native_deliveries(desk, {"a"}).value();
  CHECK(wanted.size() == 2);
  for (const auto& delivery : wanted) {
    const auto again = hand_over(desk, delivery.post);
    REQUIRE(again.size() == 1);
    CHECK_FALSE(again.front().error);
  }
  CHECK(shore.island.kept.size() == 2);
}

TEST_CASE("what a platform still has after its time is told of, and never both ways") {
  SUBCASE("a platform that could be asked to do it twice is left alone until it is too late") {
    Shore shore;
    const auto record = shore.place.add_native("hello", at_ten);
    shore.place.clock.set("2026-11-22T10:05:00Z");
    auto report = shore.place.run();
    REQUIRE(report.outcomes.size() == 1);
    CHECK(report.outcomes.front().error->message.find("still has it") != std::string::npos);
    CHECK(shore.place.state(record) == DeliveryState::waiting);
    CHECK(shore.place.run().outcomes.empty());  // not said every minute
    shore.place.clock.set("2026-11-22T12:10:00Z");
    report = shore.place.run();
    REQUIRE(report.outcomes.size() == 1);
    CHECK(shore.place.state(record) == DeliveryState::expired);
    CHECK(shore.island.kept.empty());
    CHECK(shore.island.posts.empty());
  }
  SUBCASE("one that cannot do it twice gets it from here") {
    Shore shore(Protection::same);
    const auto record = shore.place.add_native("hello", at_ten);
    shore.place.clock.set("2026-11-22T10:05:00Z");
    shore.place.run();
    CHECK(shore.place.state(record) == DeliveryState::sent);
    CHECK(shore.island.kept.empty());
    CHECK(shore.island.posts == Texts{"hello"});
  }
}

TEST_CASE("what is gone there is not sent from here, and what was moved there is followed") {
  Shore shore;
  const auto record = shore.place.add_native("hello", at_ten);
  SUBCASE("gone, and its time has come: nobody knows") {
    shore.island.kept.clear();
    const auto report = shore.run_at("2026-11-22T10:05:00Z");
    REQUIRE(report.outcomes.size() == 1);
    CHECK(report.outcomes.front().error->fault == Fault::unknown_outcome);
    CHECK(shore.place.state(record) == DeliveryState::unknown);
    for (int i = 0; i < 5; ++i) {
      shore.place.clock.advance(10min);
      shore.place.run();
    }
    CHECK(shore.place.state(record) == DeliveryState::unknown);
    CHECK(shore.island.sends == 0);
    CHECK(shore.island.kept.empty());
    // Somebody looks, and has it sent.
    Desk desk = shore.place.desk();
    REQUIRE(resolve_scheduled(desk, record.post.id, {}, std::nullopt, shore.lea).ok());
    REQUIRE(retry_scheduled(desk, record.post.id, {}, Due{.at = shore.place.clock.now()}, shore.place.policy, shore.lea).ok());
    shore.place.clock.advance(61min);  // the account has rested
    const auto sent = shore.place.run();
    REQUIRE(sent.outcomes.size() == 1);
    CHECK_MESSAGE(!sent.outcomes.front().error, (sent.outcomes.front().error ? sent.outcomes.front().error->message : ""));
    CHECK(shore.island.posts == Texts{"hello"});
  }
  SUBCASE("moved there") {
    shore.island.kept.front().at = parse_iso(at_eleven).value();
    const auto report = shore.run_at(at_ten);
    CHECK(report.outcomes.empty());
    CHECK(report.notes.size() == 1);
    CHECK(shore.delivery(record).due->at == parse_iso(at_eleven).value());
    shore.run_at(at_eleven);
    CHECK(shore.place.state(record) == DeliveryState::sent);
  }
}

TEST_CASE("two at once hand a post over once") {
  for (int round = 0; round < 20; ++round) {
    Shore shore;
    Desk desk = shore.place.desk();
    Timing timing{.due = {{"a", SchedulePlace::due(at_ten)}}, .native = true};
    const auto record = add_to_schedule(desk, schedule_record(shore.place.plan("hello"), timing, shore.place.policy, shore.lea, shore.place.clock.now())).value();
    const auto other = open_store({.disk = shore.place.disk.get(), .clock = &shore.place.clock}, shore.place.folder / "w").value();
    {
      // The island is no place for two threads: only one of them may come to it.
      const std::jthread second([&] {
        Desk there{.world = desk.world, .store = *other, .http = desk.http};
        there.platform = desk.platform;
        (void)hand_over(there, record.post.id);
      });
      (void)hand_over(desk, record.post.id);
    }
    CHECK(shore.island.kept.size() == 1);
    CHECK(is_settled_there(shore.delivery(record)));
  }
}

namespace {

struct Deed {
  const char* name;
  bool must_go_out;
  std::function<Result<PostRecord>(Shore&, const PostRecord&)> act;
};

std::vector<Deed> deeds() {
  return {
      {"nothing", true, [](Shore&, const PostRecord& record) -> Result<PostRecord> { return record; }},
      {"a move", true, [](Shore& shore, const PostRecord& record) { return shore.move(record, at_eleven); }},
      {"a move that is not in place", true,
       [](Shore& shore, const PostRecord& record) {
         shore.island.moves_in_place = false;
         return shore.move(record, at_eleven);
       }},
      {"a change", true, [](Shore& shore, const PostRecord& record) { return shore.edit(record, "good bye"); }},
      {"a cancellation", false, [](Shore& shore, const PostRecord& record) { return shore.cancel(record); }},
  };
}

/// Everything that comes after: runs every ten minutes, for four hours.
void live_on(Shore& shore) {
  for (int i = 0; i < 24; ++i) {
    shore.place.clock.advance(10min);
    shore.island.pass(shore.place.clock.now());
    Desk desk = shore.place.desk();
    (void)run_schedule(desk, {});
  }
}

/// What must be true in the end, whatever happened.
void judge(Shore& shore, const Deed& deed, bool said_done) {
  const auto read = shore.place.store->posts({});
  REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : read.error().message + read.error().where));
  const auto& posts = *read;
  CHECK(shore.island.posts.size() + shore.island.kept.size() <= 1);
  if (posts.empty()) {
    CHECK(shore.island.posts.empty());
    return;
  }
  const auto state = posts.front().deliveries.front().state;
  CAPTURE(slug(state));
  if (state == DeliveryState::sent) CHECK(shore.island.posts.size() == 1);
  if (state == DeliveryState::cancelled || state == DeliveryState::expired) CHECK(shore.island.posts.empty());
  CHECK(state != DeliveryState::waiting);
  CHECK(state != DeliveryState::sending);
  if (said_done && !deed.must_go_out) CHECK(shore.island.posts.empty());
  if (said_done && deed.must_go_out) CHECK(shore.island.posts.size() == 1);
}

}  // namespace

TEST_CASE("whatever answer is lost, at whichever request: nothing goes out twice, and nothing is lost without a word") {
  for (const auto& deed : deeds()) {
    for (const Fate fate : {Fate::lost_after, Fate::lost_before, Fate::gateway, Fate::refused, Fate::unreachable}) {
      for (std::size_t at = 0; at < 12; ++at) {
        for (const std::size_t many : {1U, 2U, 4U}) {
          Shore shore;
          shore.island.native_fates = std::vector<Fate>(at, Fate::fine);
          shore.island.native_fates.insert(shore.island.native_fates.end(), many, fate);
          CAPTURE(deed.name);
          CAPTURE(static_cast<int>(fate));
          CAPTURE(at);
          CAPTURE(many);
          const auto record = shore.place.add_native("hello", at_ten);
          const auto done = deed.act(shore, record);
          const bool unknown = shore.place.state(record) == DeliveryState::unknown;
          live_on(shore);
          judge(shore, deed, done.ok() && !unknown && !shore.place.handed.front().error);
        }
      }
    }
  }
}

TEST_CASE("whatever is killed, at whichever step on the disk: nothing goes out twice, and nothing is lost without a word") {
  for (const auto& deed : deeds()) {
    CAPTURE(deed.name);
    for (std::size_t at = 1;; ++at) {
      CAPTURE(at);
      auto owned = std::make_unique<FakeDisk>();
      FakeDisk& disk = *owned;
      (void)disk.make_folder("/tmp", Readable::everyone);
      Shore shore(Protection::none, std::move(owned));
      disk.plan({.trouble = FakeDisk::Trouble::stop, .at = at});
      const auto record = shore.place.add_native("hello", at_ten);
      const bool added = !record.post.id.empty() && !disk.met();
      bool done = false;
      if (added) done = deed.act(shore, record).ok() && !disk.met();
      const bool met = disk.met();
      shore.place.store.reset();
      disk.restart();
      auto opened = open_store({.disk = &disk, .clock = &shore.place.clock}, shore.place.folder / "w");
      REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? "" : opened.error().message));
      shore.place.store = std::move(opened).value();
      live_on(shore);
      judge(shore, deed, done);
      if (added && deed.must_go_out) CHECK(shore.island.posts.size() == 1);
      if (!met) break;
    }
  }
}

TEST_CASE("the record of what a platform keeps is read as it was written, and a damaged one is no empty one") {
  Delivery delivery{.id = "01jd3k5v9q8x7m2c.a", .post = "01jd3k5v9q8x7m2c", .account = "a", .platform = "site", .state = DeliveryState::waiting};
  delivery.native = Native{.id = "k1", .at = parse_iso(at_ten).value(), .key = "abc", .step = "move", .since = parse_iso(at_ten).value(), .notes = {{"media.0", "7"}}};
  CHECK(delivery_from_json(to_json(delivery)).value() == delivery);
  delivery.native = Native{};
  CHECK(delivery_from_json(to_json(delivery)).value() == delivery);
  Json damaged = to_json(delivery);
  damaged.set("native", "gone");
  CHECK_FALSE(delivery_from_json(damaged).ok());
  damaged.set("native", Json{{"id", 7}});
  CHECK_FALSE(delivery_from_json(damaged).ok());
}
