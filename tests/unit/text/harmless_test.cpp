// SPDX-License-Identifier: MIT
#include "text/harmless.hpp"

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "text/width.hpp"

using namespace cmtool;

TEST_CASE("what could command a terminal becomes visible") {
  CHECK(harmless("a\033[2Jb", Lines::keep) == "a␛[2Jb");
  CHECK(harmless("a\x07", Lines::keep) == "a␇");
  CHECK(harmless("\x7F", Lines::keep) == "␡");
  CHECK(harmless("a\u009Bb", Lines::keep) == "a<U+009B>b");
  CHECK(harmless("\u202Etxt", Lines::keep) == "<U+202E>txt");
  CHECK(harmless("a\u2028b", Lines::keep) == "a<U+2028>b");
  CHECK(harmless("a\xFFz", Lines::keep) == "a\uFFFDz");
  CHECK(harmless(std::string_view("a\0b", 3), Lines::keep) == "a␀b");
}

TEST_CASE("ordinary text of any script passes as it is") {
  for (const char* text : {"Ouverture à 10h", "日本語", "مرحبا", "👩\u200D👩\u200D👧", "a\u00A0b", "e\u0301"})
    CHECK(harmless(text, Lines::show) == text);
}

TEST_CASE("line ends stay in a text and are shown in a cell") {
  CHECK(harmless("a\nb\tc", Lines::keep) == "a\nb\tc");
  CHECK(harmless("a\nb\tc", Lines::show) == "a⏎b c");
  CHECK(harmless("a\r\nb", Lines::show) == "a⏎b");
  CHECK(harmless("a\rb", Lines::keep) == "a␍b");
}

TEST_CASE("harmless JSON is the same value") {
  const std::string text = "x\u202Ey\u009B \U000E0041";
  const std::string safe = harmless_json(Json(text).dump());
  CHECK(safe.find("\\u202e") != std::string::npos);
  CHECK(parse_json(safe)->string_or() == text);
}

TEST_CASE("columns are those of a terminal") {
  CHECK(width("abc") == 3);
  CHECK(width("é") == 1);
  CHECK(width("e\u0301") == 1);
  CHECK(width("日本") == 4);
  CHECK(width("😀") == 2);
  CHECK(width("\xFF") == 1);
}

TEST_CASE("a cut text fits and says that it was cut") {
  CHECK(cut("abcdef", 6) == "abcdef");
  CHECK(cut("abcdef", 4) == "abc…");
  CHECK(cut("日本語", 5) == "日本…");
  CHECK(cut("日本語", 4) == "日…");
  CHECK(cut("abc", 0).empty());
}

TEST_CASE("text is broken at spaces") {
  CHECK(wrapped("one two three four five six", 22, 2) == "one two three four\n  five six");
  CHECK(wrapped("a\nb", 40, 2) == "a\n  b");
}
