// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

std::vector<InboxItem> people_say(const char* day, const char* text, int count, const std::string& sentiment = {}) {
  std::vector<InboxItem> items;
  for (int i = 0; i < count; ++i) items.push_back(said({.author = "p" + std::to_string(i), .at = day, .text = text, .sentiment = sentiment, .language = "fr"}));
  return items;
}

void add(std::vector<InboxItem>& to, std::vector<InboxItem> more) {
  for (auto& item : more) to.push_back(std::move(item));
}

}  // namespace

TEST_CASE("report themes tells what is new, rises, stays and falls, against the fortnight before or --compare's period") {
  auto inputs = november_in_paris();
  add(inputs.now.items, people_say("2026-11-03T09:00:00Z", "frais de livraison", 20, "negative"));
  add(inputs.now.items, people_say("2026-11-03T10:00:00Z", "belle vitrine", 20));
  add(inputs.now.items, people_say("2026-11-03T11:00:00Z", "vieille rumeur", 2));
  add(inputs.usual, people_say("2026-10-25T10:00:00Z", "belle vitrine", 20));
  add(inputs.usual, people_say("2026-10-25T10:00:00Z", "vieille rumeur", 20));
  auto table = report_of("themes", inputs);
  CHECK(value_at(table, 0, "theme") == Json("frais de livraison"));
  CHECK(value_at(table, 0, "trend") == Json("new"));
  CHECK(value_at(table, 0, "mentions") == Json(20));
  CHECK(value_at(table, 0, "balance") == Json(-100.0));
  CHECK(value_at(table, 0, "example_text") == Json("frais de livraison"));
  CHECK(value_at(table, 0, "share_change").is_null());
  CHECK(value_at(table, "belle vitrine", "trend") == Json("steady"));
  CHECK(value_at(table, "vieille rumeur", "trend") == Json("falling"));
  CHECK(value_at(table, "vieille rumeur", "few") == Json(true));
  CHECK(value_at(table, "belle vitrine", "share").number_or(0) == doctest::Approx(100.0 * 20 / 42));

  inputs.before = PeriodInputs{};
  add(inputs.before->items, people_say("2026-10-03T09:00:00Z", "frais de livraison", 2));
  add(inputs.before->items, people_say("2026-10-03T09:00:00Z", "autre sujet", 40));
  table = report_of("themes", inputs);
  CHECK(value_at(table, "frais de livraison", "trend") == Json("rising"));
}

TEST_CASE("report themes tells no trend where there is nothing before, and hears no spam") {
  auto inputs = november_in_paris();
  add(inputs.now.items, people_say("2026-11-03T09:00:00Z", "belle vitrine", 5));
  add(inputs.now.items, people_say("2026-11-03T09:00:00Z", "montres suisses", 50));
  for (std::size_t i = 5; i < inputs.now.items.size(); ++i) inputs.now.items[i].handling.acts.insert("spam");
  const auto table = report_of("themes", inputs);
  REQUIRE(table.rows.size() == 1);
  CHECK(value_at(table, 0, "theme") == Json("belle vitrine"));
  CHECK(value_at(table, 0, "trend").is_null());
  CHECK(value_at(table, 0, "balance").is_null());
  CHECK(has_note(table, "no trend can be told"));
}
