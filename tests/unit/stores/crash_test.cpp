// SPDX-License-Identifier: MIT
// Every operation of the files store, stopped, failed, and cut from power before each of its steps.
#include <doctest/doctest.h>

#include <functional>

#include "sys/memory_source.hpp"
#include "tests/support/fake_disk.hpp"
#include "tests/support/records.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

constexpr auto place = "/w";

struct Scenario {
  const char* name;
  std::function<Result<void>(Store&)> before;
  std::function<Result<void>(Store&)> act;
  /// May the act be answered by a conflict when it is repeated after it was done?
  bool conflict_when_repeated = false;
  /// Are these several records, each of which is old or new by itself?
  bool several = false;
};

Result<void> nothing(Store&) { return {}; }

Result<void> start_one(Store& store, const Post& post, const std::vector<Delivery>& deliveries) {
  auto made = store.start(post, deliveries);
  return made.ok() ? Result<void>() : made.error();
}

std::vector<Scenario> scenarios() {
  const Post keyed = a_post("hello", 1, "today");
  const Post plain = a_post("hello", 2);
  const auto id = [](const Post& post) { return delivery_id(post.id, "a"); };
  return {
      {"start with a key", nothing, [=](Store& store) { return start_one(store, keyed, {to("a"), to("b")}); }},
      {"start without a key", nothing, [=](Store& store) { return start_one(store, plain, {to("a")}); }, true},
      {"start many", nothing,
       [](Store& store) -> Result<void> {
         std::vector<PostRecord> records;
         for (int i = 0; i < 5; ++i) records.push_back({.post = a_post("n", i, "key" + std::to_string(i)), .deliveries = {to("a"), to("b")}});
         for (const auto& result : store.start_many(records)) {
           if (!result.ok()) return result.error();
         }
         return {};
       }, false, true},
      {"start a waiting one", nothing,
       [=](Store& store) {
         Delivery later = to("a", DeliveryState::waiting);
         later.due = Due{.at = parse_iso("2026-12-24T09:00:00Z").value()};
         return start_one(store, keyed, {later});
       }},
      {"an outcome", [=](Store& store) { return start_one(store, keyed, {to("a")}); },
       [=](Store& store) -> Result<void> {
         TRY(const auto delivery, store.delivery(id(keyed)));
         return store.save(sent(delivery));
       }},
      {"a note", [=](Store& store) { return start_one(store, keyed, {to("a")}); },
       [=](Store& store) -> Result<void> {
         TRY(auto delivery, store.delivery(id(keyed)));
         delivery.notes["rkey"] = "3k";
         return store.save(delivery);
       }},
      {"a move to another time",
       [=](Store& store) {
         Delivery later = to("a", DeliveryState::waiting);
         later.due = Due{.at = parse_iso("2026-12-24T09:00:00Z").value()};
         return start_one(store, keyed, {later});
       },
       [=](Store& store) -> Result<void> {
         TRY(auto delivery, store.delivery(id(keyed)));
         delivery.due = Due{.at = parse_iso("2027-01-02T08:30:00Z").value()};
         return store.save(delivery);
       }},
      {"a claim of a failed delivery",
       [=](Store& store) -> Result<void> {
         CHECK_OK(start_one(store, keyed, {to("a")}));
         TRY(auto delivery, store.delivery(id(keyed)));
         delivery.state = DeliveryState::failed;
         return store.save(delivery);
       },
       [=](Store& store) -> Result<void> {
         auto claimed = store.claim(id(keyed));
         return claimed.ok() ? Result<void>() : claimed.error();
       }},
      {"a changed post", [=](Store& store) { return start_one(store, keyed, {to("a")}); },
       [=](Store& store) {
         Post changed = keyed;
         changed.text = "good bye";
         return store.save_post(changed);
       }},
      {"an amended post",
       [=](Store& store) {
         Delivery later = to("a", DeliveryState::waiting), held = to("b", DeliveryState::held);
         later.due = held.due = Due{.at = parse_iso("2026-12-24T09:00:00Z").value()};
         return start_one(store, keyed, {later, held});
       },
       [=](Store& store) -> Result<void> {
         const auto made = store.amend(keyed.id, [](PostRecord& record) -> Result<void> {
           record.post.text = "good bye";
           for (auto& delivery : record.deliveries) {
             delivery.due = Due{.at = parse_iso("2027-01-02T08:30:00Z").value()};
             delivery.state = DeliveryState::waiting;
           }
           return {};
         });
         return made.ok() ? Result<void>() : made.error();
       }, false, true},
      {"an import", nothing,
       [](Store& store) -> Result<void> {
         std::vector<PostRecord> records;
         for (int i = 0; i < 3; ++i) {
           Delivery later = to("a", DeliveryState::waiting);
           later.due = Due{.at = parse_iso("2026-12-24T09:00:00Z").value()};
           records.push_back({.post = a_post("n", i), .deliveries = {later}});
         }
         return store.import_all({.id = a_post("", 9).id, .from = "x.csv"}, records);
       }, true},
      {"a series", nothing, [=](Store& store) { return store.add_series({.id = plain.id, .posts = {{.post = plain}}}); }, true},
      {"a pause", nothing, [](Store& store) { return store.save_pause({.why = "crisis"}); }},
      {"add account", nothing, [](Store& store) { return store.add_account(an_account("a")); }, true},
      {"rename account",
       [](Store& store) -> Result<void> {
         CHECK_OK(store.save_secret("a", Json{{"token", "x"}}));
         return store.add_account(an_account("a"));
       },
       [](Store& store) -> Result<void> {
         auto renamed = store.rename_account("a", "b");
         // After the renaming itself, only leftovers were to be removed.
         if (!renamed.ok() && renamed.error().fault == Fault::not_found) return {};
         return renamed;
       }},
      {"save secret", [](Store& store) { return store.add_account(an_account("a")); },
       [](Store& store) { return store.save_secret("a", Json{{"token", "y"}}); }},
      {"save settings", nothing, [](Store& store) { return store.save_settings(Json{{"zone", "Europe/Paris"}}); }},
      {"items that were fetched", [](Store& store) { return store.add_account(an_account("a")); },
       [](Store& store) -> Result<void> {
         const auto filed = store.inbox().file_items("a", {an_item("1"), an_item("2", "Merci"), an_item("1", "Bonjour !")}, "page 2");
         return filed.ok() ? Result<void>() : filed.error();
       }, false, true},
      {"an answer to ours, an edit and a deletion",
       [](Store& store) -> Result<void> {
         CHECK_OK(store.add_account(an_account("a")));
         TRY(const auto filed, store.inbox().file_items("a", {an_item("1"), an_item("2"), an_item("3")}, "1"));
         for (const auto& result : store.inbox().decide({filed.fresh[0]}, {.by = "lea", .what = "reply"}, [](const InboxItem&, Handling& handling, Decision&) -> Result<bool> {
                handling.replies.push_back("ours");
                handling.state = ItemState::pending;
                return true;
              })) {
           if (!result.ok()) return result.error();
         }
         return {};
       },
       [](Store& store) -> Result<void> {
         Item answer = an_item("4", "Encore une question"), deleted = an_item("3");
         answer.answers = "ours";
         deleted.gone = true;
         const auto filed = store.inbox().file_items("a", {answer, an_item("2", "edited"), deleted}, "2");
         return filed.ok() ? Result<void>() : filed.error();
       }, false, true},
      {"a decision",
       [](Store& store) -> Result<void> {
         CHECK_OK(store.add_account(an_account("a")));
         const auto filed = store.inbox().file_items("a", {an_item("1"), an_item("2")}, "1");
         return filed.ok() ? Result<void>() : filed.error();
       },
       [](Store& store) -> Result<void> {
         TRY(const auto items, store.inbox().items({}));
         const std::vector<Id> ids{items[0].item.id, items[1].item.id};
         for (const auto& result : store.inbox().decide(ids, {.by = "lea", .what = "done"}, [](const InboxItem& now, Handling& handling, Decision&) -> Result<bool> {
                handling.state = ItemState::done;
                return now.handling.state != ItemState::done;
              })) {
           if (!result.ok()) return result.error();
         }
         return {};
       }, false, true},
      {"a saved reply", nothing, [](Store& store) { return store.save_document("replies", "hours", Json{{"text", "x"}}); }},
      {"keep media", nothing,
       [](Store& store) {
         MemorySource bytes("abc");
         return store.keep_media("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "txt", bytes);
       }},
  };
}

struct Bench {
  explicit Bench(const Scenario& chosen) : scenario(chosen) {
    auto store = make_store({disk.get(), &clock}, place, Json{{"zone", "UTC"}});
    REQUIRE(store.ok());
    REQUIRE(scenario.before(**store).ok());
    old_state = everything(**store).value();
    store->reset();
    disk = disk->copy();

    auto clean = disk->copy();
    auto fresh = open_store({clean.get(), &clock}, place);
    REQUIRE(fresh.ok());
    REQUIRE(scenario.act(**fresh).ok());
    new_state = everything(**fresh).value();
  }

  /// What stands there after the fault is the old or the new state, nothing is damaged, and doing it again leads to the new one.
  void judge(FakeDisk& after, bool reported_done) {
    auto store = open_store({&after, &clock}, place);
    REQUIRE(store.ok());
    const auto now = everything(**store);
    REQUIRE_MESSAGE(now.ok(), now.error().message);
    const bool is_new = *now == new_state;
    const bool old_or_new = is_new || *now == old_state || scenario.several;
    CHECK_MESSAGE(old_or_new, *now);
    if (reported_done) CHECK(is_new);
    const auto findings = (*store)->check();
    REQUIRE_MESSAGE(findings.ok(), findings.error().message);
    for (const auto& finding : *findings) {
      // What a killed process has left is litter; it may not look like damage, apart from secrets whose account is about to come.
      const std::string text = finding.file + ": " + finding.problem;
      CHECK_MESSAGE(!finding.serious, text);
    }
    const auto again = scenario.act(**store);
    const bool fine = again.ok() || (is_new && scenario.conflict_when_repeated && again.error().fault == Fault::conflict);
    CHECK_MESSAGE(fine, again.error().message);
    CHECK(everything(**store).value() == new_state);
    REQUIRE((*store)->repair(false).ok());
    CHECK((*store)->check().value().empty());
    CHECK(everything(**store).value() == new_state);
  }

  const Scenario& scenario;
  FakeClock clock{};
  std::unique_ptr<FakeDisk> disk = std::make_unique<FakeDisk>();
  std::string old_state{}, new_state{};
};

/// Runs the act with the plan; answers whether it said that it was done.
bool act_with(FakeDisk& disk, Clock& clock, const Scenario& scenario, FakeDisk::Plan plan) {
  auto store = open_store({&disk, &clock}, place);
  REQUIRE(store.ok());
  disk.plan(std::move(plan));
  return scenario.act(**store).ok();
}

}  // namespace

