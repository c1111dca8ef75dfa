// SPDX-License-Identifier: MIT
#include "moderate/crisis.hpp"

#include <doctest/doctest.h>

#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// Ten days with an item each hour, until now.
void usual_days(InboxPlace& place) {
  std::vector<Item> items;
  for (int hour = 24 * 10; hour > 0; --hour) {
    Item item = place.item("usual " + std::to_string(hour));
    item.at = place.clock.now() - std::chrono::hours(hour);
    items.push_back(std::move(item));
  }
  REQUIRE(place.store->inbox().file_items("a", std::move(items), std::nullopt).ok());
}

void storm(InboxPlace& place, int count, const std::string& words) {
  std::vector<Item> items;
  for (int i = 0; i < count; ++i) {
    Item item = place.item(words + " " + std::to_string(i), "p" + std::to_string(i));
    if (i == count / 2) item.author.followers = 90000;
    items.push_back(std::move(item));
  }
  REQUIRE(place.store->inbox().file_items("b", std::move(items), std::nullopt).ok());
}

}  // namespace

TEST_CASE("much more than usual is one crisis, told once, with the most followed first") {
  InboxPlace place;
  Desk desk = place.desk();
  usual_days(place);
  CHECK_FALSE(look_for_crisis(desk).value().has_value());
  storm(place, 40, "scandale");
  const auto crisis = look_for_crisis(desk);
  REQUIRE(crisis.ok());
  REQUIRE(crisis->has_value());
  CHECK((*crisis)->count == 40);
  CHECK((*crisis)->usual < 2);
  CHECK((*crisis)->said.front().item.author.followers == 90000);
  CHECK(in_words(**crisis).find("schedule pause @all") != std::string::npos);
  CHECK_FALSE(look_for_crisis(desk).value().has_value());
  place.clock.advance(std::chrono::minutes(20));
  storm(place, 30, "encore");
  CHECK_FALSE(look_for_crisis(desk).value().has_value());
  CHECK(place.store->pauses().value().empty());
}

TEST_CASE("a quiet desk has no crisis, and no history is none either") {
  InboxPlace place;
  Desk desk = place.desk();
  CHECK_FALSE(look_for_crisis(desk).value().has_value());
  storm(place, 40, "first day");
  CHECK_FALSE(look_for_crisis(desk).value().has_value());
}

TEST_CASE("a crisis stops publishing where the settings say so") {
  InboxPlace place(Json{{"zone", "Europe/Paris"}, {"moderation", Json{{"pause_in_crisis", true}}}});
  Desk desk = place.desk();
  usual_days(place);
  storm(place, 40, "scandale");
  const auto crisis = look_for_crisis(desk);
  REQUIRE(crisis->has_value());
  CHECK((*crisis)->paused);
  CHECK(place.store->pauses().value().size() == 1);
}
