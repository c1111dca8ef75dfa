// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <set>

#include "tests/support/listening.hpp"
#include "when/zone.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("report volume counts mentions, voices once each, and the reach of those that are known") {
  auto inputs = november_in_paris();
  inputs.by = "account";
  inputs.now.items = {said({.author = "zoe", .at = "2026-11-02T09:00:00Z", .text = "a", .followers = 10}),
                      said({.author = "zoe", .at = "2026-11-03T09:00:00Z", .text = "b", .followers = 30}),
                      said({.author = "max", .at = "2026-11-03T10:00:00Z", .text = "c", .followers = 0}),
                      said({.author = "ana", .at = "2026-11-03T11:00:00Z", .text = "d"}),
                      said({.author = "", .at = "2026-11-03T12:00:00Z", .text = "forgotten"}),
                      said({.author = "bot", .at = "2026-11-03T13:00:00Z", .text = "buy", .labels = {"spam"}})};
  const auto table = report_of("volume", inputs);
  REQUIRE(table.rows.size() == 2);
  CHECK(value_at(table, "@atelier", "mentions") == Json(5));
  CHECK(value_at(table, "@atelier", "voices") == Json(3));
  CHECK(value_at(table, "@atelier", "reach") == Json(30));  // zoe as last known, max none at all
  CHECK(value_at(table, "@atelier", "reach_unknown") == Json(1));
  CHECK(value_at(table, "@atelier", "spam") == Json(1));
  CHECK(value_at(table, "@atelier", "few") == Json(true));
  CHECK(value_at(table, "@atelier", "as_of") == Json("2026-11-03T12:00:00Z"));
  CHECK(value_at(table, "@blog", "mentions") == Json(0));
  CHECK(value_at(table, "@blog", "reach").is_null());
  CHECK(value_at(table, "@blog", "as_of").is_null());
  CHECK(has_note(table, "5 mentions by 3 different voices in all"));
}

TEST_CASE("report volume shows each day of the workspace's zone, also the silent ones, and ISO weeks") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "a", .at = "2026-10-31T23:30:00Z"}), said({.author = "a", .at = "2026-11-08T23:30:00Z"})};
  auto table = report_of("volume", inputs);
  REQUIRE(table.rows.size() == 30);
  CHECK(value_at(table, "2026-11-01", "mentions") == Json(1));
  CHECK(value_at(table, "2026-11-02", "mentions") == Json(0));
  CHECK(value_at(table, "2026-11-09", "mentions") == Json(1));
  CHECK(has_note(table, "█▁"));
  inputs.by = "week";
  table = report_of("volume", inputs);
  CHECK(value_at(table, "2026-W44", "mentions") == Json(1));
  CHECK(value_at(table, "2026-W46", "mentions") == Json(1));
}

TEST_CASE("report volume compares by the place in time, and by name") {
  auto inputs = november_in_paris();
  inputs.before = PeriodInputs{.period = {.from = instant("2026-09-30T22:00:00Z"), .until = instant("2026-10-31T23:00:00Z")}};
  for (int i = 0; i < 4; ++i) inputs.before->items.push_back(said({.author = "a", .at = "2026-10-01T09:00:00Z"}));
  inputs.now.items = {said({.author = "a", .at = "2026-11-01T09:00:00Z"}), said({.author = "b", .at = "2026-11-01T09:00:00Z"})};
  auto table = report_of("volume", inputs);
  CHECK(value_at(table, "2026-11-01", "mentions_before") == Json(4));
  CHECK(value_at(table, "2026-11-01", "mentions_change") == Json(-50.0));
  CHECK(value_at(table, "2026-11-02", "mentions_change").is_null());  // there was nothing
  inputs.by = "topic";
  CHECK(has_note(report_of("volume", inputs), "there are no topics yet"));
}

TEST_CASE("report volume's numbers are those of a plain recount") {
  auto inputs = november_in_paris();
  std::map<std::string, std::string> sounds;
  inputs.now.items = random_items(inputs.now.period, sounds, 3, 800);
  const auto table = report_of("volume", inputs);
  std::map<std::string, std::int64_t> mentions;
  std::map<std::string, std::map<std::string, std::optional<std::int64_t>>> voices;
  for (const auto& entry : inputs.now.items) {
    if (entry.item.kind == ItemKind::report || entry.handling.labels.contains("spam")) continue;
    // Paris is an hour ahead of UTC in all of November.
    const auto day = iso(entry.item.at + std::chrono::hours(1)).substr(0, 10);
    ++mentions[day];
    if (entry.item.author.remote_id.empty()) continue;
    auto& known = voices[day][entry.item.author.remote_id];
    if (entry.item.author.followers) known = entry.item.author.followers;
  }
  CHECK(mentions.size() == 30);
  for (const auto& [day, count] : mentions) {
    CAPTURE(day);
    CHECK(value_at(table, day, "mentions") == Json(count));
    CHECK(value_at(table, day, "voices") == Json(static_cast<std::int64_t>(voices[day].size())));
    std::optional<std::int64_t> reach;
    std::int64_t unknown = 0;
    for (const auto& [author, followers] : voices[day]) {
      if (followers) reach = reach.value_or(0) + *followers;
      else ++unknown;
    }
    CHECK(value_at(table, day, "reach") == Json(reach));
    CHECK(value_at(table, day, "reach_unknown") == Json(unknown));
  }
}
