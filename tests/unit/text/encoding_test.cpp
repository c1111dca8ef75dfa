// SPDX-License-Identifier: MIT
#include "text/encoding.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

namespace {

/// The text and its encoding, or what is wrong.
std::string read(const std::string& bytes) {
  const auto text = decoded(bytes);
  return text.ok() ? text->encoding + ": " + text->text : text.error().message;
}

}  // namespace

TEST_CASE("text is read in the encoding that its mark or its bytes tell") {
  CHECK(read("\xC3\xA9t\xC3\xA9") == "UTF-8: été");
  CHECK(read("\xEF\xBB\xBF\xC3\xA9") == "UTF-8: é");
  CHECK(read(std::string("\xFF\xFE\xE9\0=\xD8\x00\xDE", 8)) == "UTF-16LE: é😀");
  CHECK(read(std::string("\xFE\xFF\0\xE9", 4)) == "UTF-16BE: é");
  CHECK(read(std::string("a\0t\0\xE9\0", 6)) == "UTF-16LE: até");
  CHECK(read(std::string("\0a\0t\0\xE9", 6)) == "UTF-16BE: até");
  CHECK(read("\xE9t\xE9 \x80 \x93x\x94 \x81") == "WINDOWS-1252: été € “x” \xC2\x81");
  CHECK(read("") == "UTF-8: ");
}

TEST_CASE("damaged text is refused with its line, not turned into other letters") {
  CHECK(read("\xC3\xA9\n\xC3\xA8\xC3\xA0\n\xC3") == "line 3 has bytes that are no UTF-8 text");
  CHECK(read(std::string("\xFF\xFE" "a\0\n\0\x00\xD8", 8)) == "line 2 has bytes that are no UTF-16LE text");
  CHECK(read(std::string("a\nb\0c", 5)) == "line 2 has a zero byte: this is no text");
  CHECK(read(std::string("\xFF\xFE" "a\0\0\0", 6)) == "line 1 has a zero byte: this is no text");
}

TEST_CASE("the beginning of a file may be cut within a character") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "é😀";
  for (std::size_t most = 100; most < 106; ++most) {
    const std::string beginning = decoded_beginning(text, most);
    CHECK(beginning.size() > 90);
    CHECK(text.starts_with(beginning));
  }
}
