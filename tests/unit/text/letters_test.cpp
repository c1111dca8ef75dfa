// SPDX-License-Identifier: MIT
#include "text/letters.hpp"

#include <doctest/doctest.h>

#include <string>

#include "text/utf8.hpp"

using namespace cmtool;

namespace {

/// The text, folded letter by letter.
std::string fold(std::string_view text) {
  std::string all;
  each_code_point(text, [&](char32_t c, std::size_t, std::size_t) {
    const auto letters = folded(c);
    for (int i = 0; i < letters.count; ++i) append_utf8(all, letters.letters[i]);
  });
  return all;
}

}  // namespace

TEST_CASE("capitals and accents make no difference") {
  CHECK(fold("DÉPUTÉ À l'Œuvre, ÇA Ñ ß") == "depute a l'oeuvre, ca n ss");
  CHECK(fold("ŁÓDŹ") == fold("łódź"));
  CHECK(fold("ПРИВЕТ ЁЖ") == fold("привет ёж"));
  CHECK(fold("ΣΑΣ") == fold("σας"));
}

TEST_CASE("what is invisible is not there") {
  CHECK(fold("c\u200Bo\u00ADn\u2060n\uFEFFard") == "connard");
  CHECK(fold("c\u0336o\u0336n\u0336") == "con");           // struck through
  CHECK(fold("e\u0301te\u0301") == "ete");                 // accents on their own
  CHECK(fold("\U0001F44D\U0001F3FD") == "\U0001F44D");     // the colour of a thumb
  CHECK(fold("\U000E0041\uFE0F").empty());
}

TEST_CASE("alphabets that are meant to look fancy are plain") {
  for (const char* word : {"ｓｐａｍ", "𝐬𝐩𝐚𝐦", "𝓼𝓹𝓪𝓶", "ⓢⓟⓐⓜ", "🅂🄿🄰🄼", "🅢🅟🅐🅜", "ˢᵖᵃᵐ", "𝚂𝙿𝙰𝙼"}) {
    CAPTURE(word);
    CHECK(fold(word) == "spam");
  }
  CHECK(fold("𝟏𝟐③₄") == "1234");
  CHECK(fold("l’été «fin»") == "l'ete \"fin\"");
}

TEST_CASE("letters of other scripts stay what they are until somebody asks what they look like") {
  CHECK(fold("сом") == "сом");
  CHECK(latin_lookalike(U'с') == U'c');
  CHECK(latin_lookalike(U'ο') == U'o');
  CHECK(latin_lookalike(U'ж') == 0);
  for (char32_t c = 0; c < 0x80; ++c) CHECK(latin_lookalike(c) == 0);
}

TEST_CASE("letters, pictures and signs are told apart") {
  for (const char32_t c : {U'a', U'Z', U'é', U'ж', U'日', U'ّ', U'한'}) CHECK_MESSAGE(is_word_letter(c), static_cast<unsigned>(c));
  for (const char32_t c : {U'1', U' ', U'!', U'×', U'÷', U'€', U'—', U'😀'}) CHECK_FALSE_MESSAGE(is_word_letter(c), static_cast<unsigned>(c));
  for (const char32_t c : {U'😀', U'❤', U'☎', U'▶', U'™'}) CHECK_MESSAGE(is_picture(c), static_cast<unsigned>(c));
  for (const char32_t c : {U'a', U'!', U'é', U'日', U'€'}) CHECK_FALSE_MESSAGE(is_picture(c), static_cast<unsigned>(c));
}

TEST_CASE("folding twice is folding once, whatever the code point") {
  for (char32_t c = 0; c < 0x110000; ++c) {
    const auto once = folded(c);
    REQUIRE(once.count >= 0);
    REQUIRE(once.count <= 2);
    for (int i = 0; i < once.count; ++i) {
      const auto twice = folded(once.letters[i]);
      if (twice.count != 1 || twice.letters[0] != once.letters[i]) FAIL("U+", static_cast<unsigned>(c));
    }
  }
}
