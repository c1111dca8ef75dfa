// SPDX-License-Identifier: MIT
#include "moderate/classifiers.hpp"

#include <doctest/doctest.h>

#include <array>

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
  REQUIRE(trained->size() == 1);
  CHECK(trained->front().file == "spam");
  CHECK(trained->front().kept);
  CHECK(trained->front().trained.counts == std::vector<std::size_t>{28, 40});  // the same question on the same day is one example
  CHECK(trained->front().trained.confusion.f1(1) > 0.9);
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
  CHECK_FALSE(Classifiers::of(desk)->find("spam", "fr")->own);
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

TEST_CASE("before anything is learnt, what comes with cmtool judges a text by its language") {
  InboxPlace place;
  Desk desk = place.desk();
  auto classifiers = Classifiers::of(desk);
  REQUIRE(classifiers.ok());
  CHECK(classifiers->names() == std::vector<std::string>{"sentiment", "spam", "toxic"});
  CHECK(classifiers->names_of_scores() == std::vector<std::string>{"spam", "toxic"});
  CHECK(classifiers->find("toxic", "fr")->file == "toxic-fr");
  CHECK(classifiers->find("toxic", "en")->file == "toxic-en");
  CHECK(classifiers->find("toxic", "de") == nullptr);
  CHECK(classifiers->find("spam", "de")->file == "spam");
  CHECK(classifiers->find("spam", "de")->version.size() == 8);
  CHECK(classifiers->score("toxic", "tu es vraiment une grosse connasse")->probability > classifiers->score("toxic", "merci pour votre accueil au jardin")->probability + 0.3);
  CHECK(classifiers->score("toxic", "you are such a stupid bitch")->probability > classifiers->score("toxic", "thank you for the lovely garden")->probability + 0.3);
  CHECK_FALSE(classifiers->score("toxic", "das ist ein Garten", "de").has_value());
  CHECK(classifiers->score("spam", "Subscribe to my channel!!! http://www.win-money.example check it out")->label == "spam");
}

TEST_CASE("how a text sounds is found with the words that led to it, in French and in English") {
  InboxPlace place;
  Desk desk = place.desk();
  auto classifiers = Classifiers::of(desk);
  REQUIRE(classifiers.ok());
  for (const auto& [text, label, word] : {std::array{"Merci beaucoup, c’était une visite magnifique !", "positive", "magnifique"}, std::array{"C’est horrible, quelle honte, je suis très déçu", "negative", "horrible"},
                                          std::array{"This is wonderful, I love it, thank you!", "positive", "wonderful"}, std::array{"The worst service ever, it was terrible and rude", "negative", "terrible"}}) {
    CAPTURE(text);
    const auto found = classifiers->sentiment(text);
    REQUIRE(found.has_value());
    CHECK(found->label == label);
    CHECK(found->probability > 0.5);
    CHECK(found->because.find(word) != std::string::npos);
  }
  CHECK(classifiers->sentiment("The museum opens at ten on Tuesday")->label == "neutral");
  CHECK_FALSE(classifiers->sentiment("x", "de").has_value());
  CHECK(classifiers->language_of("nul !!!") == "fr");  // no small word tells, but who has the word in his list
  CHECK(classifiers->language_of("awful !!!") == "en");
  CHECK(classifiers->language_of("awful !!!", "fr-CA") == "fr");
  CHECK(classifiers->language_of("nul", "und") == "fr");
  CHECK(classifiers->language_of("…") == "en");
  CHECK(classifiers->sentiment("nul !!!")->label == "negative");
  for (const std::string& hostile : {std::string(), std::string("\0\xff\xfe", 3), std::string(1 << 20, '!'), std::string(1 << 20, '\xcc')}) CHECK(classifiers->sentiment(hostile, "fr").has_value());
}

