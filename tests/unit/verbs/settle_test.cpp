// SPDX-License-Identifier: MIT
#include "settle.hpp"

#include <doctest/doctest.h>

#include "publish.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/island.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace std::chrono_literals;

namespace {

class NoHttp final : public Http {
 public:
  Result<Response> send(const Request&, std::stop_token) override { return Error{.fault = Fault::internal, .message = "no network here"}; }
};

/// A workspace with one account, on an island.
struct Place {
  explicit Place(Island& the_island) : island(the_island) {
    world.disk = disk.get();
    world.clock = &clock;
    store = make_store({.disk = disk.get(), .clock = &clock}, folder / "w", Json{{"zone", "Europe/Paris"}}).value();
    account = Account{.name = "atelier", .platform = "site", .server = (folder / "site").string()};
    REQUIRE(store->add_account(account).ok());
  }

  /// The workspace as the next run finds it; this run is over, as after a kill.
  void next_run() {
    store.reset();
    store = open_store({.disk = disk.get(), .clock = &clock}, folder / "w").value();
  }

  Desk desk() { return Desk{.world = world, .store = *store, .http = http}; }

  Plan plan(const std::string& text, const std::string& key = "") {
    Plan plan{.post = Post{.id = new_id(clock.now()), .text = text}, .accounts = {account}, .platforms = {&island}, .limits = {island.about().limits}};
    plan.post.key = key;
    plan.post.created = clock.now();
    plan.adapted = {plan.post};
    return plan;
  }

  Outcome post(const std::string& text, const std::string& key = "") {
    Desk at = desk();
    auto outcomes = publish(at, plan(text, key));
    REQUIRE(outcomes.ok());
    REQUIRE(outcomes->size() == 1);
    return outcomes->front();
  }

  DeliveryState recorded(const Outcome& outcome) { return store->delivery(outcome.delivery.id).value().state; }

