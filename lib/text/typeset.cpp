// SPDX-License-Identifier: MIT
#include "text/typeset.hpp"

#include "base/ascii.hpp"
#include "text/numbers.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::string_view narrow = "\u202F", wide = "\u00A0";

bool is_any_space(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x202F; }
bool is_double_mark(char32_t c) { return c == ';' || c == '!' || c == '?'; }
bool is_word(char32_t c) { return c > 0x7F ? c != 0xA0 && c != 0x202F && c != 0xAB : is_letter_or_digit(static_cast<char>(c)); }

/// Does a word begin here that is no prose: an address of the web or of mail?
bool is_address(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.starts_with("www.") || word.starts_with("mailto:") ||
         (word.find('@') != std::string_view::npos && word.find('.') != std::string_view::npos);
}

void drop_spaces(std::string& text) {
  while (true) {
    if (text.ends_with(' ')) text.pop_back();
    else if (text.ends_with(wide)) text.resize(text.size() - wide.size());
    else if (text.ends_with(narrow)) text.resize(text.size() - narrow.size());
    else return;
  }
}

/// A sentence may go on from words that are not here: then only a space that is there becomes one that does not break.
void put_before(std::string& text, std::string_view space) {
  const std::size_t size = text.size();
  drop_spaces(text);
  if (text.empty() ? size > 0 : text.back() != '\n') text += space;
}

}  // namespace

std::string typeset(std::string_view text, std::string_view lang) {
  if (!is_french(lang)) return std::string(text);
  std::string result;
  result.reserve(text.size() + text.size() / 16);
  bool word_begins = true;
  for (std::size_t at = 0; at < text.size();) {
    if (word_begins) {
      const std::string_view word = text.substr(at, text.find_first_of(" \n\t", at) - at);
      if (is_address(word)) {
        result += word;
        at += word.size();
        word_begins = false;
        continue;
      }
    }
    const CodePoint point = decode(text, at);
    const std::string_view piece = text.substr(at, point.bytes);
    const char32_t c = point.value, before = decode_before(text, at);
    at += point.bytes;
    const char32_t after = at < text.size() ? decode(text, at).value : 0;
    word_begins = c == ' ' || c == '\n' || c == '\t' || c == 0xAB || c == '(';
    // Of "?!" and "!!!" only the first mark stands off; ":" only where it ends a phrase, not in 10:30.
    if (is_double_mark(c) && (is_word(before) || before == ')' || before == 0xBB || is_any_space(before))) put_before(result, narrow);
    else if (c == '%' && (is_digit(static_cast<char>(before)) || is_any_space(before)) && before < 0x7F) put_before(result, narrow);
    else if (c == ':' && (after == 0 || after == '\n' || is_any_space(after))) put_before(result, wide);
    else if (c == 0xBB) put_before(result, wide);
    if (c == '\'' && is_word(before) && is_word(after)) {
      result += "’";
      continue;
    }
    result += piece;
    if (c == 0xAB) {
      const std::size_t from = at;
      while (at < text.size() && is_any_space(decode(text, at).value)) at += decode(text, at).bytes;
      if (at < text.size() || at > from) result += wide;
    }
  }
  return result;
}

}  // namespace cmtool
