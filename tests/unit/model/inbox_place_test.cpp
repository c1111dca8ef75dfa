// SPDX-License-Identifier: MIT
// Where an inbox has been read to.
#include "model/inbox_place.hpp"

#include <doctest/doctest.h>

#include <set>

#include "base/json.hpp"

using namespace cmtool;

namespace {

Instant minute(int n) { return Instant{std::chrono::minutes(29'000'000 + n)}; }
const Instant now = minute(100'000);

}  // namespace

TEST_CASE("a round goes down to where the last one began, and a little further") {
  Sweep sweep;
  CHECK(sweep.turn({minute(500), minute(400)}, "b", now));
  CHECK(sweep.at == "b");
  CHECK_FALSE(sweep.turn({minute(300)}, "", now));
  CHECK(sweep.done == minute(500));
  CHECK(sweep.turn({minute(700), minute(480)}, "b", now));       // within the overlap
  CHECK_FALSE(sweep.turn({minute(450), minute(439)}, "c", now));
  CHECK(sweep.done == minute(700));
  CHECK(sweep.at.empty());
}

TEST_CASE("what is new while a round is under way belongs to the next one") {
  Sweep sweep{.done = minute(0)};
  CHECK(sweep.turn({minute(1000)}, "b", now));
  // Between the two calls minute(1100) has come; the second call does not see it.
  CHECK_FALSE(sweep.turn({minute(-100)}, "c", now));
  CHECK(sweep.done == minute(1000));
}

TEST_CASE("a time in the future hides nothing, and a place that does not move ends the round") {
  Sweep sweep;
  CHECK_FALSE(sweep.turn({now + std::chrono::hours(24 * 365)}, "", now));
  CHECK(sweep.done == now);
  sweep = {};
  CHECK(sweep.turn({}, "b", now));
  CHECK_FALSE(sweep.turn({}, "b", now));
  CHECK(sweep.done == Instant{});
}

TEST_CASE("a sweep and what was seen come back from their text, and nonsense is the beginning") {
  const Sweep sweep{.done = minute(1), .top = minute(2), .at = "c"};
  CHECK(sweep_from_json(to_json(sweep)) == sweep);
  CHECK(sweep_from_json(Json()) == Sweep{});
  CHECK(sweep_from_json(Json{{"done", 7}, {"top", "yesterday"}, {"at", Json::array()}}) == Sweep{});
  SeenItems seen;
  Item item{.remote_id = "1", .kind = ItemKind::reply, .on = "9", .at = minute(3)};
  seen.settle(item);
  auto back = SeenItems::from_json(seen.json());
  const auto turn = back.take_turn(5);
  REQUIRE(turn.size() == 1);
  CHECK(turn[0] == item);
  CHECK(SeenItems::from_json(Json{{"items", Json::array({Json(1), Json{{"id", ""}}})}, {"next", -7}}).take_turn(5).empty());
}

TEST_CASE("what was known of an item first stays") {
  SeenItems seen;
  Item first{.remote_id = "1", .kind = ItemKind::reply, .on = "9"}, again{.remote_id = "1", .kind = ItemKind::mention};
  seen.settle(first);
  seen.settle(again);
  CHECK(again.kind == ItemKind::reply);
  CHECK(again.on == "9");
}

TEST_CASE("every item of late has its turn, also when some are forgotten, and there are never too many") {
  SeenItems seen;
  for (int i = 0; i < 250; ++i) {
    Item item{.remote_id = std::to_string(i)};
    seen.settle(item);
  }
  CHECK_FALSE(seen.knows("149"));
  CHECK(seen.knows("150"));
  std::set<std::string> looked;
  for (int call = 0; call < 10; ++call) {
    for (const Item& item : seen.take_turn(10)) CHECK(looked.insert(item.remote_id).second);
  }
  CHECK(looked.size() == SeenItems::most);
  const auto next = seen.take_turn(1)[0].remote_id;
  seen.forget("150");
  CHECK(next == "150");
  CHECK(seen.take_turn(1)[0].remote_id == "151");
  CHECK(seen.take_turn(1000).size() == 99);
}

TEST_CASE("turns go around, and nothing has none") {
  std::size_t next = 0;
  CHECK(turns(0, 3, next).empty());
  CHECK(turns(5, 3, next) == std::vector<std::size_t>{0, 1, 2});
  CHECK(turns(5, 3, next) == std::vector<std::size_t>{3, 4, 0});
  CHECK(turns(2, 3, next) == std::vector<std::size_t>{1, 0});
  next = 1'000'000;
  CHECK(turns(2, 1, next) == std::vector<std::size_t>{0});
}
