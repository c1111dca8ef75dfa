// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("report people ranks by reach, and whose reach is not known comes last") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "few", .at = "2026-11-02T09:00:00Z", .followers = 5}), said({.author = "big", .at = "2026-11-03T09:00:00Z", .sentiment = "positive", .followers = 5000}),
                      said({.author = "who", .at = "2026-11-03T10:00:00Z"}), said({.author = "who", .at = "2026-11-04T10:00:00Z", .account = "blog"}), said({.author = "none", .at = "2026-11-04T11:00:00Z", .followers = 0})};
  auto table = report_of("people", inputs);
  REQUIRE(table.rows.size() == 4);
  CHECK(value_at(table, 0, "name") == Json("big"));
  CHECK(value_at(table, 0, "balance") == Json(100.0));
  CHECK(value_at(table, 1, "name") == Json("few"));
  CHECK(value_at(table, 2, "reach") == Json(0));
  CHECK(value_at(table, 3, "name") == Json("who"));
  CHECK(value_at(table, 3, "reach").is_null());
  CHECK(value_at(table, 3, "items") == Json(2));
  CHECK(value_at(table, 3, "accounts") == Json::strings({"@atelier", "@blog"}));
  CHECK(value_at(table, 3, "last") == Json("2026-11-04T10:00:00Z"));
  inputs.sort = "items";
  inputs.top = 1;
  table = report_of("people", inputs);
  REQUIRE(table.rows.size() == 1);
  CHECK(value_at(table, 0, "name") == Json("who"));
  CHECK(has_note(table, "1 of 4 people"));
}

TEST_CASE("report people never shows somebody who was forgotten, and says how many items that leaves out") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "", .at = "2026-11-02T09:00:00Z", .followers = 900}), said({.author = "zoe", .at = "2026-11-02T09:00:00Z"}), said({.author = "gone", .at = "2026-11-03T09:00:00Z"})};
  inputs.now.items[2].item.author = {.remote_id = "forgotten"};  // what erasing leaves
  const auto table = report_of("people", inputs);
  CHECK(table.rows.size() == 1);
  CHECK(has_note(table, "2 items whose author is not known or was forgotten"));
}

TEST_CASE("report people knows one person under several names, and who is new") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "zoe@a", .at = "2026-11-02T09:00:00Z", .followers = 10}), said({.author = "zoe@b", .at = "2026-11-05T09:00:00Z", .followers = 20}), said({.author = "max", .at = "2026-11-05T09:00:00Z"})};
  inputs.same_person["zoe@b"] = "zoe@a";
  inputs.people["zoe@b"] = {.items = 3, .first = instant("2025-01-01T00:00:00Z")};
  inputs.people["max"] = {.items = 1, .first = instant("2026-11-05T09:00:00Z")};
  const auto table = report_of("people", inputs);
  REQUIRE(table.rows.size() == 2);
  CHECK(value_at(table, 0, "id") == Json("zoe@a"));
  CHECK(value_at(table, 0, "name") == Json("zoe@b"));  // as the newest item has it
  CHECK(value_at(table, 0, "reach") == Json(30));
  CHECK(value_at(table, 0, "newcomer") == Json(false));
  CHECK(value_at(table, "max", "newcomer") == Json(true));
}

TEST_CASE("report people counts what came before under a name that the person no longer uses") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "zoe@b", .at = "2026-11-05T09:00:00Z"}), said({.author = "max", .at = "2026-11-06T09:00:00Z"})};
  inputs.before.emplace();
  inputs.before->items = {said({.author = "zoe@a", .at = "2026-10-05T09:00:00Z"}), said({.author = "zoe@a", .at = "2026-10-06T09:00:00Z"})};
  inputs.same_person["zoe@a"] = "zoe@b";
  inputs.people["zoe@a"] = {.items = 2, .first = instant("2026-10-05T09:00:00Z")};
  inputs.people["zoe@b"] = {.items = 1, .first = instant("2026-11-05T09:00:00Z")};
  const auto table = report_of("people", inputs);
  REQUIRE(table.rows.size() == 2);
  CHECK(value_at(table, "zoe@b", "newcomer") == Json(false));
  CHECK(value_at(table, "zoe@b", "items_before") == Json(2));
  CHECK(value_at(table, "max", "newcomer") == Json(true));
}

TEST_CASE("report people's numbers are those of a plain recount") {
  auto inputs = november_in_paris();
  inputs.now.items = random_items(inputs.now.period, inputs.sounds, 11, 700);
  inputs.top = 1000;
  const auto table = report_of("people", inputs);
  std::map<std::string, std::int64_t> items;
  std::map<std::string, std::int64_t> negative;
  for (const auto& entry : inputs.now.items) {
    const auto& who = entry.item.author.remote_id;
    if (entry.item.kind == ItemKind::report || entry.handling.labels.contains("spam") || who.empty()) continue;
    ++items[who];
    const auto machine = inputs.sounds.find(entry.item.id);
    const auto sound = !entry.handling.sentiment.empty() ? entry.handling.sentiment : machine == inputs.sounds.end() ? "" : machine->second;
    negative[who] += sound == "negative" ? 1 : 0;
  }
  CHECK(table.rows.size() == items.size());
  for (const auto& [who, count] : items) {
    CHECK(value_at(table, who, "items") == Json(count));
    CHECK(value_at(table, who, "negative") == Json(negative[who]));
  }
}
