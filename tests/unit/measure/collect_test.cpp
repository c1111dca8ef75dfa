// SPDX-License-Identifier: MIT
#include "measure/collect.hpp"

#include <doctest/doctest.h>

#include <map>
#include <mutex>

#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;

namespace {

/// Tells the numbers that the test says; remembers what it was asked for.
class Gauge final : public Platform {
 public:
  Gauge() {
    about_.name = "site";  // the name that accounts of the tests carry
    about_.title = "Gauge";
    about_.can = {Can::publish, Can::measure};
  }
  const About& about() const override { return about_; }
  Result<Receipt> publish(Session&, const Post&) const override { return Error{.fault = Fault::unsupported}; }
  Result<MeasurePage> measure(Session& session, const MeasureQuery& query) const override {
    const std::lock_guard guard(mutex_);
    std::string said = session.account().name + (query.account ? " account" : "") + " [" + query.cursor + "]";
    for (const auto& post : query.posts) said += " " + post.remote_id;
    asked.push_back(said);
    if (faults > 0 && asked.size() >= static_cast<std::size_t>(faults)) return Error{.fault = Fault::rate_limited, .message = "too many"};
    MeasurePage page{.cursor = "c" + std::to_string(asked.size())};
    for (const auto& post : query.posts) page.samples.push_back({.account = "whoever", .post = post.remote_id, .metric = "likes", .value = likes, .at = session.now()});
    if (query.account) page.samples.push_back({.metric = "followers", .value = followers, .at = session.now()});
    if (query.account) page.posts = there;
    return page;
  }

  mutable std::vector<std::string> asked{};
  std::optional<std::int64_t> likes = 3, followers = 100;
  int faults = 0;  ///< from which request on
  std::vector<FoundPost> there{};  ///< what the account has published

 private:
  About about_{};
  mutable std::mutex mutex_{};
};

class NoHttp final : public Http {
  Result<Response> send(const Request&, std::stop_token) override { return Error{.fault = Fault::network, .message = "no network in this test"}; }
};

struct Place {
  Place() {
    world.disk = disk.get();
    world.clock = &clock;
    store = make_store({.disk = disk.get(), .clock = &clock}, folder / "w", Json{{"zone", "Europe/Paris"}}).value();
    for (const char* name : {"a", "b"}) {
      accounts.push_back(Account{.name = name, .platform = "site", .server = (folder / name).string()});
      REQUIRE(store->add_account(accounts.back()).ok());
    }
  }

  /// A post that was sent then.
  void sent(const std::string& account, const std::string& remote_id, const std::string& at, const std::string& reply_to = "") {
    const std::string now = iso(clock.now());
    clock.set(at);
    Post post{.id = new_id(clock.now()), .text = remote_id, .reply_to = reply_to, .created = clock.now()};
    const Delivery delivery{.id = post.id + "." + account, .post = post.id, .account = account, .platform = "site", .state = DeliveryState::sending};
    REQUIRE(store->start(post, {delivery}).ok());
    auto taken = store->delivery(delivery.id).value();
    taken.state = DeliveryState::sent;
    taken.receipt = Receipt{.remote_id = remote_id, .at = clock.now()};
    REQUIRE(store->save(taken).ok());
    clock.set(now);
  }

  std::vector<Collected> run(CollectWish wish = {}) {
    if (wish.accounts.empty()) wish.accounts = {accounts[0]};
    Desk desk{.world = world, .store = *store, .http = http};
    desk.platform = [this](std::string_view) -> Result<const Platform*> { return &gauge; };
    gauge.asked.clear();
    return collect(desk, wish, "Europe/Paris");
  }
  std::vector<Sample> samples() { return store->samples(Instant{}).value(); }

  test::ScratchDir folder;
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  World world{};
  NoHttp http{};
  Gauge gauge{};
  std::unique_ptr<Store> store{};
  std::vector<Account> accounts{};
};

}  // namespace