TEST_CASE("a rule on sentiment goes by what a person said, and where nobody did by what the classifier finds") {
  InboxPlace place;
  Desk desk = place.desk();
  REQUIRE(add_rule(desk, "angry", *parse_json(R"({"when": {"sentiment": "negative"}, "then": [{"label": "complaint"}]})"), false).ok());
  const auto ids = place.file("a", {"This is the worst, terrible, I hate it", "I hate how much I love this terrible, awful band", "Thank you, wonderful!", "Thank you so much, wonderful as ever"});
  REQUIRE(handle(desk, {ids[1]}, {.what = "label", .sentiment = "positive"}, {.who = "lea"}).front().ok());
  REQUIRE(handle(desk, {ids[3]}, {.what = "label", .sentiment = "negative"}, {.who = "lea"}).front().ok());
  const auto set = RuleSet::of(desk);
  REQUIRE(set.ok());
  REQUIRE(apply_rules(desk, **set, {}).ok());
  CHECK(place.at(ids[0]).handling.labels.contains("complaint"));
  CHECK_FALSE(place.at(ids[1]).handling.labels.contains("complaint"));
  CHECK_FALSE(place.at(ids[2]).handling.labels.contains("complaint"));
  CHECK(place.at(ids[3]).handling.labels.contains("complaint"));
  auto classifiers = Classifiers::of(desk);
  CHECK(classifiers->sentiment(place.at(ids[3]))->label == "negative");
  CHECK(classifiers->sentiment(place.at(ids[0]))->probability < 1);
}

TEST_CASE("sentiment is learnt from corrections, in the language in which they were made") {
  InboxPlace place;
  Desk desk = place.desk();
  const std::string strange = "Quel carnage ce concert, ça envoie";  // here, that is praise
  REQUIRE(Classifiers::of(desk)->sentiment(strange)->label != "positive");
  std::vector<std::string> good, bad, neither;
  for (int i = 0; i < 40; ++i) {
    const auto number = std::to_string(i);
    good.push_back("Quel carnage le spectacle " + number + ", ça envoie");
    bad.push_back("Encore une attente de " + number + " minutes à la caisse, c’est nul");
    neither.push_back("Est-ce que la salle ouvre à " + number + " heures ?");
  }
  for (const auto& [sentiment, texts] : {std::pair{"positive", good}, {"negative", bad}, {"neutral", neither}}) {
    for (const auto& done : handle(desk, place.file("a", texts), {.what = "label", .sentiment = sentiment}, {.who = "lea"})) REQUIRE(done.ok());
  }
  const auto learnt = learn(desk, "sentiment", false);
  REQUIRE_MESSAGE(learnt.ok(), learnt.error().message);
  REQUIRE(learnt->size() == 1);
  CHECK(learnt->front().file == "sentiment-fr");
  CHECK(learnt->front().kept);
  REQUIRE(learnt->front().shipped.has_value());
  CHECK(learnt->front().trained.confusion.macro_f1() > learnt->front().shipped->macro_f1());
  auto classifiers = Classifiers::of(desk);
  CHECK(classifiers->sentiment(strange)->label == "positive");
  CHECK(classifiers->find("sentiment", "fr")->own);
  CHECK_FALSE(classifiers->find("sentiment", "en")->own);
}

TEST_CASE("with few labels, what comes with cmtool stays in use where it judges better") {
  InboxPlace place;
  Desk desk = place.desk();
  std::vector<std::string> toxic, fine;  // nothing that these share can be learnt, but all is known already
  for (const char* word : {"connard", "salope", "enculé", "pute", "abruti", "bâtard", "pétasse", "bouffon", "trouduc", "crevard", "ordure", "débile"}) toxic.push_back(std::string("espèce de ") + word + " va");
  for (const char* word : {"musicien", "boulangerie", "jardinier", "lecture", "facteur", "poésie", "chanteuse", "gardien", "voisine", "marin", "fleur", "peintre"}) fine.push_back(std::string("espèce de ") + word + " va");
  for (const auto& done : handle(desk, place.file("a", toxic), {.what = "label", .state = ItemState::done, .add_labels = {"toxic"}}, {.who = "lea"})) REQUIRE(done.ok());
  for (const auto& done : handle(desk, place.file("a", fine), {.what = "done", .state = ItemState::done}, {.who = "lea"})) REQUIRE(done.ok());
  const auto learnt = learn(desk, "toxic", false);
  REQUIRE_MESSAGE(learnt.ok(), learnt.error().message);
  REQUIRE(learnt->size() == 1);
  REQUIRE(learnt->front().shipped.has_value());
  const bool better = learnt->front().trained.confusion.f1(1) >= learnt->front().shipped->f1(1);
  CHECK(learnt->front().kept == better);
  CHECK(Classifiers::of(desk)->find("toxic", "fr")->own == better);
}
