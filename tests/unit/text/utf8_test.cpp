// SPDX-License-Identifier: MIT
#include "text/utf8.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

namespace {

std::u32string points(std::string_view text) {
  std::u32string result;
  each_code_point(text, [&](char32_t value, std::size_t, std::size_t) { result += value; });
  return result;
}

}  // namespace

TEST_CASE("each code point of a text is decoded to what encoding made of it") {
  for (const char32_t c :
       {U'a', U'\u007F', U'\u0080', U'é', U'\u07FF', U'\u0800', U'€', U'\uFFFF', U'\U00010000', U'🎉', U'\U0010FFFF'}) {
    std::string text = "<";
    append_utf8(text, c);
    text += ">";
    CAPTURE(text);
    CHECK(points(text) == std::u32string{U'<', c, U'>'});
    CHECK(decode_before(text, text.size() - 1) == c);
    CHECK(is_valid_utf8(text));
  }
}

TEST_CASE("a broken byte is one U+FFFD, and what follows is read as if nothing had happened") {
  struct Row {
    const char* name;
    std::string text;
    std::size_t broken;
  };
  const Row rows[] = {{"a lone continuation", "\x80", 1},
                      {"a lead without its end", "\xC3", 1},
                      {"three of four bytes", "\xF0\x9F\x8E", 3},
                      {"an overlong slash", "\xC0\xAF", 2},
                      {"an overlong of three bytes", "\xE0\x80\xAF", 3},
                      {"a surrogate", "\xED\xA0\x80", 3},
                      {"above U+10FFFF", "\xF4\x90\x80\x80", 4},
                      {"no lead byte", "\xFF", 1}};
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(points(row.text + "é") == std::u32string(row.broken, U'\uFFFD') + U"é");
    CHECK(points(row.text) == std::u32string(row.broken, U'\uFFFD'));
    CHECK_FALSE(is_valid_utf8(row.text));
    CHECK(is_valid_utf8(valid_utf8(row.text)));
    CHECK(decode_before(row.text, row.text.size()) == 0xFFFD);
  }
  CHECK(valid_utf8("a\xFF"
                   "b") == "a\uFFFDb");
}

TEST_CASE("what is no code point is written as U+FFFD") {
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}

TEST_CASE("ASCII is known as such wherever the other byte stands") {
  const std::string plain(33, 'x');
  CHECK(is_ascii(plain));
  CHECK(is_ascii(""));
  for (std::size_t i = 0; i < plain.size(); ++i) {
    auto text = plain;
    text[i] = '\xE9';
    CHECK_FALSE(is_ascii(text));
  }
}

TEST_CASE("of a text that is too long the first bytes are kept, whole characters, and it is said that it goes on") {
  CHECK(first_bytes("été", 5) == "été");
  CHECK(first_bytes("été", 4) == "ét…");
  CHECK(first_bytes("été", 3) == "ét…");
  CHECK(first_bytes("été", 1) == "…");
  CHECK(first_bytes("", 0).empty());
  CHECK(first_bytes(std::string(8, '\x80'), 4) == "…");
}
