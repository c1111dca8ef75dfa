// SPDX-License-Identifier: MIT
#include "classifier/score.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/unit/classifier/trained.hpp"

using namespace cmtool;
using namespace cmtool::classifier;
using namespace cmtool::classifier::test;

namespace {

const Model& model() {
  static const Model it = trained(spam_and_ok(40), spam_recipe()).model;
  return it;
}

std::string words_of(std::string_view message, const Explanation& explained) {
  std::string all;
  for (const auto& [begin, end, weight] : explained.reasons) all += (all.empty() ? "" : "|") + std::string(message.substr(begin, end - begin));
  return all;
}

}  // namespace

TEST_CASE("probabilities add up to one, whatever the bytes") {
  Scorer scorer(model());
  for (const std::string& message : {std::string(), std::string("Win!"), std::string("\0\xff", 2), std::string(200'000, 'x'), std::string(100'000, '!'), std::string("日本語 العربية")}) {
    const auto score = scorer.score(message);
    CHECK(score.probabilities[0] + score.probabilities[1] == doctest::Approx(1));
    CHECK(std::isfinite(score.probability()));
    CHECK(score.label < 2);
    CHECK(score.probability() == score.probabilities[score.label]);
  }
}

TEST_CASE("the reasons are the words that led to the label, the strongest first") {
  Scorer scorer(model());
  const std::string_view message = "Dear friends, click http://prize900.example to win";
  const auto explained = scorer.explain(message);
  REQUIRE(explained.score.label == 1);
  REQUIRE_FALSE(explained.reasons.empty());
  const auto words = words_of(message, explained);
  CHECK(words.find("click") != std::string::npos);
  CHECK(words.find("http://prize900.example") != std::string::npos);
  for (std::size_t i = 1; i < explained.reasons.size(); ++i) CHECK(explained.reasons[i - 1].weight >= explained.reasons[i].weight);
  for (const auto& reason : explained.reasons) CHECK(reason.weight > 0);
}

TEST_CASE("for a harmless message the reasons are what makes it harmless") {
  Scorer scorer(model());
  const std::string_view message = "what a lovely garden, click";
  const auto explained = scorer.explain(message);
  REQUIRE(explained.score.label == 0);
  const auto words = words_of(message, explained);
  CHECK(words.find("lovely") != std::string::npos);
  CHECK(words.find("click") == std::string::npos);
}

TEST_CASE("no more reasons than were asked for, and none of them overlap") {
  Scorer scorer(model());
  const std::string message = "win now click http://prize1.example w i n n o w euros euros!!! http://prize2.example";
  for (std::size_t most = 0; most < 8; ++most) {
    const auto explained = scorer.explain(message, most);
    CHECK(explained.reasons.size() <= most);
    for (const auto& a : explained.reasons) {
      CHECK(a.end <= message.size());
      for (const auto& b : explained.reasons) CHECK((a.begin == b.begin || a.end <= b.begin || b.end <= a.begin));
    }
  }
}

TEST_CASE("explaining says what scoring says") {
  Scorer scorer(model());
  for (const char* message : {"", "win", "lovely", "http://prize.example", "c l i c k", "é"}) {
    const auto score = scorer.score(message);
    const auto explained = scorer.explain(message);
    CHECK(explained.score.label == score.label);
    CHECK(explained.score.probabilities[1] == score.probabilities[1]);
  }
}

TEST_CASE("a scorer has no memory of the message before") {
  Scorer used(model()), fresh(model());
  (void)used.explain("Win 500 euros now, click http://prize500.example !!!");
  (void)used.score(std::string(50'000, 'w'));
  CHECK(used.score("a lovely museum").probabilities[1] == fresh.score("a lovely museum").probabilities[1]);
}

TEST_CASE("weights of a billion and scales of nought still make probabilities") {
  auto extreme = model();
  for (auto& code : extreme.rows[0].codes) code = 127;
  for (const float largest : {0.0F, 9e8F}) {
    for (const float slope : {-9e8F, 0.0F, 9e8F}) {
      extreme.rows[0].largest = largest;
      extreme.rows[0].slope = slope;
      Scorer scorer(extreme);
      const auto score = scorer.explain("anything at all").score;
      CHECK(score.probabilities[1] >= 0);
      CHECK(score.probabilities[1] <= 1);
    }
  }
}
