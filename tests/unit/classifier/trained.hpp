// SPDX-License-Identifier: MIT
// A small set of made-up messages, and a model of it.
#pragma once
#include <doctest/doctest.h>

#include "classifier/train.hpp"

namespace cmtool::classifier::test {

inline constexpr const char* subjects[] = {"garden", "museum", "library", "bakery", "market", "harbour", "concert", "exhibition"};

/// `each` messages of either label, no two the same.
inline std::vector<Labelled> spam_and_ok(int each) {
  std::vector<Labelled> all;
  for (int i = 0; i < each; ++i) {
    const std::string number = std::to_string(100 + i), subject = subjects[i % 8];
    all.push_back({.text = "Win " + number + " euros now, click http://prize" + number + ".example !!!", .label = "spam"});
    all.push_back({.text = "What a lovely " + subject + ", we came on the " + number + " and will come again", .label = "ok"});
  }
  return all;
}

inline Recipe spam_recipe() {
  LexiconMaker maker;
  maker.add("click", 2);
  Recipe recipe{.name = "spam", .labels = {"ok", "spam"}, .bits = 12};
  recipe.lexicons.push_back(maker.made(Lexicon::Kind::rudeness));
  return recipe;
}

inline const LinearPart& linear() {
  const auto part = linear_part();
  REQUIRE_MESSAGE(part.ok(), part.error().detail);
  return **part;
}

inline Trained trained(const std::vector<Labelled>& examples, const Recipe& recipe, const Model* base = nullptr) {
  auto result = train(linear(), examples, recipe, base);
  REQUIRE_MESSAGE(result.ok(), result.error().message);
  return std::move(result).value();
}

}  // namespace cmtool::classifier::test
