// SPDX-License-Identifier: MIT
#include "text/slug.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

/// Latin letters that are no plain letter with a mark.
std::string_view spelled(char32_t c) {
  switch (c) {
    case U'œ':
    case U'Œ': return "oe";
    case U'æ':
    case U'Æ': return "ae";
    case U'ø':
    case U'Ø': return "o";
    case U'ß':
    case U'ẞ': return "ss";
    case U'đ':
    case U'Đ':
    case U'ð':
    case U'Ð': return "d";
    case U'ł':
    case U'Ł': return "l";
    case U'þ':
    case U'Þ': return "th";
    case U'ı': return "i";
    default: return {};
  }
}

/// The title in ASCII. Marks go first, so that ICU's rules for other scripts, which take long to load, are asked only
/// where there is another script.
std::string in_ascii(std::string_view title) {
  if (is_ascii(title)) return std::string(title);
  const auto tables = unicode();
  if (!tables.ok()) return std::string(title);
  std::string latin;
  bool foreign = false;
  each_code_point((*tables)->nfkd(title), [&](char32_t c, std::size_t, std::size_t) {
    if ((*tables)->is_mark(c)) return;
    if (const auto letters = spelled(c); !letters.empty()) {
      latin += letters;
      return;
    }
    foreign = foreign || (c >= 0x80 && (*tables)->is_letter(c));
    append_utf8(latin, c);
  });
  // From the whole title: in some scripts the marks are the vowels.
  return foreign ? (*tables)->latin_ascii(title) : latin;
}

}  // namespace

std::string url_slug(std::string_view title, std::size_t longest) {
  constexpr std::size_t most_read = 2000;  // No title is so long; the rest could not be seen in the slug.
  std::string slug;
  for (const char c : in_ascii(title.substr(0, most_read))) {
    if (is_letter_or_digit(c)) {
      slug += lower(c);
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  if (slug.size() > longest) {
    const auto dash = slug.rfind('-', longest);
    slug.resize(dash == std::string::npos || dash == 0 ? longest : dash);
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

}  // namespace cmtool
