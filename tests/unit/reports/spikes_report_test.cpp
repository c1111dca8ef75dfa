// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// Somebody writes about every two hours, about this and that, from the middle of October on.
void add_usual(ReportInputs& inputs) {
  static const char* const texts[] = {"belle vitrine", "vous ouvrez dimanche", "merci pour le café", "jolie écharpe"};
  const auto begin = inputs.now.period.from - std::chrono::days(14);
  for (int i = 0; begin + std::chrono::minutes(117) * i < inputs.now.period.until; ++i) {
    const auto at = begin + std::chrono::minutes(117) * i;
    auto entry = said({.author = "p" + std::to_string(i % 40), .at = iso(at), .text = texts[i % 4], .on = "post" + std::to_string(i % 9), .language = "fr"});
    (at < inputs.now.period.from ? inputs.usual : inputs.now.items).push_back(std::move(entry));
  }
}

void sort(std::vector<InboxItem>& items) {
  std::stable_sort(items.begin(), items.end(), [](const InboxItem& a, const InboxItem& b) { return a.item.at < b.item.at; });
}

}  // namespace

TEST_CASE("report spikes finds a burst, when it began and ended, and names its theme, its author and its post") {
  auto inputs = november_in_paris();
  add_usual(inputs);
  for (int i = 0; i < 60; ++i) {
    inputs.now.items.push_back(said({.author = i % 3 == 0 ? "ranter" : "q" + std::to_string(i), .at = iso(instant("2026-11-12T14:00:00Z") + std::chrono::minutes(i)), .text = "scandale des frais de livraison", .sentiment = "negative", .on = "sale", .language = "fr"}));
  }
  sort(inputs.now.items);
  PostFigures sale;
  sale.post.text = "Soldes !";
  sale.delivery.receipt = Receipt{.remote_id = "sale"};
  inputs.now.posts.push_back(sale);
  const auto table = report_of("spikes", inputs);
  REQUIRE(table.rows.size() == 1);
  CHECK(value_at(table, 0, "from") == Json("2026-11-12T14:00:00Z"));
  CHECK(value_at(table, 0, "until") == Json("2026-11-12T15:00:00Z"));
  CHECK(value_at(table, 0, "mentions").integer_or(0) >= 60);
  CHECK(value_at(table, 0, "usual").number_or(99) < 5);
  CHECK(value_at(table, 0, "balance").number_or(0) < -90);
  CHECK(value_at(table, 0, "themes")[0].string_or().find("frais de livraison") != std::string::npos);
  CHECK(value_at(table, 0, "authors") == Json::strings({"ranter"}));
  CHECK(value_at(table, 0, "post") == Json("sale"));
  CHECK(value_at(table, 0, "post_text") == Json("Soldes !"));
  CHECK(value_at(table, 0, "few") == Json(false));
}

TEST_CASE("report spikes is silent where all is as usual, where nothing was said, and about spam") {
  auto inputs = november_in_paris();
  CHECK(report_of("spikes", inputs).rows.empty());
  add_usual(inputs);
  for (int i = 0; i < 60; ++i) inputs.now.items.push_back(said({.author = "bot", .at = "2026-11-12T14:00:00Z", .text = "montres", .labels = {"spam"}}));
  sort(inputs.now.items);
  const auto table = report_of("spikes", inputs);
  CHECK(table.rows.empty());
  CHECK(has_note(table, "nothing departs"));
}

TEST_CASE("report spikes tells one spike once, however it grows, and none from before the period") {
  auto inputs = november_in_paris();
  add_usual(inputs);
  const auto burst = [&](std::vector<InboxItem>& items, const char* at, int count) {
    for (int i = 0; i < count; ++i) items.push_back(said({.author = "q" + std::to_string(i), .at = iso(instant(at) + std::chrono::seconds(i)), .text = "scandale"}));
  };
  burst(inputs.usual, "2026-10-25T14:00:00Z", 30);
  burst(inputs.now.items, "2026-11-20T14:00:00Z", 30);
  burst(inputs.now.items, "2026-11-20T14:15:00Z", 90);
  burst(inputs.now.items, "2026-11-20T14:30:00Z", 200);
  sort(inputs.usual);
  sort(inputs.now.items);
  const auto table = report_of("spikes", inputs);
  REQUIRE(table.rows.size() == 1);
  CHECK(value_at(table, 0, "mentions").integer_or(0) >= 320);
}
