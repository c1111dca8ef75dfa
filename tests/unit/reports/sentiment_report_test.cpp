// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("report sentiment takes what a person said before what the classifier finds, and does not guess for the rest") {
  auto inputs = november_in_paris();
  inputs.by = "account";
  inputs.now.items = {said({.author = "a", .at = "2026-11-02T09:00:00Z", .text = "hm", .sentiment = "negative"}), said({.author = "b", .at = "2026-11-02T09:01:00Z", .text = "bien"}),
                      said({.author = "c", .at = "2026-11-02T09:02:00Z", .text = "bien"}), said({.author = "d", .at = "2026-11-02T09:03:00Z", .text = "?"}),
                      said({.author = "e", .at = "2026-11-02T09:04:00Z", .text = "buy", .sentiment = "positive", .labels = {"spam"}})};
  for (const auto i : {0, 1, 2}) inputs.sounds[inputs.now.items[static_cast<std::size_t>(i)].item.id] = "positive";
  const auto table = report_of("sentiment", inputs);
  CHECK(value_at(table, "@atelier", "mentions") == Json(4));
  CHECK(value_at(table, "@atelier", "positive") == Json(2));
  CHECK(value_at(table, "@atelier", "negative") == Json(1));
  CHECK(value_at(table, "@atelier", "unjudged") == Json(1));
  CHECK(value_at(table, "@atelier", "by_hand") == Json(1));
  CHECK(value_at(table, "@atelier", "balance").number_or(0) == doctest::Approx(100.0 / 3));
  CHECK(value_at(table, "@blog", "balance").is_null());
  CHECK(value_at(table, "@atelier", "few") == Json(true));
}

TEST_CASE("report sentiment's change is in points, and only between two balances that are known") {
  auto inputs = november_in_paris();
  inputs.by = "topic";
  inputs.topics = {a_topic("rose", "rose"), a_topic("bleue", "bleue")};
  inputs.now.items = {said({.author = "a", .at = "2026-11-02T09:00:00Z", .text = "la rose", .sentiment = "positive"}), said({.author = "a", .at = "2026-11-02T09:00:00Z", .text = "la bleue", .sentiment = "positive"})};
  inputs.before = PeriodInputs{.period = {.from = instant("2026-09-30T22:00:00Z"), .until = instant("2026-10-31T23:00:00Z")}};
  inputs.before->items = {said({.author = "a", .at = "2026-10-02T09:00:00Z", .text = "Rose !", .sentiment = "negative"}), said({.author = "a", .at = "2026-10-02T09:00:00Z", .text = "rose", .sentiment = "neutral"})};
  const auto table = report_of("sentiment", inputs);
  CHECK(value_at(table, "rose", "balance_before") == Json(-50.0));
  CHECK(value_at(table, "rose", "balance_change") == Json(150.0));
  CHECK(value_at(table, "bleue", "balance_change").is_null());
}

TEST_CASE("report sentiment's numbers are those of a plain recount, in each way of grouping") {
  auto inputs = november_in_paris();
  inputs.now.items = random_items(inputs.now.period, inputs.sounds, 5, 900);
  for (const std::string by : {"day", "week", "month", "account"}) {
    inputs.by = by;
    const auto table = report_of("sentiment", inputs);
    std::map<std::string, std::int64_t> counts{{"positive", 0}, {"negative", 0}, {"neutral", 0}, {"unjudged", 0}}, found = counts;
    for (const auto& entry : inputs.now.items) {
      if (entry.item.kind == ItemKind::report || entry.handling.labels.contains("spam")) continue;
      const auto& hand = entry.handling.sentiment;
      const auto machine = inputs.sounds.find(entry.item.id);
      ++counts[!hand.empty() ? hand : machine != inputs.sounds.end() ? machine->second : "unjudged"];
    }
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      for (auto& [key, sum] : found) sum += value_at(table, row, key).integer_or(0);
    }
    CAPTURE(by);
    CHECK(found == counts);
    CHECK(counts["unjudged"] > 0);
  }
}
