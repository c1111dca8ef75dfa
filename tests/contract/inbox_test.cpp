// SPDX-License-Identifier: MIT
// What every store promises of the inbox.
#include <doctest/doctest.h>

#include <fstream>
#include <thread>

#include "tests/support/records.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

struct Desk {
  Desk() {
    auto made = make_store({disk.get(), &clock}, where(), Json{{"zone", "Europe/Paris"}}, {an_account("a"), an_account("b")});
    REQUIRE(made.ok());
    store = std::move(made).value();
    clock.set("2026-11-22T09:00:00Z");
  }
  [[nodiscard]] std::string where() const { return (dir / "w").string(); }
  /// Another process's view.
  std::unique_ptr<Store> other() {
    auto opened = open_store({disk.get(), &clock}, where());
    REQUIRE(opened.ok());
    return std::move(opened).value();
  }
  Filed file(std::vector<Item> items, const std::string& cursor = "c") {
    auto filed = store->inbox().file_items("a", std::move(items), cursor);
    REQUIRE_MESSAGE(filed.ok(), filed.error().message);
    return std::move(filed).value();
  }
  std::vector<InboxItem> items(ItemFilter filter = {}) {
    filter.now = clock.now();
    auto found = store->inbox().items(filter);
    REQUIRE_MESSAGE(found.ok(), found.error().message);
    return std::move(found).value();
  }
  InboxItem change(const Id& id, const std::string& what, const std::function<void(Handling&)>& to) {
    auto done = store->inbox().decide({id}, {.by = "lea", .what = what, .why = "because"}, [&](const InboxItem& now, Handling& handling, Decision&) -> Result<bool> {
      to(handling);
      return !(handling == now.handling);
    });
    REQUIRE_MESSAGE(done.front().ok(), done.front().error().message);
    return std::move(done.front()).value();
  }

  ScratchDir dir{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  std::unique_ptr<Store> store{};
};

std::string text_of(const std::vector<InboxItem>& items) {
  std::string text;
  for (const auto& entry : items) text += entry.item.text + " ";
  return text;
}

}  // namespace

TEST_CASE("an item is filed once, however often it comes, and the cursor with it") {
  Desk desk;
  const auto first = desk.file({an_item("1", "un"), an_item("2", "deux"), an_item("2", "deux")}, "p1");
  CHECK(first.fresh.size() == 2);
  CHECK(desk.store->inbox().cursor("a").value() == "p1");
  CHECK(desk.store->inbox().cursor("b").value().empty());
  const auto again = desk.file({an_item("2", "deux"), an_item("3", "trois")}, "p2");
  CHECK(again.fresh.size() == 1);
  CHECK(again.changed.empty());
  CHECK(desk.other()->inbox().cursor("a").value() == "p2");
  CHECK(desk.other()->inbox().items({}).value().size() == 3);
  // Another account's item of the same number is another one.
  REQUIRE(desk.store->inbox().file_items("b", {an_item("1", "un")}, std::nullopt).ok());
  CHECK(desk.items().size() == 4);
  CHECK(desk.items({.accounts = {"b"}}).size() == 1);
}

TEST_CASE("an edit keeps the item's id and how it stands; a deletion is done with") {
  Desk desk;
  const auto filed = desk.file({an_item("1", "un"), an_item("2", "deux")});
  desk.change(filed.fresh[0], "label", [](Handling& handling) { handling.labels.insert("question"); });
  Item deleted{.remote_id = "2", .gone = true};
  const auto changed = desk.file({an_item("1", "edited"), deleted, Item{.remote_id = "never seen", .gone = true}});
  CHECK(changed.fresh.empty());
  CHECK(changed.changed.size() == 2);
  const auto first = desk.store->inbox().item(filed.fresh[0]).value();
  CHECK(first.item.text == "edited");
  CHECK(first.handling.labels.contains("question"));
  const auto second = desk.store->inbox().item(filed.fresh[1]).value();
  CHECK(second.item.gone);
  CHECK(second.item.text == "deux");
  CHECK(second.handling.state == ItemState::done);
  CHECK(desk.file({deleted}).changed.empty());
}

