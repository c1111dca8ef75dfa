// SPDX-License-Identifier: MIT
#include "classifier/train.hpp"

#include <algorithm>
#include <random>

#include "classifier/score.hpp"
#include "tests/unit/classifier/trained.hpp"

using namespace cmtool;
using namespace cmtool::classifier;
using namespace cmtool::classifier::test;

TEST_CASE("what tells two kinds apart is learnt, and measured on what was left out") {
  const auto it = trained(spam_and_ok(40), spam_recipe());
  CHECK(it.counts == std::vector<std::size_t>{40, 40});
  CHECK(it.confusion.f1(1) > 0.95);
  CHECK(it.areas.at(0) > 0.99);
  CHECK(it.model.examples == 80);
  CHECK(it.model.f1 == doctest::Approx(it.confusion.f1(1)));
  Scorer scorer(it.model);
  CHECK(scorer.score("click http://prize7.example and win").probabilities[1] > 0.8);
  CHECK(scorer.score("a lovely bakery, we will come again").probabilities[1] < 0.2);
}

TEST_CASE("labels that chance gave are not said to be learnt") {
  auto examples = spam_and_ok(150);
  std::mt19937 random(3);
  for (auto& example : examples) example.label = random() % 2 == 0 ? "spam" : "ok";
  const auto it = trained(examples, spam_recipe());
  CHECK(it.areas.at(0) < 0.65);
  CHECK(it.confusion.accuracy() < 0.65);
}

TEST_CASE("the order of the examples makes no difference") {
  auto examples = spam_and_ok(30);
  const auto first = write_model(trained(examples, spam_recipe()).model);
  std::mt19937 random(5);
  std::shuffle(examples.begin(), examples.end(), random);
  CHECK(first == write_model(trained(examples, spam_recipe()).model));
}

TEST_CASE("a text that is labelled twice counts once, with the last label") {
  auto examples = spam_and_ok(20);
  examples.push_back({.text = examples[0].text, .label = "ok"});
  const auto it = trained(examples, spam_recipe());
  CHECK(it.counts == std::vector<std::size_t>{21, 19});
  CHECK(it.model.examples == 40);
}

TEST_CASE("too few of a label are refused, saying how many there are") {
  auto examples = spam_and_ok(static_cast<int>(fewest_of_a_label) - 1);
  auto result = train(linear(), examples, spam_recipe());
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().fault == Fault::refused);
  CHECK(result.error().message.find("9 of at least 10") != std::string::npos);
  CHECK(train(linear(), {}, spam_recipe()).error().fault == Fault::refused);
  examples.assign(50, {.text = "the same", .label = "ok"});  // fifty times one message
  CHECK(train(linear(), examples, spam_recipe()).error().fault == Fault::refused);
  CHECK(train(linear(), spam_and_ok(static_cast<int>(fewest_of_a_label)), spam_recipe()).ok());
}

TEST_CASE("a label that the recipe does not have is named") {
  auto examples = spam_and_ok(20);
  examples.push_back({.text = "x", .label = "other"});
  const auto result = train(linear(), examples, spam_recipe());
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().fault == Fault::usage);
  CHECK(result.error().message.find("other") != std::string::npos);
}

TEST_CASE("a recipe that makes no sense is refused before anything is done") {
  const auto refused = [](const Recipe& recipe, const Model* base = nullptr) { return !train(linear(), spam_and_ok(20), recipe, base).ok(); };
  auto recipe = spam_recipe();
  recipe.labels = {"spam"};
  CHECK(refused(recipe));
  recipe = spam_recipe();
  recipe.costs = {};
  CHECK(refused(recipe));
  recipe = spam_recipe();
  recipe.folds = 1;
  CHECK(refused(recipe));
  for (const unsigned bits : {0U, 7U, 21U, 64U}) {
    recipe = spam_recipe();
    recipe.bits = bits;
    CHECK(refused(recipe));
  }
  auto base = trained(spam_and_ok(20), spam_recipe()).model;
  recipe = spam_recipe();
  recipe.labels = {"ok", "toxic"};
  CHECK(refused(recipe, &base));
}