TEST_CASE("killed before any step, the records are old or new, and doing it again completes them") {
  for (const auto& scenario : scenarios()) {
    CAPTURE(std::string(scenario.name));
    Bench bench(scenario);
    for (std::size_t at = 1;; ++at) {
      CAPTURE(at);
      auto disk = bench.disk->copy();
      const bool done = act_with(*disk, bench.clock, scenario, {.trouble = FakeDisk::Trouble::stop, .at = at});
      if (!disk->met()) break;
      disk->restart();
      bench.judge(*disk, done);
    }
  }
}

TEST_CASE("a power cut before any step leaves the records old or new, and what was reported stays") {
  for (const auto& scenario : scenarios()) {
    CAPTURE(std::string(scenario.name));
    Bench bench(scenario);
    bool reached = true;
    for (std::size_t at = 1; reached; ++at) {
      for (unsigned seed = 0; seed < 6; ++seed) {
        CAPTURE(at);
        CAPTURE(seed);
        auto disk = bench.disk->copy();
        const bool done = act_with(*disk, bench.clock, scenario, {.trouble = FakeDisk::Trouble::stop, .at = at});
        reached = disk->met();
        disk->power_cut(seed == 0 ? FakeDisk::Loss::all : FakeDisk::Loss::some, seed);
        bench.judge(*disk, done);
      }
    }
  }
}

