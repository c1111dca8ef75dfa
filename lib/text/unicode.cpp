// SPDX-License-Identifier: MIT
#include "text/unicode.hpp"

#include "base/ascii.hpp"
#include "sys/part.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

using Entry = const Unicode* (*)();

/// The tables, or nothing where the part is not installed: then the answers below are those for "some letter".
const Unicode* tables() {
  static const Unicode* const loaded = [] {
    const auto found = unicode();
    return found.ok() ? *found : nullptr;
  }();
  return loaded;
}

/// The Latin letters up to U+024F, and the last code point that this knows.
constexpr char32_t known_latin = 0x24F;
bool is_latin_letter(char32_t c) {
  if (c < 0x80) return is_letter(static_cast<char>(c));
  return c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0xC0 && c != 0xD7 && c != 0xF7);
}

/// The general punctuation block without the invisible ones, spaces and separators.
bool is_general_punctuation(char32_t c) {
  return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E && c != 0x2044 && c != 0x2052);
}

}  // namespace

Result<const Unicode*> unicode() {
  TRY(void* const entry, load_part("unicode"));
  return reinterpret_cast<Entry>(entry)();
}

bool is_alphabetic(char32_t c) {
  if (c <= known_latin) return is_latin_letter(c);
  if (c >= 0x2000 && c <= 0x206F) return false;
  return tables() == nullptr || tables()->is_letter(c) || tables()->is_mark(c);
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return is_letter_or_digit(static_cast<char>(c)) || c == '_';
  if (c <= known_latin) return is_latin_letter(c);
  if (c >= 0x2000 && c <= 0x206F) return c == 0x203F || c == 0x2040 || c == 0x2054;
  return is_alphabetic(c) || (tables() != nullptr && tables()->is_digit(c));
}

bool is_punctuation(char32_t c) {
  if (c < 0x80) {
    constexpr std::string_view marks = "!\"#%&'()*,-./:;?@[\\]_{}";
    return marks.find(static_cast<char>(c)) != std::string_view::npos;
  }
  if (c <= known_latin) return c == 0xA1 || c == 0xA7 || c == 0xAB || c == 0xB6 || c == 0xB7 || c == 0xBB || c == 0xBF;
  if (c >= 0x2000 && c <= 0x206F) return is_general_punctuation(c);
  return tables() != nullptr && tables()->is_punctuation(c);
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_simple(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode(text, at);
    // CR LF is one grapheme; the blocks named here hold no mark, joiner or selector that would tie points together.
    if (point.value == '\r' && at + 1 < text.size() && text[at + 1] == '\n') return false;
    const bool alone = point.value < 0x300 || (point.value >= 0x2010 && point.value <= 0x2029) ||
                       (point.value >= 0x202F && point.value <= 0x205F) || (point.value >= 0x20A0 && point.value <= 0x20C0);
    if (!alone) return false;
    at += point.bytes;
  }
  return true;
}

}  // namespace cmtool
