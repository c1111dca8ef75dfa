// SPDX-License-Identifier: MIT
#include "text/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/ascii.hpp"

namespace cmtool {
namespace {

void append_utf8(std::string& to, std::uint32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
  const auto put = [&](std::uint32_t byte) { to.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

/// The number of "#233" or "#xE9".
std::optional<std::uint32_t> numbered(std::string_view name) {
  if (name.size() < 2 || name.size() > 9 || name.front() != '#') return std::nullopt;
  name.remove_prefix(1);
  const bool hex = lower(name.front()) == 'x';
  if (hex) name.remove_prefix(1);
  std::uint32_t value = 0;
  for (const char c : name) {
    const char digit = lower(c);
    if (is_digit(digit)) {
      value = value * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit - '0');
    } else if (hex && digit >= 'a' && digit <= 'f') {
      value = value * 16 + static_cast<std::uint32_t>(digit - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return name.empty() ? std::nullopt : std::optional(value);
}

/// What follows a "&": appends its character and answers the length with the ";", or 0 when it is no reference.
std::size_t decode_reference(std::string_view after, std::string& to) {
  static constexpr std::array<std::pair<std::string_view, std::uint32_t>, 15> names{{{"amp", '&'},
                                                                                     {"lt", '<'},
                                                                                     {"gt", '>'},
                                                                                     {"quot", '"'},
                                                                                     {"apos", '\''},
                                                                                     {"nbsp", 0xA0},
                                                                                     {"hellip", 0x2026},
                                                                                     {"ndash", 0x2013},
                                                                                     {"mdash", 0x2014},
                                                                                     {"lsquo", 0x2018},
                                                                                     {"rsquo", 0x2019},
                                                                                     {"ldquo", 0x201C},
                                                                                     {"rdquo", 0x201D},
                                                                                     {"laquo", 0xAB},
                                                                                     {"raquo", 0xBB}}};
  const auto end = after.substr(0, 12).find(';');
  if (end == std::string_view::npos) return 0;
  const std::string_view name = after.substr(0, end);
  std::optional<std::uint32_t> code = numbered(name);
  for (const auto& [known, value] : names) {
    if (name == known) code = value;
  }
  if (!code) return 0;
  append_utf8(to, *code);
  return end + 1;
}

/// The length of a tag after its "<", with the ">"; npos when it is never closed. A ">" between quotes is no end.
std::size_t tag_length(std::string_view after) {
  char quote = 0;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const char c = after[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

/// "p" of "p class=…", "/p" of "/p", in lower case.
std::string tag_name(std::string_view tag) {
  std::size_t end = tag.starts_with('/') ? 1 : 0;
  while (end < tag.size() && is_letter_or_digit(tag[end])) ++end;
  return lower(tag.substr(0, end));
}

bool breaks_line(std::string_view name) {
  static constexpr std::array<std::string_view, 14> names{"br",  "/p",  "/div", "/li", "/h1", "/h2",         "/h3",
                                                          "/h4", "/h5", "/h6",  "/ul", "/ol", "/blockquote", "/pre"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What a reader never sees.
bool hides(std::string_view name, std::string_view tag) {
  return name == "script" || name == "style" || (name == "p" && tag.find("quote-inline") != std::string_view::npos);
}

/// The length of the character at the start of a text: broken UTF-8 counts byte by byte.
std::size_t character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t wanted = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
  for (std::size_t i = 1; i < wanted; ++i) {
    if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
  }
  return wanted;
}

/// "@user" of "@user@host", and every run of white space (the no-break space too) as one space.
std::string plain(std::string_view text) {
  std::string made;
  const auto is_name = [](char c) { return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.'; };
  for (std::size_t i = 0; i < text.size();) {
    const bool no_break = text.substr(i).starts_with("\xC2\xA0");
    if (is_space(text[i]) || no_break) {
      if (!made.empty() && made.back() != ' ') made += ' ';
      i += no_break ? 2 : 1;
    } else if (text[i] == '@' && (i == 0 || !is_name(text[i - 1]))) {
      std::size_t end = i + 1;
      while (end < text.size() && is_name(text[end])) ++end;
      made += text.substr(i, end - i);
      if (end > i + 1 && end + 1 < text.size() && text[end] == '@' && is_letter_or_digit(text[end + 1])) {
        for (++end; end < text.size() && is_name(text[end]);) ++end;
        if (text[end - 1] == '.') --end;  // the full stop of a sentence, not of a host
      }
      i = end;
    } else {
      made += text[i++];
    }
  }
  if (made.ends_with(' ')) made.pop_back();
  return made;
}

/// Is this a sign that servers put in, leave out or make of others: U+00A0 … U+00BF, general punctuation, symbols, emoji?
bool is_sign(std::string_view one) {
  if (one.size() == 2) return one >= "\xC2\xA0" && one <= "\xC2\xBF";
  if (one.size() == 3) return (one >= "\xE2\x80\x80" && one <= "\xE2\xAF\xBF") || one.starts_with("\xEF\xB8");
  return one.size() == 4 && one >= "\xF0\x9F\x80\x80" && one <= "\xF0\x9F\xBF\xBF";
}

/// Letters and digits alone, and of a link what follows its scheme.
std::string letters(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size();) {
    const bool http = text.substr(i).starts_with("http://"), https = text.substr(i).starts_with("https://");
    if (http || https) {
      i += https ? 8 : 7;
      continue;
    }
    const std::size_t size = character(text.substr(i));
    const std::string_view one = text.substr(i, size);
    const bool ascii = size == 1 && static_cast<unsigned char>(one.front()) < 0x80;
    if (ascii) {
      if (is_letter_or_digit(one.front())) made += lower(one.front());
    } else if (!is_sign(one)) {
      made += one;
    }
    i += size;
  }
  return made;
}

}  // namespace

std::string text_from_html(std::string_view html) {
  std::string text, hidden_until;
  for (std::size_t i = 0; i < html.size();) {
    const std::string_view rest = html.substr(i + 1);
    if (html[i] == '<' && !rest.empty() && (is_letter(rest.front()) || rest.front() == '/' || rest.front() == '!')) {
      const std::size_t length =
          rest.starts_with("!--") ? rest.find("-->") + (rest.find("-->") == std::string_view::npos ? 0 : 3) : tag_length(rest);
      if (length == std::string_view::npos) break;
      const std::string_view tag = rest.substr(0, length);
      const std::string name = tag_name(tag);
      if (!hidden_until.empty()) {
        if (name == hidden_until) hidden_until.clear();
      } else if (hides(name, tag)) {
        hidden_until = "/" + name;
      } else if (breaks_line(name)) {
        text += '\n';
      }
      i += 1 + length;
    } else if (!hidden_until.empty()) {
      ++i;
    } else if (html[i] == '&') {
      const std::size_t length = decode_reference(rest, text);
      if (length == 0) text += '&';
      i += 1 + length;
    } else {
      text += html[i++];
    }
  }
  return std::string(trimmed(text));
}

bool same_words(std::string_view a, std::string_view b, Rewriting rewriting) {
  const std::string left = plain(a), right = plain(b);
  if (left == right) return true;
  if (rewriting == Rewriting::none) return false;
  const std::string these = letters(left), those = letters(right);
  return !these.empty() && these == those;
}

}  // namespace cmtool