TEST_CASE("an error of any step is reported or does no harm, and doing it again completes the work") {
  const Error full{.fault = Fault::state, .message = "the disk is full"};
  for (const auto trouble : {FakeDisk::Trouble::fail, FakeDisk::Trouble::fail_from_here}) {
    for (const auto& scenario : scenarios()) {
      CAPTURE(std::string(scenario.name));
      Bench bench(scenario);
      for (std::size_t at = 1;; ++at) {
        CAPTURE(at);
        auto disk = bench.disk->copy();
        const bool done = act_with(*disk, bench.clock, scenario, {.trouble = trouble, .at = at, .error = full});
        if (!disk->met()) break;
        disk->restart();
        bench.judge(*disk, done);
      }
    }
  }
}

TEST_CASE("a workspace whose making was stopped at any step can be made again") {
  FakeClock clock;
  for (const bool power : {false, true}) {
    for (std::size_t at = 1;; ++at) {
      CAPTURE(at);
      FakeDisk disk;
      disk.plan({.trouble = FakeDisk::Trouble::stop, .at = at});
      const std::vector<Account> accounts{an_account("a")};
      const bool done = make_store({&disk, &clock}, place, Json::object(), accounts).ok();
      const bool met = disk.met();
      power ? disk.power_cut(FakeDisk::Loss::some, static_cast<unsigned>(at)) : disk.restart();
      if (done) CHECK(open_store({&disk, &clock}, place).ok());
      const auto again = make_store({&disk, &clock}, place, Json::object(), accounts);
      const bool fine = again.ok() || again.error().fault == Fault::conflict;
      CHECK_MESSAGE(fine, again.error().message);
      const auto store = open_store({&disk, &clock}, place);
      REQUIRE(store.ok());
      CHECK((*store)->accounts().value().size() == 1);
      if (!met) break;
    }
  }
}

