// SPDX-License-Identifier: MIT
#include "moderate/classifiers.hpp"

#include <doctest/doctest.h>

#include "moderate/apply.hpp"
#include "moderate/handle.hpp"
#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// Messages that a moderator has labelled, or been done with.
void teach(InboxPlace& place, int each) {
  Desk desk = place.desk();
  std::vector<std::string> spam, fine;
  for (int i = 0; i < each; ++i) {
    spam.push_back("Gagnez " + std::to_string(100 + i) + " euros par jour, cliquez sur http://casino" + std::to_string(i) + ".example !!!");
    fine.push_back("Bonjour, à quelle heure ouvrez-vous le " + std::to_string(i % 28 + 1) + " pour la visite du jardin ?");
  }
  const auto bad = place.file("a", spam), good = place.file("a", fine);
  for (const auto& done : handle(desk, bad, {.what = "label", .state = ItemState::done, .add_labels = {"spam"}}, {.who = "lea"})) REQUIRE(done.ok());
  for (const auto& done : handle(desk, good, {.what = "done", .state = ItemState::done}, {.who = "lea"})) REQUIRE(done.ok());
}

}  // namespace

TEST_CASE("a classifier learns from what was decided, tells new texts apart, and says why") {
  InboxPlace place;
  teach(place, 40);
  Desk desk = place.desk();
  const auto trained = learn(desk, "spam", false);
  REQUIRE_MESSAGE(trained.ok(), trained.error().message);
  CHECK(trained->counts == std::vector<std::size_t>{28, 40});  // the same question on the same day is one example
  CHECK(trained->confusion.f1(1) > 0.9);
  auto classifiers = Classifiers::of(desk);
  REQUIRE(classifiers.ok());
  const auto bad = classifiers->score("spam", "Gagnez 950 euros par jour, cliquez http://casino77.example");
  const auto good = classifiers->score("spam", "À quelle heure ouvrez-vous dimanche pour la visite ?");
  REQUIRE(bad.has_value());
  CHECK(bad->probability > 0.8);
  CHECK(bad->because.find("Gagnez") != std::string::npos);
  CHECK(good->probability < 0.2);
  CHECK_FALSE(classifiers->score("none", "x").has_value());
}

TEST_CASE("a rule acts on a score, and only where it says so") {
  InboxPlace place;
  teach(place, 40);
  Desk desk = place.desk();
  REQUIRE(learn(desk, "spam", false).ok());
  REQUIRE(add_rule(desk, "spam", *parse_json(R"({"when": {"score": {"model": "spam", "at_least": 0.8}}, "then": [{"label": "spam"}]})"), false).ok());
  const auto ids = place.file("b", {"Gagnez 950 euros par jour, cliquez http://casino77.example", "À quelle heure ouvrez-vous dimanche ?"});
  const auto set = RuleSet::of(desk);
  REQUIRE(set.ok());
  REQUIRE(apply_rules(desk, **set, {}).ok());
  CHECK(place.at(ids[0]).handling.labels.contains("spam"));
  CHECK(place.at(ids[1]).handling.labels.empty());
}

TEST_CASE("too few examples are refused and nothing is kept; a rehearsal keeps nothing either") {
  InboxPlace place;
  teach(place, 5);
  Desk desk = place.desk();
  const auto few = learn(desk, "spam", false);
  REQUIRE_FALSE(few.ok());
  CHECK(few.error().fault == Fault::refused);
  teach(place, 30);
  REQUIRE(learn(desk, "spam", true).ok());
  CHECK(Classifiers::of(desk)->names().empty());
  CHECK(place.store->check()->empty());
}

TEST_CASE("a damaged model is named and never scored with") {
  InboxPlace place;
  teach(place, 40);
  Desk desk = place.desk();
  REQUIRE(learn(desk, "spam", false).ok());
  std::string bytes = place.folder.text("w/model/spam.model");
  bytes[bytes.size() / 2] ^= 1;
  place.folder.put("w/model/spam.model", bytes);
  const auto damaged = Classifiers::of(desk);
  REQUIRE_FALSE(damaged.ok());
  CHECK(damaged.error().fault == Fault::state);
  CHECK(damaged.error().where.find("spam.model") != std::string::npos);
}
