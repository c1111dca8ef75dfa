// SPDX-License-Identifier: MIT
// What every store promises, held against each that there is.
#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "tests/support/records.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// A place for a workspace of one kind, and the means to open it as another process would.
struct Kind {
  const char* name;
  std::function<std::string(const ScratchDir&)> where;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{{"files", [](const ScratchDir& dir) { return (dir / "w").string(); }}};
  return all;
}

struct Bench {
  explicit Bench(const Kind& kind) : where(kind.where(dir)) {
    auto made = make_store({disk.get(), &clock}, where, Json{{"zone", "Europe/Paris"}});
    REQUIRE_MESSAGE(made.ok(), made.error().message);
    store = std::move(made).value();
  }
  /// Another process's view.
  std::unique_ptr<Store> other() {
    auto opened = open_store({disk.get(), &clock}, where);
    REQUIRE_MESSAGE(opened.ok(), opened.error().message);
    return std::move(opened).value();
  }

  ScratchDir dir{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  std::string where;
  std::unique_ptr<Store> store{};
};

template <typename T>
Fault fault(const Result<T>& result) {
  REQUIRE_FALSE(result.ok());
  return result.error().fault;
}

void each(const std::function<void(Bench&)>& test) {
  for (const auto& kind : kinds()) {
    const std::string name = kind.name;
    CAPTURE(name);
    Bench bench(kind);
    test(bench);
  }
}

}  // namespace

TEST_CASE("a workspace is made once, and is not found where there is none") {
  each([](Bench& bench) {
    CHECK(fault(make_store({bench.disk.get(), &bench.clock}, bench.where, Json::object())) == Fault::conflict);
    CHECK(fault(open_store({bench.disk.get(), &bench.clock}, bench.where + "-none")) == Fault::not_found);
    CHECK(bench.other()->settings().value()["zone"].string_or() == "Europe/Paris");
    REQUIRE(bench.store->save_settings(Json{{"zone", "UTC"}, {"newer", 1}}).ok());
    CHECK(bench.other()->settings().value()["newer"].integer_or(0) == 1);
  });
}

TEST_CASE("accounts are added, changed, listed by name, and removed with their secret") {
  each([](Bench& bench) {
    Store& store = *bench.store;
    REQUIRE(store.add_account(an_account("b")).ok());
    REQUIRE(store.add_account(an_account("a")).ok());
    CHECK(fault(store.add_account(an_account("a"))) == Fault::conflict);
    CHECK(fault(store.add_account(an_account("../x"))) == Fault::usage);
    Account changed = an_account("a");
    changed.handle = "me@example.org";
    changed.unknown.set("of_a_newer_version", "kept");
    REQUIRE(store.save_account(changed).ok());
    CHECK(bench.other()->account("a").value() == changed);
    const auto all = store.accounts().value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "a");

    CHECK(fault(store.secret("a")) == Fault::not_found);
    REQUIRE(store.save_secret("a", Json{{"token", "t"}}).ok());
    CHECK(bench.other()->secret("a").value()["token"].string_or() == "t");
    REQUIRE(store.remove_account("a").ok());
    CHECK(fault(store.secret("a")) == Fault::not_found);
    CHECK(fault(store.account("a")) == Fault::not_found);
    CHECK(fault(store.remove_account("a")) == Fault::not_found);
    CHECK(fault(store.save_account(changed)) == Fault::not_found);
  });
}

TEST_CASE("a renamed account is found under its former names, which nobody else can take") {
  each([](Bench& bench) {
    Store& store = *bench.store;
    REQUIRE(store.add_account(an_account("a")).ok());
    REQUIRE(store.add_account(an_account("other")).ok());
    REQUIRE(store.save_secret("a", Json{{"token", "t"}}).ok());
    CHECK(fault(store.rename_account("a", "other")) == Fault::conflict);
    REQUIRE(store.rename_account("a", "b").ok());
    CHECK(store.account("a").value().name == "b");
    CHECK(store.secret("b").value()["token"].string_or() == "t");
    CHECK(fault(store.add_account(an_account("a"))) == Fault::conflict);
    REQUIRE(store.rename_account("b", "a").ok());
    CHECK(store.account("b").value().name == "a");
    CHECK(store.accounts().value().size() == 2);
    CHECK(fault(store.rename_account("none", "c")) == Fault::not_found);
  });
}

