// SPDX-License-Identifier: MIT
// A trained model: the same examples give the same file, which is read back as it was, and nothing else is.
#include "classifier/model.hpp"

#include <doctest/doctest.h>

#include "classifier/score.hpp"
#include "classifier/train.hpp"

using namespace cmtool;
using namespace cmtool::classifier;

namespace {

std::vector<Labelled> examples() {
  std::vector<Labelled> all;
  for (int i = 0; i < 30; ++i) {
    all.push_back({.text = "win money now " + std::to_string(i) + " click", .label = "spam"});
    all.push_back({.text = "what a lovely garden " + std::to_string(i) + " in spring", .label = "ok"});
  }
  return all;
}

Trained trained() {
  LexiconMaker maker;
  maker.add("click", 2);
  Recipe recipe{.name = "spam", .labels = {"ok", "spam"}, .bits = 12};
  recipe.lexicons.push_back(maker.made(Lexicon::Kind::rudeness));
  const auto part = linear_part();
  REQUIRE(part.ok());
  auto result = train(**part, examples(), recipe);
  REQUIRE_MESSAGE(result.ok(), result.error().message);
  return std::move(result).value();
}

}  // namespace

TEST_CASE("the same examples give the same model, and it is read back as it was written") {
  const auto first = trained(), second = trained();
  const std::string bytes = write_model(first.model);
  CHECK(bytes == write_model(second.model));
  const auto read = read_model(bytes);
  REQUIRE(read.ok());
  CHECK(read->labels == first.model.labels);
  Scorer before(first.model), after(*read);
  for (const char* text : {"win money click", "a garden in spring", "", "é\xff\xfe", "WIN M0NEY N0W!!!"}) {
    CAPTURE(text);
    CHECK(before.score(text).probabilities[1] == doctest::Approx(after.score(text).probabilities[1]).epsilon(0.02));
  }
  CHECK(after.score("win money now, click").probabilities[1] > 0.8);
  CHECK(after.score("a lovely garden").probabilities[1] < 0.2);
  const auto explained = after.explain("please win money");
  REQUIRE_FALSE(explained.reasons.empty());
  for (const auto& reason : explained.reasons) CHECK(reason.end <= std::string_view("please win money").size());
}

TEST_CASE("a model that was cut or changed at any byte is refused") {
  const std::string bytes = write_model(trained().model);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 50) CHECK_FALSE(read_model(std::string_view(bytes).substr(0, size)).ok());
  for (std::size_t at = 0; at < bytes.size(); at += 1 + at / 50) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    CAPTURE(at);
    CHECK_FALSE(read_model(changed).ok());
  }
  CHECK_FALSE(read_model("").ok());
  CHECK_FALSE(read_model(std::string(100'000, '\xff')).ok());
}

TEST_CASE("what is hostile to read costs no more than its length") {
  const auto model = trained().model;
  Scorer scorer(model);
  for (const std::string& text : {std::string(200'000, 'a'), std::string(200'000, '@'), std::string(100'000, '\xff'), std::string(50'000, '*') + "x", std::string("\0\0\0", 3)}) {
    const auto score = scorer.score(text);
    CHECK(score.probabilities[0] + score.probabilities[1] == doctest::Approx(1.0));
    (void)scorer.explain(text);
  }
}

TEST_CASE("labels that the recipe does not have, and too few of one, are refused") {
  const auto part = linear_part();
  auto some = examples();
  some.push_back({.text = "x", .label = "other"});
  const Recipe recipe{.name = "spam", .labels = {"ok", "spam"}, .bits = 12};
  CHECK(train(**part, some, recipe).error().fault == Fault::usage);
  some.resize(6);
  CHECK(train(**part, some, recipe).error().fault == Fault::refused);
}