TEST_CASE("one post to one account takes four syncs, with a key six, and its outcome two") {
  FakeClock clock;
  FakeDisk disk;
  auto store = make_store({&disk, &clock}, place, Json::object()).value();
  // The first post of a month makes a folder; the usual one does not.
  REQUIRE(store->start(a_post("first", 1), {to("a")}).ok());
  REQUIRE(store->save(sent(store->delivery(delivery_id(a_post("first", 1).id, "a")).value())).ok());

  const auto syncs = [&](const auto& act) {
    const std::size_t before = disk.syncs();
    act();
    return disk.syncs() - before;
  };
  const Post plain = a_post("x", 2), keyed = a_post("y", 3, "k");
  CHECK(syncs([&] { REQUIRE(store->start(plain, {to("a")}).ok()); }) == 4);
  CHECK(syncs([&] { REQUIRE(store->start(keyed, {to("a")}).ok()); }) == 6);
  const auto delivery = store->delivery(delivery_id(plain.id, "a")).value();
  CHECK(syncs([&] { REQUIRE(store->save(sent(delivery)).ok()); }) == 2);
  std::vector<PostRecord> fifty;
  for (int i = 0; i < 50; ++i) fifty.push_back({.post = a_post("z", 10 + i, "k" + std::to_string(i)), .deliveries = {to("a")}});
  CHECK(syncs([&] {
          for (const auto& result : store->start_many(fifty)) REQUIRE(result.ok());
        }) == 4);
}