TEST_CASE("three labels are learnt, each against the rest") {
  std::vector<Labelled> examples;
  for (int i = 0; i < 30; ++i) {
    const auto number = std::to_string(i);
    examples.push_back({.text = "lovely staff, delicious cake number " + number, .label = "positive"});
    examples.push_back({.text = "open at " + number + " on Sundays", .label = "neutral"});
    examples.push_back({.text = "rude staff, we waited " + number + " minutes", .label = "negative"});
  }
  const auto it = trained(examples, {.name = "sentiment", .labels = {"negative", "neutral", "positive"}, .bits = 12});
  CHECK(it.model.rows.size() == 3);
  CHECK(it.confusion.macro_f1() > 0.95);
  Scorer scorer(it.model);
  CHECK(scorer.score("delicious, lovely").label == 2);
  CHECK(scorer.score("open on Sundays at nine").label == 1);
  CHECK(scorer.score("we waited, rude").label == 0);
}

TEST_CASE("a base lends what it knows of words that the new examples do not have") {
  const auto base = trained(spam_and_ok(60), spam_recipe()).model;
  std::vector<Labelled> few;
  for (int i = 0; i < 12; ++i) {
    const auto number = std::to_string(i);
    few.push_back({.text = "Win euros, subscribe to my channel number" + number, .label = "spam"});
    few.push_back({.text = "lovely song, it helped me through day" + number, .label = "ok"});
  }
  const auto alone = trained(few, spam_recipe());
  const auto lent = trained(few, spam_recipe(), &base);
  CHECK(alone.base_weight == 0);
  CHECK(lent.base_weight > 0);
  Scorer without(alone.model), with(lent.model);
  const auto* const message = "click http://prize3.example now !!!";  // only the base has seen such
  CHECK(with.score(message).probabilities[1] > without.score(message).probabilities[1]);
}

TEST_CASE("weights that say least are left out of a model that would be too large") {
  auto recipe = spam_recipe();
  recipe.most_weights = 50;
  const auto small = trained(spam_and_ok(40), recipe).model;
  CHECK(std::count_if(small.rows[0].codes.begin(), small.rows[0].codes.end(), [](auto code) { return code != 0; }) <= 50);
  Scorer scorer(small);
  CHECK(scorer.score("click http://prize7.example and win !!!").probabilities[1] > scorer.score("a lovely bakery, we will come again").probabilities[1]);
}

TEST_CASE("the ground that a model stands on goes with its rarest label") {
  CHECK(ground_of(10) == Ground::scarce);
  CHECK(ground_of(49) == Ground::thin);
  CHECK(ground_of(99) == Ground::fair);
  CHECK(ground_of(100) == Ground::firm);
  CHECK(ground_words(Ground::scarce, 20).find("20") != std::string::npos);
}

TEST_CASE("a base that was trained on the examples lends its lexicons and nothing else") {
  const auto examples = [](int each) {  // each with a word of its own: numbers are not remembered
    auto all = spam_and_ok(each);
    for (std::size_t i = 0; i < all.size(); ++i) all[i].text += {' ', 'w', static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26)};
    return all;
  };
  auto remembering = spam_recipe();
  remembering.remember = true;
  const auto base = trained(examples(150), remembering).model;
  CHECK(base.seen.size() > 5);
  CHECK(base.seen.size() < 100);  // a sample
  const auto again = trained(examples(120), spam_recipe(), &base);
  CHECK(again.base_has_seen);
  CHECK(again.base_weight == 0);
  CHECK(write_model(again.model) == write_model(trained(examples(120), spam_recipe()).model));
  auto others = examples(150);
  for (auto& example : others) example.text += example.label == "spam" ? " subscribe" : " thanks a lot";
  CHECK_FALSE(trained(others, spam_recipe(), &base).base_has_seen);
  CHECK(trained(others, spam_recipe()).model.seen.empty());
}

TEST_CASE("a base that reads signs only lends its lexicons to one that reads words") {
  auto signs = spam_recipe();
  signs.reading = Reading::signs;
  const auto base = trained(spam_and_ok(60), signs).model;
  CHECK(base.reading == Reading::signs);
  auto recipe = spam_recipe();
  recipe.lexicons.clear();
  const auto it = trained(spam_and_ok(40), recipe, &base);
  CHECK(it.model.reading == Reading::all);
  CHECK(it.model.lexicons.size() == 1);
  CHECK(it.base_weight == 0);
}

TEST_CASE("what reads signs only makes no difference between words that no lexicon has") {
  auto recipe = spam_recipe();
  recipe.reading = Reading::signs;
  const auto model = trained(spam_and_ok(60), recipe).model;
  Scorer scorer(model);
  CHECK(scorer.score("win some euros").probabilities == scorer.score("buy four gnomes").probabilities);
  CHECK(scorer.score("now click this").probabilities != scorer.score("now print this").probabilities);
}