TEST_CASE("an answer to ours opens the item again") {
  Desk desk;
  const auto filed = desk.file({an_item("1")});
  desk.change(filed.fresh[0], "reply", [](Handling& handling) {
    handling.replies.push_back("ours");
    handling.state = ItemState::pending;
  });
  CHECK(desk.items({.state = ItemState::open}).empty());
  Item answer = an_item("2", "encore");
  answer.answers = "ours";
  const auto more = desk.file({answer});
  CHECK(more.reopened == std::vector<Id>{filed.fresh[0]});
  CHECK(desk.items({.state = ItemState::open}).size() == 2);
  CHECK(desk.store->inbox().decisions(filed.fresh[0], std::nullopt).value().back().what == "reopen");
}

TEST_CASE("what was snoozed is open again when its time has come") {
  Desk desk;
  const auto filed = desk.file({an_item("1")});
  desk.change(filed.fresh[0], "snooze", [&](Handling& handling) {
    handling.state = ItemState::snoozed;
    handling.snoozed_until = desk.clock.now() + std::chrono::hours(1);
  });
  CHECK(desk.items({.state = ItemState::open}).empty());
  CHECK(desk.store->inbox().counts(desk.clock.now()).value() == std::vector<std::uint64_t>{0, 0, 1, 0});
  desk.clock.advance(std::chrono::hours(2));
  CHECK(desk.items({.state = ItemState::open}).size() == 1);
  CHECK(desk.items({.state = ItemState::snoozed}).empty());
  CHECK(desk.store->inbox().counts(desk.clock.now()).value() == std::vector<std::uint64_t>{1, 0, 0, 0});
}

TEST_CASE("items are found by what is asked for, newest first") {
  Desk desk;
  Item late = an_item("2", "Un REMBOURSEMENT s'il vous plaît"), other = an_item("3", "autre");
  late.at += std::chrono::hours(1);
  other.at += std::chrono::hours(2);
  other.author = {.remote_id = "10", .handle = "max", .name = "Max"};
  other.kind = ItemKind::mention;
  const auto filed = desk.file({an_item("1", "premier"), late, other});
  CHECK(text_of(desk.items()) == "autre Un REMBOURSEMENT s'il vous plaît premier ");
  CHECK(text_of(desk.items({.words = {"remboursement", "vous"}})) == "Un REMBOURSEMENT s'il vous plaît ");
  CHECK(text_of(desk.items({.author = "MAX"})) == "autre ");
  CHECK(text_of(desk.items({.kind = ItemKind::mention})) == "autre ");
  CHECK(text_of(desk.items({.until = late.at})) == "premier ");
  CHECK(text_of(desk.items({.since = late.at, .limit = 1})) == "autre ");
  desk.change(filed.fresh[0], "assign", [](Handling& handling) { handling.assigned = "lea"; handling.priority = Priority::urgent; });
  CHECK(text_of(desk.items({.assigned = "lea"})) == "premier ");
  CHECK(text_of(desk.items({.assigned = "-"})) == "autre Un REMBOURSEMENT s'il vous plaît ");
  CHECK(text_of(desk.items({.priority = Priority::urgent})) == "premier ");
  CHECK(desk.store->inbox().item(filed.fresh[0].substr(0, 15)).ok());
  CHECK(desk.store->inbox().item("zzzzzzzz").error().fault == Fault::not_found);
  CHECK(desk.store->inbox().item("../../etc").error().fault == Fault::not_found);
}

TEST_CASE("decisions of a time are asked for, its end left out") {
  Desk desk;
  const auto filed = desk.file({an_item("1"), an_item("2")});
  desk.change(filed.fresh[0], "done", [](Handling& handling) { handling.state = ItemState::done; });
  const Instant first = desk.clock.now();
  desk.clock.advance(std::chrono::hours(24 * 40));
  desk.change(filed.fresh[1], "label", [](Handling& handling) { handling.labels = {"spam"}; });
  const Instant second = desk.clock.now();
  const auto whats = [&](std::optional<Instant> since, std::optional<Instant> until) {
    std::vector<std::string> all;
    const auto decisions = desk.store->inbox().decisions({}, since, until).value();
    for (const auto& one : decisions) all.push_back(one.what);
    return all;
  };
  CHECK(whats({}, second) == std::vector<std::string>{"done"});
  CHECK(whats(first, first).empty());
  CHECK(whats(first + std::chrono::seconds(1), {}) == std::vector<std::string>{"label"});
  CHECK(whats({}, {}) == std::vector<std::string>{"done", "label"});
}