TEST_CASE("what is due is asked for, filed, and not asked for again till it is due again") {
  Place place;
  place.sent("a", "new", "2026-11-22T08:30:00Z");
  place.sent("a", "old", "2026-10-01T08:30:00Z");
  place.sent("b", "others", "2026-11-22T08:30:00Z");
  const auto first = place.run();
  CHECK(place.gauge.asked == std::vector<std::string>{"a account [] new old"});
  CHECK(first[0].posts == 2);
  CHECK(first[0].samples == 3);
  CHECK(first[0].fresh == 3);
  CHECK(place.samples().size() == 3);
  CHECK(place.samples()[0].account == "a");
  place.clock.advance(std::chrono::minutes(10));
  CHECK(place.run()[0].posts == 0);
  CHECK(place.gauge.asked.empty());
  place.clock.advance(std::chrono::minutes(50));
  place.run();
  CHECK(place.gauge.asked == std::vector<std::string>{"a account [c1] new"});
  place.run({.all = true});
  CHECK(place.gauge.asked == std::vector<std::string>{"a account [c1] new old"});
}

TEST_CASE("an answer is no post: it is not measured, and its number there is no post's") {
  Place place;
  place.sent("a", "7", "2026-11-22T07:00:00Z", "42");
  place.gauge.there = {{.receipt = {.remote_id = "7", .at = parse_iso("2026-11-21T18:00:00Z").value()}, .text = "a post of that number"}};
  CHECK(place.run()[0].found == 1);
  CHECK(place.gauge.asked == std::vector<std::string>{"a account []"});
}

TEST_CASE("numbers that fall are kept as they came") {
  Place place;
  place.run();
  place.clock.advance(std::chrono::hours(1));
  place.gauge.followers = 90;
  place.run();
  REQUIRE(place.samples().size() == 2);
  CHECK(place.samples()[1].value == 90);
}

TEST_CASE("that a number cannot be told is filed when it is news") {
  Place place;
  place.gauge.followers.reset();
  place.run();
  for (int i = 0; i < 3; ++i) {
    place.clock.advance(std::chrono::hours(1));
    place.run();
  }
  REQUIRE(place.samples().size() == 1);
  CHECK_FALSE(place.samples()[0].value.has_value());
  place.gauge.followers = 5;
  place.clock.advance(std::chrono::hours(1));
  place.run();
  place.gauge.followers.reset();
  place.clock.advance(std::chrono::hours(1));
  place.run();
  CHECK(place.samples().size() == 3);
}

TEST_CASE("a limit in the middle leaves the rest to the next run") {
  Place place;
  for (int i = 0; i < 150; ++i) place.sent("a", "p" + std::to_string(1000 + i), "2026-11-21T10:" + std::to_string(10 + i / 10) + ":" + std::to_string(10 + i % 10) + "Z");
  place.gauge.faults = 2;
  const auto first = place.run();
  REQUIRE(first[0].error.has_value());
  CHECK(first[0].error->fault == Fault::rate_limited);
  CHECK(first[0].error->where == "@a (Site)");
  CHECK(first[0].posts == 100);
  CHECK(place.samples().size() == 101);
  place.gauge.faults = 0;
  place.clock.advance(std::chrono::minutes(1));
  const auto second = place.run();
  CHECK(second[0].posts == 50);
  CHECK(place.samples().size() == 151);
}

TEST_CASE("one account's failure is one account's, and a rehearsal asks nothing") {
  Place place;
  place.sent("b", "x", "2026-11-22T08:30:00Z");
  const auto dry = place.run({.accounts = place.accounts, .dry_run = true});
  CHECK(place.gauge.asked.empty());
  CHECK(dry[1].due == 1);
  CHECK(dry[0].account_due);
  place.accounts[0].platform = "nowhere";
  place.accounts[0].secret_home = SecretHome::file;  // whose secret is not there
  const auto both = place.run({.accounts = place.accounts});
  CHECK(both[0].error.has_value());
  CHECK_FALSE(both[1].error.has_value());
  CHECK(both[1].samples == 2);
}

namespace {

FoundPost on_the_network(const std::string& remote_id, const std::string& at) {
  return {.receipt = {.remote_id = remote_id, .url = "https://social.example/" + remote_id, .at = parse_iso(at).value()}, .text = "from the phone"};
}

std::vector<std::string> sent_by_a(Place& place) {
  std::vector<std::string> ids;
  const auto sent = place.store->sent({.accounts = {"a"}}).value();
  for (const auto& one : sent) ids.push_back(one.delivery.receipt->remote_id + (is_found(one.post) ? " found" : ""));
  return ids;
}

}  // namespace