TEST_CASE("a renamed account's posts are listed under each of its names, those of a removed one under its own") {
  each([](Bench& bench) {
    Store& store = *bench.store;
    const auto found = [&](const std::string& account) {
      std::string text;
      const auto records = store.posts({.account = account});
      for (const auto& record : records.value()) text += record.post.text + " ";
      return text;
    };
    for (const char* name : {"a", "other"}) REQUIRE(store.add_account(an_account(name)).ok());
    REQUIRE(store.start(a_post("first", 1), {to("a")}).ok());
    REQUIRE(store.start(a_post("theirs", 2), {to("other")}).ok());
    REQUIRE(store.rename_account("a", "b").ok());
    REQUIRE(store.start(a_post("second", 3), {to("b")}).ok());
    REQUIRE(store.rename_account("b", "c").ok());
    for (const char* name : {"a", "b", "c"}) CHECK(found(name) == "second first ");
    CHECK(found("other") == "theirs ");
    REQUIRE(store.remove_account("other").ok());
    CHECK(found("other") == "theirs ");
    CHECK(found("none").empty());
  });
}

TEST_CASE("a post and its deliveries come back as they were recorded, with our lease") {
  each([](Bench& bench) {
    Post post = a_post("Bonjour");
    post.unknown.set("of_a_newer_version", true);
    const auto made = bench.store->start(post, {to("a"), to("b", DeliveryState::draft)});
    REQUIRE(made.ok());
    CHECK_FALSE(made->existed);
    const auto back = bench.other()->post(post.id).value();
    CHECK(back.post == post);
    CHECK(back.deliveries == made->deliveries);
    REQUIRE(back.deliveries.size() == 2);
    CHECK(back.deliveries[0].lease.has_value());
    CHECK_FALSE(back.deliveries[1].lease.has_value());
    CHECK(back.deliveries[0].id == delivery_id(post.id, "a"));
    CHECK(fault(bench.store->start(post, {to("a")})) == Fault::conflict);
  });
}

TEST_CASE("a key stands for one post, for ever and for every process") {
  each([](Bench& bench) {
    const auto first = bench.store->start(a_post("hello", 1, "key"), {to("a")});
    REQUIRE(first.ok());
    const auto other = bench.other();
    const auto again = other->start(a_post("hello", 2, "key"), {to("a")});
    REQUIRE(again.ok());
    CHECK(again->existed);
    CHECK(again->post.id == first->post.id);
    CHECK(again->deliveries == first->deliveries);
    CHECK(fault(other->start(a_post("something else", 3, "key"), {to("a")})) == Fault::conflict);
    CHECK(other->post_by_key("key").value()->post.id == first->post.id);
    CHECK_FALSE(other->post_by_key("another").value().has_value());
    CHECK(other->posts({}).value().size() == 1);
  });
}

TEST_CASE("many are started at once, each with its own answer, and a key within them counts") {
  each([](Bench& bench) {
    std::vector<PostRecord> many;
    for (int i = 0; i < 40; ++i) many.push_back({.post = a_post("n", i, "k" + std::to_string(i % 39)), .deliveries = {to("a")}});
    many.push_back({.post = {.text = "no id"}, .deliveries = {to("a")}});
    const auto results = bench.store->start_many(many);
    REQUIRE(results.size() == 41);
    std::size_t fresh = 0;
    for (std::size_t i = 0; i < 40; ++i) {
      REQUIRE(results[i].ok());
      fresh += results[i]->existed ? 0 : 1;
    }
    CHECK(fresh == 39);
    CHECK_FALSE(results[40].ok());
    CHECK(bench.other()->posts({}).value().size() == 39);
  });
}

TEST_CASE("an outcome ends the lease, and is there for every process") {
  each([](Bench& bench) {
    const Post post = a_post("x");
    const auto made = bench.store->start(post, {to("a")}).value();
    Delivery note = made.deliveries[0];
    note.notes["rkey"] = "3k";
    REQUIRE(bench.store->save(note).ok());
    CHECK(bench.other()->delivery(note.id).value() == note);
    REQUIRE(bench.store->save(sent(note)).ok());
    const Delivery back = bench.other()->delivery(note.id).value();
    CHECK(back.state == DeliveryState::sent);
    CHECK(back.receipt->url == "https://example.org/1");
    CHECK_FALSE(back.lease.has_value());
    Delivery deleted = back;
    deleted.deleted = bench.clock.now();
    REQUIRE(bench.store->save(deleted).ok());
    CHECK(bench.other()->delivery(note.id).value() == deleted);
    CHECK(fault(bench.store->save({.id = "nonsense"})) == Fault::not_found);
    CHECK(fault(bench.store->delivery(delivery_id(post.id, "nobody"))) == Fault::not_found);
  });
}