TEST_CASE("it is known when an account was last asked for what others say") {
  Desk desk;
  CHECK_FALSE(desk.store->inbox().fetched("a").value());
  REQUIRE(desk.store->inbox().file_items("a", {}, "cursor").ok());
  CHECK(desk.store->inbox().fetched("a").value() == desk.clock.now());
}

TEST_CASE("every decision says who, what, why, before and after, and the chain shows what was changed") {
  Desk desk;
  const auto filed = desk.file({an_item("1"), an_item("2")});
  desk.change(filed.fresh[0], "done", [](Handling& handling) { handling.state = ItemState::done; });
  desk.change(filed.fresh[1], "label", [](Handling& handling) { handling.labels = {"spam"}; });
  const auto decisions = desk.store->inbox().decisions({}, std::nullopt).value();
  REQUIRE(decisions.size() == 2);
  CHECK(decisions[0].by == "lea");
  CHECK(decisions[0].why == "because");
  CHECK(decisions[0].before.dump() == R"({"state":"open"})");
  CHECK(decisions[0].after.dump() == R"({"state":"done"})");
  CHECK(decisions[1].previous == decisions[0].hash);
  const auto good = desk.store->inbox().verify().value();
  CHECK(good.fault.empty());
  CHECK(good.decisions == 2);
  CHECK(good.head == decisions[1].hash);

  // Somebody rewrites history, sums and all.
  auto forged = decisions;
  forged[0].by = "max";
  std::string lines;
  for (const auto& decision : forged) lines += to_json(decision).dump() + "\n";
  desk.dir.put("w/decisions/2026-11.ndjson", lines);
  const auto bad = desk.other()->inbox().verify().value();
  CHECK_FALSE(bad.fault.empty());
  CHECK(bad.at == decisions[0].id);
  // Or takes one out.
  desk.dir.put("w/decisions/2026-11.ndjson", to_json(decisions[1]).dump() + "\n");
  CHECK_FALSE(desk.other()->inbox().verify().value().fault.empty());
}

TEST_CASE("a decision whose content was erased still fits the chain") {
  Decision first{.id = "1", .by = "lea", .what = "reply", .why = "x", .with = Json{{"text", "Bonjour Zoé"}}}, second{.id = "2", .by = "lea", .what = "done"};
  chain(first, {});
  chain(second, first.hash);
  erase_content(first);
  CHECK(chain_fault(first, {}).empty());
  CHECK(chain_fault(second, first.hash).empty());
  CHECK(to_json(first).dump().find("Zoé") == std::string::npos);
}

TEST_CASE("the index is made again where it is lost, damaged, or behind") {
  Desk desk;
  const auto filed = desk.file({an_item("1", "un"), an_item("2", "deux")});
  desk.change(filed.fresh[0], "done", [](Handling& handling) { handling.state = ItemState::done; });
  desk.store.reset();
  for (const std::string trouble : {"lost", "damaged", "foreign"}) {
    CAPTURE(trouble);
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(desk.dir / (std::string("w/cache/inbox.sqlite") + end));
    if (trouble == "damaged") desk.dir.put("w/cache/inbox.sqlite", "SQLite format 3" + std::string(5000, '\7'));
    if (trouble == "foreign") desk.dir.put("w/cache/inbox.sqlite", "hello");
    const auto store = desk.other();
    const auto items = store->inbox().items({});
    REQUIRE(items.ok());
    CHECK(items->size() == 2);
    CHECK(store->inbox().item(filed.fresh[0]).value().handling.state == ItemState::done);
  }
  // A backup is put back: the file is shorter.
  std::ofstream((desk.dir / "w/decisions/2026-11.ndjson").string(), std::ios::trunc).close();
  CHECK(desk.other()->inbox().item(filed.fresh[0]).value().handling.state == ItemState::open);
}