TEST_CASE("what an account has published without cmtool is recorded once, and measured from then on") {
  Place place;
  place.sent("a", "ours", "2026-11-22T07:00:00Z");
  place.gauge.there = {on_the_network("ours", "2026-11-22T07:00:01Z"), on_the_network("phone", "2026-11-21T18:00:00Z"), on_the_network("tomorrow", "2026-11-23T18:00:00Z")};
  CHECK(place.run()[0].found == 1);
  CHECK(sent_by_a(place) == std::vector<std::string>{"phone found", "ours"});
  place.clock.advance(std::chrono::hours(1));
  CHECK(place.run()[0].found == 0);
  CHECK(place.gauge.asked == std::vector<std::string>{"a account [c1] ours phone"});
  CHECK(sent_by_a(place) == std::vector<std::string>{"phone found", "ours"});
}

TEST_CASE("while it is not known what became of a post of ours, none from then on is taken for another's") {
  Place place;
  Post post{.id = new_id(place.clock.now()), .text = "lost answer"};
  Delivery delivery{.id = post.id + ".a", .post = post.id, .account = "a", .platform = "site", .state = DeliveryState::sending};
  REQUIRE(place.store->start(post, {delivery}).ok());
  auto lost = place.store->delivery(delivery.id).value();
  lost.state = DeliveryState::unknown;
  lost.first_sent = place.clock.now() - std::chrono::hours(1);
  REQUIRE(place.store->save(lost).ok());
  place.gauge.there = {on_the_network("before", iso(place.clock.now() - std::chrono::hours(3))), on_the_network("perhaps", iso(place.clock.now() - std::chrono::minutes(59)))};
  const auto first = place.run();
  CHECK(first[0].found == 1);
  CHECK(first[0].left == 1);
  // It was ours.
  lost = place.store->delivery(delivery.id).value();
  lost.state = DeliveryState::sent;
  lost.receipt = Receipt{.remote_id = "perhaps", .at = place.clock.now() - std::chrono::minutes(59)};
  REQUIRE(place.store->save(lost).ok());
  place.clock.advance(std::chrono::hours(1));
  CHECK(place.run()[0].found == 0);
  CHECK(sent_by_a(place) == std::vector<std::string>{"before found", "perhaps"});
}

TEST_CASE("a draft that we sent, and that somebody published weeks later, is ours") {
  Place place;
  place.sent("a", "draft", "2026-10-01T08:30:00Z");
  place.gauge.there = {on_the_network("draft", "2026-11-20T08:30:00Z"), on_the_network("phone", "2026-11-20T09:30:00Z")};
  CHECK(place.run()[0].found == 1);
  CHECK(sent_by_a(place) == std::vector<std::string>{"draft", "phone found"});
}

TEST_CASE("a platform that holds a post till its time has not published another's") {
  Place place;
  const Instant due = place.clock.now() - std::chrono::minutes(5);
  Post post{.id = new_id(place.clock.now() - std::chrono::hours(24)), .text = "held there"};
  const Delivery delivery{.id = post.id + ".a", .post = post.id, .account = "a", .platform = "site", .state = DeliveryState::waiting, .due = Due{.at = due}, .native = Native{.id = "77", .at = due}};
  REQUIRE(place.store->start(post, {delivery}).ok());
  place.gauge.there = {on_the_network("held", iso(due))};
  const auto first = place.run();
  CHECK(first[0].found == 0);
  CHECK(first[0].left == 1);
}

TEST_CASE("posts of an account that is only followed are nobody's here") {
  Place place;
  place.accounts[0].follow_only = true;
  REQUIRE(place.store->save_account(place.accounts[0]).ok());
  place.gauge.there = {on_the_network("rival", "2026-11-21T18:00:00Z")};
  CHECK(place.run()[0].found == 0);
  CHECK(sent_by_a(place).empty());
}
