// SPDX-License-Identifier: MIT
// UTF-8 read by hand: code points without ICU.
//
// Most text that passes here is plain, and loading ICU costs more than a whole run of `cmtool --version`;
// what needs only code points is done here. Text comes from files and networks, so every function takes any
// bytes: what is not UTF-8 is one U+FFFD for each broken byte, never an error and never a read beyond the end.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace cmtool {

/// One step through a text.
struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t bytes = 1;  ///< how many it takes; 1 for a broken byte
  bool valid = false;
};

/// The code point that begins at `at`, which must be inside the text. Overlong forms, surrogates and what is
/// above U+10FFFF are broken.
CodePoint decode(std::string_view text, std::size_t at);

/// The code point that ends just before `at`; U+FFFD for broken bytes and 0 where `at` is 0.
char32_t decode_before(std::string_view text, std::size_t at);

/// Adds the UTF-8 of a code point; U+FFFD for what is none.
void append_utf8(std::string& to, char32_t);

bool is_ascii(std::string_view);
bool is_valid_utf8(std::string_view);

/// The text with each broken byte replaced by U+FFFD.
std::string valid_utf8(std::string_view);

/// The first `most` bytes, not ending in the middle of a character, with "…" if that is not all.
std::string first_bytes(std::string_view text, std::size_t most);

/// Calls f(char32_t value, std::size_t begin, std::size_t end) for each code point.
template <typename F>
void each_code_point(std::string_view text, F&& f) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode(text, at);
    f(point.value, at, at + point.bytes);
    at += point.bytes;
  }
}

}  // namespace cmtool