TEST_CASE("a workspace behind a link has an index that lasts") {
  Desk desk;
  std::filesystem::create_directory_symlink(desk.dir.path(), desk.dir / "link");
  auto store = open_store({desk.disk.get(), &desk.clock}, (desk.dir / "link/w").string());
  REQUIRE(store.ok());
  REQUIRE((*store)->inbox().file_items("a", {an_item("1")}, std::nullopt).ok());
  store->reset();
  CHECK(std::filesystem::file_size(desk.dir / "w/cache/inbox.sqlite") > 0);
}

TEST_CASE("a damaged line in the middle stops the inbox and is mended by repair; a torn tail is cut") {
  Desk desk;
  desk.file({an_item("1", "un")});
  desk.file({an_item("2", "deux")});
  desk.store.reset();
  const std::string path = "w/inbox/a/2026-11.ndjson";
  const std::string whole = desk.dir.text(path);
  desk.dir.put(path, whole + "{\"id\":\"torn");
  CHECK(desk.other()->inbox().items({})->size() == 2);
  REQUIRE(desk.other()->inbox().file_items("a", {an_item("3", "trois")}, std::nullopt).ok());
  CHECK(desk.other()->inbox().items({})->size() == 3);
  std::string damaged = desk.dir.text(path);
  damaged[damaged.find("deux")] = 'D';
  desk.dir.put(path, damaged);
  std::filesystem::remove(desk.dir / "w/cache/inbox.sqlite");
  const auto found = desk.other()->inbox().items({});
  REQUIRE_FALSE(found.ok());
  CHECK(found.error().fault == Fault::state);
  CHECK(found.error().message.find("2026-11.ndjson") != std::string::npos);
  REQUIRE(desk.other()->repair(false).ok());
  CHECK(text_of(desk.other()->inbox().items({}).value()).find("Deux") == std::string::npos);
  CHECK(desk.other()->inbox().items({})->size() == 2);
  CHECK(desk.other()->check()->empty());
}

TEST_CASE("items of a renamed account are its own, and come no second time") {
  Desk desk;
  desk.file({an_item("1", "un")}, "p1");
  REQUIRE(desk.store->rename_account("a", "new").ok());
  auto store = desk.other();
  CHECK(store->inbox().cursor("new").value() == "p1");
  CHECK(store->inbox().file_items("new", {an_item("1", "un"), an_item("2", "deux")}, "p2").value().fresh.size() == 1);
  const auto items = store->inbox().items({.accounts = {"new"}}).value();
  REQUIRE(items.size() == 2);
  CHECK(items[0].item.account == "new");
  CHECK(items[1].item.account == "new");
}

TEST_CASE("many at once neither lose nor double an item or a decision") {
  Desk desk;
  constexpr int fetchers = 4, rounds = 10;
  std::vector<std::jthread> threads;
  for (int t = 0; t < fetchers; ++t) {
    threads.emplace_back([&, t] {
      const auto store = desk.other();
      for (int round = 0; round < rounds; ++round) {
        const auto filed = store->inbox().file_items("a", {an_item(std::to_string(round)), an_item(std::to_string(100 * t + round + 1000))}, "c");
        CHECK_MESSAGE(filed.ok(), (filed.ok() ? "" : filed.error().message));
        if (!filed.ok() || filed->fresh.empty()) continue;
        for (const auto& done : store->inbox().decide(filed->fresh, {.by = "t", .what = "done"}, [](const InboxItem&, Handling& handling, Decision&) -> Result<bool> {
               handling.state = ItemState::done;
               return true;
             })) {
          CHECK_MESSAGE(done.ok(), (done.ok() ? "" : done.error().message));
        }
      }
    });
  }
  threads.clear();
  const auto store = desk.other();
  CHECK(store->inbox().items({})->size() == fetchers * rounds + rounds);
  const auto report = store->inbox().verify().value();
  CHECK(report.fault.empty());
  CHECK(report.decisions == fetchers * rounds + rounds);
}
