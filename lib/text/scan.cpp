// SPDX-License-Identifier: MIT
#include "text/scan.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr char32_t joiner = 0x200D, picture_selector = 0xFE0F, keycap = 0x20E3;

/// U+00C0 … U+017F without their marks; '?' for what is no letter.
constexpr std::string_view bare_latin =
    "AAAAAA?CEEEEIIIIDNOOOOO?OUUUUY?saaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKk?LlLlLl?"
    "?LlNnNnNn???OoOoOo??RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(bare_latin.size() == 0x180 - 0xC0);

bool is_word_start(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  return before < 0x80 && !is_letter_or_digit(text[at - 1]) && before != '_';
}
bool is_word_end(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) < 0x80 && !is_letter_or_digit(text[at]));
}

/// May this stand in a hashtag? Letters of other scripts are all above ASCII; so are dashes, quotes and emoji, which end one.
bool in_hashtag(char32_t c) {
  if (c < 0x80) return is_letter_or_digit(static_cast<char>(c)) || c == '_';
  return !(c < 0xC0 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) || c == 0xFE0F ||
           (c >= 0x1F000 && c <= 0x1FAFF) || c == 0xFFFD);
}

/// Shown as a picture although it stands among the older symbols (Emoji_Presentation, Unicode 15).
bool is_old_emoji(char32_t c) {
  static constexpr std::array<char32_t, 60> known = {
      0x231A, 0x231B, 0x23E9, 0x23EA, 0x23EB, 0x23EC, 0x23F0, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2649, 0x264A,
      0x264B, 0x264C, 0x264D, 0x264E, 0x264F, 0x2650, 0x2651, 0x2652, 0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA, 0x26AB, 0x26BD,
      0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26FA, 0x26FD, 0x2705, 0x270A, 0x270B, 0x2728,
      0x274C, 0x274E, 0x2753, 0x2754, 0x2755, 0x2757, 0x2795, 0x2796, 0x2797, 0x27B0, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B55};
  return std::binary_search(known.begin(), known.end(), c);
}
bool is_flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
bool is_skin(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }
bool is_new_emoji(char32_t c) { return c >= 0x1F300 && c <= 0x1FAFF && !is_skin(c) && !(c >= 0x1F700 && c <= 0x1F7DF); }

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  each_code_point(text, [&points](char32_t c, std::size_t, std::size_t) { points.push_back(c); });
  return points;
}

/// How many code points the emoji at `at` takes; 0: there is none.
std::size_t emoji_at(const std::vector<char32_t>& text, std::size_t at) {
  const auto c = [&text](std::size_t i) { return i < text.size() ? text[i] : U'\0'; };
  if (is_flag_letter(c(at))) return is_flag_letter(c(at + 1)) ? 2 : 1;
  if (c(at + 1) == picture_selector && c(at + 2) == keycap) return 3;
  if (!is_new_emoji(c(at)) && !is_old_emoji(c(at)) && !(c(at) >= 0x2000 && c(at + 1) == picture_selector)) return 0;
  for (std::size_t end = at + 1;; end += 2) {  // a joiner and what it joins
    while (c(end) == picture_selector || is_skin(c(end)) || (c(end) >= 0xE0020 && c(end) <= 0xE007F)) ++end;
    if (c(end) != joiner || end + 1 >= text.size()) return end - at;
  }
}

}  // namespace

std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_code_point(text, [&](char32_t c, std::size_t begin, std::size_t end) {
    if (c < 0x80) out += lower(static_cast<char>(c));
    else if (c == 0x152 || c == 0x153) out += "oe";
    else if (c == 0xC6 || c == 0xE6) out += "ae";
    else if (c == 0x2019) out += '\'';
    else if (c == 0xA0 || c == 0x202F) out += ' ';
    else if (c >= 0x300 && c <= 0x36F) return;  // "e" + U+0301
    else if (c >= 0xC0 && c < 0x180 && bare_latin[c - 0xC0] != '?') out += lower(bare_latin[c - 0xC0]);
    else out += text.substr(begin, end - begin);
  });
  return out;
}

bool has_words(std::string_view text, std::string_view words) {
  const auto ends_at = [&](std::size_t at) -> std::size_t {
    for (const char each : words) {
      if (each == ' ') {
        if (at >= text.size() || !is_space(text[at])) return 0;
        while (at < text.size() && is_space(text[at])) ++at;
      } else {
        if (at >= text.size() || text[at] != each) return 0;
        ++at;
      }
    }
    return at;
  };
  for (auto at = text.find(words.front()); at != std::string_view::npos; at = text.find(words.front(), at + 1)) {
    const auto end = ends_at(at);
    if (end != 0 && (is_word_start(text, at) || !is_letter_or_digit(words.front())) && is_word_end(text, end)) return true;
  }
  return false;
}

std::string without_links(std::string_view text) {
  std::string out;
  while (true) {
    const auto at = std::min(text.find("https://"), text.find("http://"));
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at);
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return is_space(c); });
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
}

std::vector<std::string_view> hashtags(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    if (!is_word_start(text, at) || (at > 0 && (text[at - 1] == '/' || text[at - 1] == '&'))) continue;
    std::size_t end = at + 1;
    bool letter = false;
    while (end < text.size()) {
      const auto point = decode(text, end);
      if (!in_hashtag(point.value)) break;
      letter = letter || !(point.value < 0x80 && !is_letter(static_cast<char>(point.value)));
      end += point.bytes;
    }
    if (letter) found.push_back(text.substr(at + 1, end - at - 1));
  }
  return found;
}

EmojiCount count_emoji(std::string_view text) {
  EmojiCount count;
  int run = 0;
  const auto points = code_points(text);
  for (std::size_t at = 0; at < points.size();) {
    if (const auto size = emoji_at(points, at)) {
      ++count.all;
      count.longest_run = std::max(count.longest_run, ++run);
      at += size;
      continue;
    }
    if (points[at] != ' ' && points[at] != 0xA0 && points[at] != picture_selector) run = 0;
    ++at;
  }
  return count;
}

Case case_of(char32_t c) {
  if (c < 0x80) return is_upper(static_cast<char>(c)) ? Case::capital : is_lower(static_cast<char>(c)) ? Case::small : Case::none;
  if (c == 0x152) return Case::capital;
  if (c == 0x153 || c == 0xE6) return Case::small;
  if (c == 0xC6) return Case::capital;
  if (c < 0xC0 || c >= 0x180 || bare_latin[c - 0xC0] == '?') return Case::none;
  return is_upper(bare_latin[c - 0xC0]) ? Case::capital : Case::small;
}

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t count = 0, cut = text.size();
  each_code_point(text, [&](char32_t, std::size_t begin, std::size_t) {
    if (++count == most + 1) cut = begin;
  });
  return cut == text.size() ? std::string(text) : std::string(text.substr(0, cut)) + "…";
}

}  // namespace cmtool