TEST_CASE("a delivery is claimed by one process at a time, and freed by the death of that process") {
  each([](Bench& bench) {
    const Post post = a_post("x");
    auto sender = bench.other();
    const auto made = sender->start(post, {to("a")}).value();
    const std::string id = made.deliveries[0].id;
    CHECK(fault(bench.store->claim(id)) == Fault::conflict);
    CHECK(fault(sender->claim(id)) == Fault::conflict);
    CHECK(bench.store->abandoned().value().empty());
    CHECK(bench.store->delivery(id).value() == made.deliveries[0]);
    sender.reset();  // its locks go with it
    REQUIRE(bench.store->abandoned().value().size() == 1);
    const auto claimed = bench.store->claim(id);
    REQUIRE(claimed.ok());
    CHECK(claimed->lease->run != made.deliveries[0].lease->run);
    CHECK(fault(bench.other()->claim(id)) == Fault::conflict);
    REQUIRE(bench.store->save(sent(*claimed)).ok());
    CHECK(fault(bench.store->claim(id)) == Fault::conflict);
    CHECK(fault(bench.store->claim(delivery_id(post.id, "nobody"))) == Fault::not_found);
  });
}

TEST_CASE("who claims a delivery sees it as it stands, and refuses or changes it in the same step") {
  each([](Bench& bench) {
    const Post post = a_post("x");
    Delivery waiting = to("a", DeliveryState::waiting);
    waiting.due = Due{.at = parse_iso("2026-12-24T09:00:00Z").value()};
    const std::string id = bench.store->start(post, {waiting}).value().deliveries[0].id;
    DeliveryState seen{};
    CHECK(fault(bench.store->claim(id, [&](Delivery& now) -> Result<void> {
      seen = now.state;
      now.notes["x"] = "never";
      return Error{.fault = Fault::refused, .message = "no"};
    })) == Fault::refused);
    CHECK(seen == DeliveryState::waiting);
    CHECK(bench.other()->delivery(id).value().state == DeliveryState::waiting);
    CHECK(bench.other()->delivery(id).value().notes.empty());
    const auto claimed = bench.store->claim(id, [](Delivery& now) -> Result<void> {
      now.notes["x"] = "y";
      return {};
    });
    REQUIRE(claimed.ok());
    CHECK(claimed->state == DeliveryState::sending);
    CHECK(claimed->lease.has_value());
    CHECK(bench.other()->delivery(id).value() == *claimed);
    CHECK(claimed->notes.at("x") == "y");
  });
}

TEST_CASE("an account is added to a post once, and its delivery is found") {
  each([](Bench& bench) {
    const auto made = bench.store->start(a_post("x", 7), {to("a", DeliveryState::draft)});
    REQUIRE(made.ok());
    Delivery second = to("b", DeliveryState::draft);
    second.post = made->post.id;
    second.id = delivery_id(second.post, "b");
    REQUIRE(bench.store->add_delivery(second).ok());
    CHECK(fault(bench.store->add_delivery(second)) == Fault::conflict);
    CHECK(bench.other()->post(made->post.id)->deliveries.size() == 2);
  });
}

TEST_CASE("drafts, failed and unknown deliveries can be claimed, sent and cancelled ones cannot") {
  each([](Bench& bench) {
    for (const auto state : delivery_states()) {
      const int number = 10 + static_cast<int>(state);
      Delivery delivery = to("a", state == DeliveryState::sending ? DeliveryState::draft : state);
      if (state == DeliveryState::sending) continue;
      if (state == DeliveryState::waiting) delivery.due = Due{.at = bench.clock.now()};
      const auto made = bench.store->start(a_post("x", number), {delivery});
      REQUIRE(made.ok());
      const bool takeable = state == DeliveryState::draft || state == DeliveryState::failed || state == DeliveryState::unknown ||
                            state == DeliveryState::waiting;
      CAPTURE(number);
      CHECK(bench.store->claim(made->deliveries[0].id).ok() == takeable);
    }
  });
}

TEST_CASE("posts are listed newest first, within their times, states, accounts and campaigns") {
  each([](Bench& bench) {
    const Instant start = parse_iso("2026-09-30T23:00:00Z").value();
    std::vector<Id> ids;
    for (int i = 0; i < 6; ++i) {
      const Instant made = start + std::chrono::days(20) * i;
      Post post{.id = new_id(made), .text = "n" + std::to_string(i), .campaign = i % 2 == 0 ? "even" : "", .created = made};
      ids.push_back(post.id);
      const auto record = bench.store->start(post, {to(i < 3 ? "a" : "b")});
      REQUIRE(record.ok());
      if (i == 4) REQUIRE(bench.store->save(sent(record->deliveries[0])).ok());
    }
    const auto found = [&](const PostFilter& filter) {
      std::string text;
      // Named: a range-for would keep what the Result holds, but not the Result.
      const auto records = bench.store->posts(filter);
      for (const auto& record : records.value()) text += record.post.text + " ";
      return text;
    };
    CHECK(found({}) == "n5 n4 n3 n2 n1 n0 ");
    CHECK(found({.limit = 2}) == "n5 n4 ");
    CHECK(found({.from = start + std::chrono::days(20), .until = start + std::chrono::days(60)}) == "n2 n1 ");
    CHECK(found({.account = "a"}) == "n2 n1 n0 ");
    CHECK(found({.campaign = "even"}) == "n4 n2 n0 ");
    CHECK(found({.state = DeliveryState::sent}) == "n4 ");
    CHECK(found({.state = DeliveryState::sent, .account = "a"}).empty());
  });
}

