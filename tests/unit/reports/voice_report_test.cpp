// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("report voice shares out the mentions of all topics, ours and the competitors'") {
  auto inputs = november_in_paris();
  inputs.topics = {a_topic("us", "atelier NEAR/2 rose"), a_topic("rival", "\"maison bleue\"", true), a_topic("quiet", "zebra", true)};
  inputs.now.items = {said({.author = "a", .at = "2026-11-02T09:00:00Z", .text = "L’Atelier Rose est bien", .sentiment = "positive", .followers = 100}),
                      said({.author = "b", .at = "2026-11-02T10:00:00Z", .text = "atelier de la rose et maison bleue", .sentiment = "negative"}),
                      said({.author = "b", .at = "2026-11-02T11:00:00Z", .text = "MAISON BLEUE"}), said({.author = "c", .at = "2026-11-02T12:00:00Z", .text = "maison rose"})};
  inputs.now.items.push_back(said({.author = "d", .at = "2026-11-02T12:00:00Z", .text = "atelier rose", .labels = {"spam"}}));
  auto table = report_of("voice", inputs);
  REQUIRE(table.rows.size() == 3);
  CHECK(value_at(table, "us", "mentions") == Json(1));  // "atelier de la rose" is three words away
  CHECK(value_at(table, "rival", "mentions") == Json(2));
  CHECK(value_at(table, "us", "competitor") == Json(false));
  CHECK(value_at(table, "rival", "competitor") == Json(true));
}

TEST_CASE("report voice's shares add up to a hundred, and their change is in points") {
  auto inputs = november_in_paris();
  inputs.topics = {a_topic("us", "rose"), a_topic("rival", "bleue", true)};
  const auto item = [](const char* at, const char* text) { return said({.author = "a", .at = at, .text = text}); };
  inputs.now.items = {item("2026-11-02T09:00:00Z", "rose"), item("2026-11-02T09:00:00Z", "rose"), item("2026-11-02T09:00:00Z", "rose bleue")};
  inputs.before = PeriodInputs{.items = {item("2026-10-02T09:00:00Z", "bleue")}};
  auto table = report_of("voice", inputs);
  CHECK(value_at(table, "us", "share") == Json(75.0));
  CHECK(value_at(table, "rival", "share") == Json(25.0));
  CHECK(value_at(table, "us", "share_before") == Json(0.0));
  CHECK(value_at(table, "us", "share_change") == Json(75.0));
  CHECK(has_note(table, "1 mention stands in several topics"));
  inputs.before->items.clear();
  CHECK(value_at(report_of("voice", inputs), "us", "share_before").is_null());  // of nothing there is no share
  inputs.topics = {a_topic("us", "rose")};
  CHECK(has_note(report_of("voice", inputs), "no topic is a competitor"));
  inputs.topics.clear();
  CHECK(has_note(report_of("voice", inputs), "there are no topics yet"));
}
