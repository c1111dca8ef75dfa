// SPDX-License-Identifier: MIT
#include "text/unicode.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace cmtool;

namespace {

const Unicode& tables() {
  const auto found = unicode();
  REQUIRE(found.ok());
  return **found;
}

using Ends = std::vector<std::size_t>;

}  // namespace

TEST_CASE("boundaries are byte offsets, the last one the end of the text") {
  CHECK(tables().graphemes("e\u0301👍🏽") == Ends{3, 11});
  CHECK(tables().sentences("Un. Deux ! Trois") == Ends{4, 11, 16});
  CHECK(tables().words("ab cd") == Ends{2, 3, 5});
  CHECK(tables().lines("ab cd") == Ends{3, 5});
  CHECK(tables().graphemes("").empty());
}

TEST_CASE("boundaries in broken UTF-8 are those of its bytes") {
  CHECK(tables().graphemes("a\xF0\x9F\x8E"
                           "b") == Ends{1, 2, 3, 4, 5});
  CHECK(tables().graphemes("\xFFé") == Ends{1, 3});
}

TEST_CASE("folding makes texts equal that differ in case and form only") {
  CHECK(tables().folded("ＳＴＲＡẞＥ") == tables().folded("strasse"));
  CHECK(tables().folded("É") == tables().folded("e\u0301"));
  CHECK(tables().folded("a\u200Bb") == "ab");
  CHECK(tables().nfc("e\u0301") == "é");
  CHECK(tables().nfkd("ﬁ") == "fi");
  CHECK(tables().lowered("ÉTÉ") == "été");
  CHECK(tables().nfc("\xFF") == "\uFFFD");
}

TEST_CASE("letters that look alike have one skeleton") {
  CHECK(tables().skeleton("раураl") == tables().skeleton("paypal"));
  CHECK(tables().skeleton("paypal") != tables().skeleton("paypol"));
}

TEST_CASE("letters of other scripts are written in Latin ones") {
  CHECK(tables().latin_ascii("Привет") == "Privet");
  CHECK(tables().latin_ascii("cœur de l’été") == "coeur de l'ete");
}

TEST_CASE("what is known without the tables agrees with the tables") {
  for (char32_t c = 0; c < 0x2100; ++c) {
    if (c >= 0x250 && c < 0x2000) continue;
    CAPTURE(static_cast<unsigned>(c));
    const bool connector = c == '_' || c == 0x203F || c == 0x2040 || c == 0x2054;
    CHECK(is_alphabetic(c) == (tables().is_letter(c) || tables().is_mark(c)));
    CHECK(is_word_character(c) == (tables().is_letter(c) || tables().is_mark(c) || tables().is_digit(c) || connector));
    CHECK(is_punctuation(c) == tables().is_punctuation(c));
    CHECK(is_white_space(c) == tables().is_space(c));
  }
  CHECK(is_white_space(0x3000));
  CHECK(is_alphabetic(U'ж'));
  CHECK(is_word_character(U'٣'));
  CHECK(is_punctuation(U'、'));
}

TEST_CASE("facts about code points") {
  CHECK(tables().is_emoji(U'🎉'));
  CHECK_FALSE(tables().is_emoji(U'©'));
  CHECK(tables().is_pictographic(U'©'));
  CHECK(tables().is_upper(U'Ж'));
  CHECK(tables().script(U'ж') == "Cyrl");
  CHECK(tables().script(U'1') == "Zyyy");
  CHECK(tables().script(0x110000) == "Zzzz");
}

TEST_CASE("many threads may ask at once") {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int n = 0; n < 50; ++n) {
        (void)tables().graphemes("👩‍👩‍👧‍👦 été");
        (void)tables().latin_ascii("Привет");
      }
    });
  }
}