TEST_CASE("a post is found by a beginning that only it has") {
  each([](Bench& bench) {
    const Post one = a_post("one", 1), two = a_post("two", 2);
    Post far = a_post("far", 3);
    far.id = new_id(parse_iso("2027-03-01T00:00:00Z").value());
    for (const auto& post : {one, two, far}) REQUIRE(bench.store->start(post, {to("a")}).ok());
    CHECK(bench.store->post(one.id).value().post.text == "one");
    CHECK(bench.store->post(far.id.substr(0, 4)).value().post.text == "far");
    CHECK(fault(bench.store->post(one.id.substr(0, 4))) == Fault::usage);
    CHECK(fault(bench.store->post(far.id.substr(0, 3))) == Fault::not_found);
    CHECK(fault(bench.store->post("../../etc/passwd")) == Fault::not_found);
    CHECK(fault(bench.store->post("0000")) == Fault::not_found);
    CHECK(bench.store->post(delivery_id(one.id, "a")).value().post.text == "one");
  });
}

TEST_CASE("an account's lock is held by one at a time") {
  each([](Bench& bench) {
    auto held = bench.store->lock_account("a", std::chrono::milliseconds(0));
    REQUIRE(held.ok());
    CHECK(fault(bench.other()->lock_account("a", std::chrono::milliseconds(10))) == Fault::state);
    CHECK(bench.other()->lock_account("b", std::chrono::milliseconds(0)).ok());
    held.value().reset();
    CHECK(bench.other()->lock_account("a", std::chrono::milliseconds(0)).ok());
  });
}

TEST_CASE("a medium is kept once under its hash, and not under a wrong one") {
  each([](Bench& bench) {
    bench.dir.put("picture", "abc");
    const auto source = bench.disk->open(bench.dir / "picture").value();
    const std::string hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    CHECK(fault(bench.store->keep_media(std::string(64, '0'), "jpg", *source)) == Fault::refused);
    REQUIRE(bench.store->keep_media(hash, "jpg", *source).ok());
    REQUIRE(bench.store->keep_media(hash, "jpg", *source).ok());
    CHECK(fault(bench.store->keep_media("../x", "jpg", *source)) == Fault::internal);
    std::string text(10, ' ');
    CHECK(bench.other()->open_media(hash, "jpg").value()->read(text.data(), 10).value() == 3);
    CHECK(text.substr(0, 3) == "abc");
    CHECK_FALSE(bench.store->open_media(hash, "png").ok());
    CHECK(bench.store->check().value().empty());
  });
}

TEST_CASE("what can be made again is kept, and damaged counts as absent") {
  each([](Bench& bench) {
    CHECK_FALSE(bench.store->cached("limits").value().has_value());
    REQUIRE(bench.store->save_cached("limits", Json{{"text", 500}}).ok());
    CHECK(bench.other()->cached("limits").value()->operator[]("text").integer_or(0) == 500);
    REQUIRE(bench.store->save_cached("https://a/b c", Json{{"x", 1}}).ok());
    CHECK(bench.store->cached("https://a/b c").value().has_value());
  });
}

TEST_CASE("fifty threads that record outcomes at once lose none") {
  each([](Bench& bench) {
    std::vector<PostRecord> many;
    for (int i = 0; i < 50; ++i) many.push_back({.post = a_post("n", i), .deliveries = {to("a")}});
    std::vector<Delivery> deliveries;
    for (auto& made : bench.store->start_many(many)) deliveries.push_back(made.value().deliveries[0]);
    std::atomic<int> saved = 0;
    {
      std::vector<std::jthread> threads;
      for (const auto& delivery : deliveries) {
        threads.emplace_back([&] { saved += bench.store->save(sent(delivery)).ok() ? 1 : 0; });
      }
    }
    CHECK(saved == 50);
    CHECK(bench.other()->posts({.state = DeliveryState::sent}).value().size() == 50);
    CHECK(bench.store->check().value().empty());
  });
}

TEST_CASE("a store that this build does not know says so") {
  const auto disk = posix_disk();
  FakeClock clock;
  CHECK(fault(open_store({disk.get(), &clock}, "postgresql://localhost/x")) == Fault::unsupported);
  CHECK(fault(make_store({disk.get(), &clock}, "postgresql://localhost/x", Json::object())) == Fault::unsupported);
}
