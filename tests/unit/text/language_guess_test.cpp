// SPDX-License-Identifier: MIT
#include "text/language_guess.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cmtool;

TEST_CASE("small words tell French from English, and what has none is not guessed") {
  struct Row {
    const char* text;
    Language language;
  };
  const Row rows[] = {{"le train est en retard", Language::french},
                      {"C’est quoi ça ?", Language::french},
                      {"J'AI MANGÉ UNE POMME", Language::french},
                      {"you are such a retard", Language::english},
                      {"Don't do it, please", Language::english},
                      {"I think this café is the best", Language::english},
                      {"ｔｈｅ ｏｎｅ ａｎｄ ｏｎｌｙ", Language::english},
                      {"retard", Language::unknown},
                      {"bite", Language::unknown},
                      {"c o n n a r d", Language::unknown},
                      {"это очень хорошо", Language::unknown},
                      {"le the", Language::unknown},
                      {"2026 !!! 🎉", Language::unknown},
                      {"thesis lesson desk", Language::unknown},
                      {"", Language::unknown},
                      {"\xFF\xC3", Language::unknown}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    CHECK(guess_language(row.text) == row.language);
  }
  CHECK(guess_language(std::string(10'000'000, 'e')) == Language::unknown);
}

TEST_CASE("a tag's region does not change its language") {
  CHECK(language_of_tag("fr") == Language::french);
  CHECK(language_of_tag("fr-CA") == Language::french);
  CHECK(language_of_tag("EN-gb") == Language::english);
  CHECK(language_of_tag("frr") == Language::unknown);
  CHECK(language_of_tag("") == Language::unknown);
}