  Island& island;
  test::ScratchDir folder{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  NoHttp http{};
  World world{};
  Account account{};
  std::unique_ptr<Store> store{};
};

}  // namespace

TEST_CASE("the intent is on record before the platform hears of the post") {
  Island island;
  Place place(island);
  std::optional<DeliveryState> seen;
  island.before_sending = [&](Session& session) {
    CHECK(session.key().size() == 32);
    const auto records = place.store->posts({});
    REQUIRE(records.ok());
    REQUIRE(records->size() == 1);
    seen = records->front().deliveries.front().state;
  };
  const Outcome outcome = place.post("Bonjour");
  CHECK(seen == DeliveryState::sending);
  CHECK_FALSE(outcome.error);
  CHECK(place.recorded(outcome) == DeliveryState::sent);
}

TEST_CASE("a post whose answer was lost is found and not sent again") {
  Island island;
  island.fates = {Fate::lost_after};
  Place place(island);
  const Outcome outcome = place.post("Bonjour");
  CHECK_FALSE(outcome.error);
  CHECK(island.posts == std::vector<std::string>{"Bonjour"});
  CHECK(island.sends == 1);
  CHECK(outcome.delivery.receipt->url == "https://island.example/found");
}

TEST_CASE("what surely is not there is sent again, once the lost request has ended") {
  Island island;
  island.fates = {Fate::lost_before};
  Place place(island);
  const Instant before = place.clock.now();
  const Outcome outcome = place.post("Bonjour");
  CHECK_FALSE(outcome.error);
  CHECK(island.posts.size() == 1);
  CHECK(island.sends == 2);
  CHECK(place.clock.now() - before >= 3s);
}

TEST_CASE("after a gateway's time-out nothing is sent again in the same run, and the outcome is unknown") {
  Island island;
  island.fates = {Fate::gateway};
  Place place(island);
  const Outcome outcome = place.post("Bonjour", "k");
  REQUIRE(outcome.error);
  CHECK(outcome.error->fault == Fault::unknown_outcome);
  CHECK(island.sends == 1);
  CHECK(place.recorded(outcome) == DeliveryState::unknown);

  SUBCASE("a run within the minute looks, and sends nothing") {
    place.next_run();
    const Outcome again = place.post("Bonjour", "k");
    REQUIRE(again.error);
    CHECK(again.error->fault == Fault::unknown_outcome);
    CHECK(island.sends == 1);
    CHECK(island.finds >= 2);
  }
  SUBCASE("a run after the minute settles it") {
    place.next_run();
    place.clock.advance(2min);
    CHECK_FALSE(place.post("Bonjour", "k").error);
    CHECK(island.posts.size() == 1);
  }
  SUBCASE("what the server did meanwhile is found") {
    island.posts.push_back("Bonjour");
    place.next_run();
    CHECK_FALSE(place.post("Bonjour", "k").error);
    CHECK(island.sends == 1);
  }
}

TEST_CASE("where a platform cannot be asked, a lost answer stays unknown and is never repeated") {
  Island island(Protection::none, /*findable=*/false);
  island.fates = {Fate::lost_after};
  Place place(island);
  const Outcome outcome = place.post("Bonjour", "k");
  REQUIRE(outcome.error);
  CHECK(outcome.error->fault == Fault::unknown_outcome);
  place.next_run();
  place.clock.advance(24h);
  CHECK(place.post("Bonjour", "k").error->fault == Fault::unknown_outcome);
  CHECK(island.sends == 1);
}

TEST_CASE("where sending again changes nothing, a lost answer is settled by sending again") {
  Island island(Protection::same, /*findable=*/false);
  island.fates = {Fate::lost_after, Fate::lost_after};
  Place place(island);
  CHECK_FALSE(place.post("Bonjour").error);
  CHECK(island.posts.size() == 1);
  CHECK(island.sends == 3);
}

TEST_CASE("the same key never posts twice") {
  Island island;
  Place place(island);
  const Outcome first = place.post("Bonjour", "sunday");
  place.next_run();
  const Outcome second = place.post("Bonjour", "sunday");
  CHECK_FALSE(second.error);
  CHECK(second.repeated);
  CHECK(second.delivery.receipt->url == first.delivery.receipt->url);
  CHECK(island.sends == 1);
}

TEST_CASE("without a key two runs are two posts") {
  Island island;
  Place place(island);
  CHECK_FALSE(place.post("Bonjour").error);
  CHECK_FALSE(place.post("Bonjour").error);
  CHECK(island.posts.size() == 2);
}

TEST_CASE("what surely was not sent is sent by the next run with the same key") {
  for (const Fate fate : {Fate::refused, Fate::unreachable}) {
    Island island;
    island.fates = {fate};
    Place place(island);
    const Outcome first = place.post("Bonjour", "k");
    REQUIRE(first.error);
    CHECK(place.recorded(first) == DeliveryState::failed);
    place.next_run();
    CHECK_FALSE(place.post("Bonjour", "k").error);
    CHECK(island.posts.size() == 1);
  }
}

TEST_CASE("a delivery that a killed run left behind is settled, whether it was sent or not") {
  for (const bool was_sent : {true, false}) {
    CAPTURE(was_sent);
    Island island;
    Place place(island);
    struct Killed {};
    island.before_sending = [&](Session&) {
      if (island.sends == 0 && was_sent) island.posts.push_back("Bonjour");
      if (island.sends == 0) throw Killed{};
    };
    Plan plan = place.plan("Bonjour", "k");
    {
      Desk desk = place.desk();
      auto started = place.store->start(
          plan.post, {Delivery{.id = delivery_id(plan.post.id, "atelier"), .post = plan.post.id, .account = "atelier", .platform = "site",
                               .state = DeliveryState::sending, .key = random_hex(16), .attempts = 1, .first_sent = place.clock.now(),
                               .last_attempt = place.clock.now()}});
      REQUIRE(started.ok());
      CHECK_THROWS_AS((void)send(desk, plan.post, place.account, island, started->deliveries.front()), Killed);
    }
    island.before_sending = {};
    place.next_run();
    const Outcome outcome = place.post("Bonjour", "k");
    CHECK_FALSE(outcome.error);
    CHECK(island.posts.size() == 1);
  }
}

TEST_CASE("while another run is sending it, a second one answers «later» and sends nothing") {
  Island island;
  Place place(island);
  std::optional<Outcome> second;
  island.before_sending = [&](Session&) {
    if (second) return;
    auto other = open_store({.disk = place.disk.get(), .clock = &place.clock}, place.folder / "w").value();
    Desk desk{.world = place.world, .store = *other, .http = place.http};
    second.emplace();
    auto outcomes = publish(desk, place.plan("Bonjour", "k"));
    REQUIRE(outcomes.ok());
    second = outcomes->front();
  };
  CHECK_FALSE(place.post("Bonjour", "k").error);
  REQUIRE(second);
  REQUIRE(second->error);
  CHECK(second->error->fault == Fault::rate_limited);
  CHECK(island.posts.size() == 1);
}

TEST_CASE("a run that was killed while it repeated a refused post leaves it unknown, not refused") {
  Island island;
  island.fates = {Fate::refused};
  Place place(island);
  const Outcome first = place.post("Bonjour", "k");
  REQUIRE(first.error);
  struct Killed {};
  island.before_sending = [&](Session&) {
    island.posts.push_back("Bonjour");  // it arrives, and the process dies before the answer
    throw Killed{};
  };
  {
    Desk desk = place.desk();
    CHECK_THROWS_AS((void)resume(desk, place.account, island, first.delivery), Killed);
  }
  island.before_sending = {};
  place.next_run();
  CHECK_FALSE(place.post("Bonjour", "k").error);
  CHECK(island.posts.size() == 1);
}

TEST_CASE("what another run did since a delivery was read is seen before it is sent again") {
  Island island;
  island.fates = {Fate::refused, Fate::gateway};
  Place place(island);
  const Outcome refused = place.post("Bonjour", "k");
  REQUIRE(refused.error);
  CHECK(place.post("Bonjour", "k").error->fault == Fault::unknown_outcome);  // the other run
  island.posts.push_back("Bonjour");                                        // whose request arrives late
  Desk desk = place.desk();
  const Outcome ours = resume(desk, place.account, island, refused.delivery);
  CHECK_FALSE(ours.error);
  CHECK(island.posts.size() == 1);
}

TEST_CASE("a draft is sent once when it is taken up") {
  Island island;
  Place place(island);
  Desk desk = place.desk();
  Plan plan = place.plan("Bonjour");
  plan.draft = true;
  const auto kept = keep_draft(desk, plan);
  REQUIRE(kept.ok());
  CHECK(island.sends == 0);
  const Outcome sent = resume(desk, place.account, island, kept->deliveries.front());
  CHECK_FALSE(sent.error);
  CHECK(resume(desk, place.account, island, kept->deliveries.front()).repeated);
  CHECK(island.sends == 1);
}

TEST_CASE("many posts at a time are each sent once, and each has its outcome") {
  Island island(Protection::same);
  for (int i = 0; i < 40; ++i) island.fates.push_back(i % 4 == 0 ? Fate::lost_after : Fate::fine);
  Place place(island);
  std::vector<Plan> plans;
  for (int i = 0; i < 40; ++i) plans.push_back(place.plan("post " + std::to_string(i)));
  Desk desk = place.desk();
  std::size_t done = 0;
  publish_many(desk, plans, 1, [&](std::size_t index, Result<std::vector<Outcome>> outcomes) {
    REQUIRE(outcomes.ok());
    CHECK_FALSE(outcomes->front().error);
    CHECK(outcomes->front().delivery.post == plans[index].post.id);
    ++done;
  });
  CHECK(done == 40);
  CHECK(island.posts.size() == 40);
}

