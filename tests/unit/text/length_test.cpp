// SPDX-License-Identifier: MIT
#include "text/length.hpp"

#include <doctest/doctest.h>

#include <string>

#include "text/unicode.hpp"

using namespace cmtool;

TEST_CASE("each unit counts its own things") {
  struct Row {
    const char* text;
    std::int64_t code_points, utf16, bytes, graphemes, twitter;
  };
  const Row rows[] = {
      {"", 0, 0, 0, 0, 0},
      {"Bonjour", 7, 7, 7, 7, 7},
      {"été", 3, 3, 5, 3, 3},
      {"e\u0301te\u0301", 5, 5, 7, 3, 3},
      {"l’été à 10 €", 12, 12, 19, 12, 13},
      {"“…”", 3, 3, 9, 3, 4},
      {"日本語", 3, 3, 9, 3, 6},
      {"🎉", 1, 2, 4, 1, 2},
      {"👩‍👩‍👧‍👦", 7, 11, 25, 1, 2},
      {"👍🏽", 2, 4, 8, 1, 2},
      {"🇫🇷🇨🇦", 4, 8, 16, 2, 4},
      {"❤️", 2, 2, 6, 1, 2},
      {"1️⃣", 3, 3, 7, 1, 2},
      {"©", 1, 1, 2, 1, 1},
      {"a\r\nb", 4, 4, 4, 3, 4},
      {"नमस्ते", 6, 6, 18, 3, 6},
      {"\xFF\xC3", 2, 2, 2, 2, 4},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(length(row.text, Unit::code_points) == row.code_points);
    CHECK(length(row.text, Unit::utf16) == row.utf16);
    CHECK(length(row.text, Unit::bytes) == row.bytes);
    CHECK(length(row.text, Unit::graphemes) == row.graphemes);
    CHECK(length(row.text, Unit::twitter) == row.twitter);
  }
}

TEST_CASE("a link weighs what the platform says, whatever its length") {
  const std::string text = "Voir https://example.org/" + std::string(200, 'a') + " (et plus)";
  CHECK(length(text, Unit::graphemes, {.url = 23}) == 5 + 23 + 10);
  CHECK(length(text, Unit::twitter) == 5 + 23 + 10);
  CHECK(length("http://a.io", Unit::graphemes, {.url = 23}) == 23);
  CHECK(length(text, Unit::code_points) == 5 + 220 + 10);
}

TEST_CASE("a bare domain is a link for Twitter and plain text for Mastodon") {
  CHECK(length("a example.org b", Unit::twitter) == 2 + 23 + 2);
  CHECK(length("a example.org b", Unit::graphemes, {.url = 23}) == 15);
}

TEST_CASE("of a remote mention only the local part counts, where the platform says so") {
  const Weights mastodon{.url = 23, .short_mentions = true};
  CHECK(length("@lea@mastodon.example.org !", Unit::graphemes, mastodon) == 6);
  CHECK(length("@lea@mastodon.example.org !", Unit::graphemes, {.url = 23}) == 27);
  CHECK(length("@lea !", Unit::graphemes, mastodon) == 6);
  CHECK(length("lea@example.org", Unit::graphemes, mastodon) == 15);
}

TEST_CASE("what is_simple() lets pass has one grapheme for each code point") {
  const auto tables = unicode();
  REQUIRE(tables.ok());
  std::string text;
  for (char32_t c = 1; c < 0x3000; ++c) {
    std::string one;
    if (c < 0x80) {
      one += static_cast<char>(c);
    } else if (c < 0x800) {
      one += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
    } else {
      one += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
              static_cast<char>(0x80 | (c & 0x3F))};
    }
    if (!is_simple(one)) continue;
    CAPTURE(static_cast<unsigned>(c));
    CHECK((*tables)->graphemes("e" + one + one + "e").size() == 4);
    CHECK((*tables)->nfc("e" + one + "e") == "e" + one + "e");
  }
}
