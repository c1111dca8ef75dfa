// SPDX-License-Identifier: MIT
#include "book/month.hpp"

#include <doctest/doctest.h>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// A day of an account's metric.
AccountFigures on_days(const std::string& metric, const std::vector<std::pair<std::int32_t, std::int64_t>>& days, std::optional<std::int64_t> before = {}) {
  AccountFigures figures{.account = "atelier", .platform = "mastodon", .metric = metric, .before = {.value = before}};
  for (const auto& [day, value] : days) figures.days.push_back({.day = day, .own = value, .as_of = instant("2026-11-28T10:00:00Z")});
  return figures;
}

PostFigures post(const std::string& text, std::int64_t likes) {
  PostFigures one{.post = {.text = text}, .delivery = {.account = "atelier", .platform = "mastodon"}};
  one.delivery.receipt = Receipt{.remote_id = text, .at = instant("2026-11-12T09:00:00Z")};
  one.figures["likes"] = {.value = likes, .as_of = instant("2026-11-28T10:00:00Z")};
  return one;
}

BookInputs november() {
  BookInputs inputs{.figures = november_in_paris(), .month = std::chrono::year(2026) / 11};
  inputs.figures.before = PeriodInputs{.period = {.from = instant("2026-09-30T22:00:00Z"), .until = instant("2026-10-31T23:00:00Z")}};
  return inputs;
}

std::string told(BookInputs& inputs) {
  std::string all;
  const auto sentences = month_sentences(inputs, month_figures(inputs.figures)).value();
  for (const auto& sentence : sentences) all += sentence + "\n";
  return all;
}

}  // namespace

TEST_CASE("the month is told by what rose, what fell, the best post, what people said and what is next") {
  BookInputs inputs = november();
  inputs.figures.now.accounts = {on_days("views", {{20770, 100}, {20771, 140}}), on_days("followers", {{20785, 110}}, 100)};
  inputs.figures.before->accounts = {on_days("views", {{20740, 150}, {20741, 150}}), on_days("followers", {{20750, 100}}, 90)};
  for (const auto& [text, likes] : {std::pair("Ouverture dimanche", 40), {"a", 10}, {"b", 10}, {"c", 10}}) inputs.figures.now.posts.push_back(post(text, likes));
  inputs.figures.now.items = {said({.author = "zoe", .at = "2026-11-10T10:00:00Z", .text = "la livraison est en retard"}), said({.author = "max", .at = "2026-11-11T10:00:00Z", .text = "livraison en retard encore"})};
  const std::string text = told(inputs);
  CAPTURE(text);
  CHECK(text.find("4 posts went out in November 2026, and your accounts were seen 240 times, 60 fewer than the month before.") != std::string::npos);
  CHECK(text.find("What rose most: followers, from 100 to 110 (+10%).") != std::string::npos);
  CHECK(text.find("What fell most: views, from 300 to 240 (-20%).") != std::string::npos);
  CHECK(text.find("“Ouverture dimanche” (@atelier, 12 November), 40 reactions, 4 times as many as an ordinary one.") != std::string::npos);
  CHECK(text.find("2 people wrote 2 messages, most of all about ") != std::string::npos);
  CHECK(text.find("Nothing is scheduled for next month yet.") != std::string::npos);
}

TEST_CASE("of what is not known nothing is said, and a first month is compared with nothing") {
  BookInputs inputs = november();
  const std::string text = told(inputs);
  CAPTURE(text);
  CHECK(text.find("No post went out in November 2026.") != std::string::npos);
  CHECK(text.find("There is no month before to compare with yet.") != std::string::npos);
  CHECK(text.find("Nobody wrote to you.") != std::string::npos);
  CHECK(text.find('%') == std::string::npos);
}

TEST_CASE("a rise of few is not called one") {
  BookInputs inputs = november();
  inputs.figures.now.accounts = {on_days("followers", {{20785, 6}}, 3)};
  inputs.figures.before->accounts = {on_days("followers", {{20750, 3}}, 2)};
  CHECK(told(inputs).find("What rose") == std::string::npos);
}

TEST_CASE("a month that was hardly read is not compared with: a rise would only tell that reading began") {
  BookInputs inputs = november();
  inputs.figures.now.accounts = {on_days("views", {{20770, 100}, {20771, 140}, {20772, 10}, {20773, 10}})};
  inputs.figures.before->accounts = {on_days("views", {{20760, 20}})};
  CHECK(told(inputs).find("your accounts were seen 260 times.") != std::string::npos);
  CHECK_FALSE(month_figures(inputs.figures).views.before.has_value());
}
