// SPDX-License-Identifier: MIT
#include "cli/screen/safe_line.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "text/harmless.hpp"
#include "text/width.hpp"

namespace cmtool {
namespace {

/// As many marks as ncurses keeps in a cell.
constexpr std::size_t most_marks = 4;
constexpr char32_t joiner = 0x200D;

bool is_variation_selector(char32_t c) { return c >= 0xFE00 && c <= 0xFE0F; }
bool is_pictorial(char32_t c) { return c >= 0x2190 && c < 0x3000 ? true : c >= 0x1F000 && c < 0x20000; }

std::string of_agreed_width(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  char32_t base = 0;
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    const auto piece = text.substr(from, at - from);
    if (is_variation_selector(c) || (c == joiner && is_pictorial(base))) continue;
    if (c >= 0x300 && width(piece) == 0) {
      if (base == 0) result += ' ';  // a mark needs something to stand on
      if (base == 0) base = U' ';
      if (++marks > most_marks) continue;
    } else {
      base = c;
      marks = 0;
    }
    result += piece;
  }
  return result;
}

/// How many bytes of it fit; at least one character, for otherwise nobody would come to an end.
std::size_t fitting(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    (void)next_code_point(text, at);
    used += width(text.substr(from, at - from));
    if (used > columns && from > 0) return from;
  }
  return text.size();
}

void break_up(std::string_view line, std::size_t columns, std::vector<std::string>& into) {
  std::string current;
  std::size_t used = 0;
  const auto next_line = [&] {
    into.push_back(std::exchange(current, {}));
    used = 0;
  };
  for (;;) {
    const auto end = std::min(line.find(' '), line.size());
    std::string_view word = line.substr(0, end);
    if (used > 0 && used + 1 + width(word) > columns) next_line();
    else if (used > 0) current += ' ', ++used;
    for (auto room = fitting(word, columns); room < word.size(); room = fitting(word, columns)) {
      current = word.substr(0, room);
      word.remove_prefix(room);
      next_line();
    }
    current += word;
    used += width(word);
    if (end == line.size()) break;
    line.remove_prefix(end + 1);
  }
  into.push_back(std::move(current));
}

}  // namespace

std::string safe_line(std::string_view text) { return of_agreed_width(harmless(mask_secrets(text), Lines::show)); }

std::vector<std::string> safe_lines(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    break_up(safe_line(line), std::max<std::size_t>(columns, 2), lines);
    at = end + 1;
  }
  return lines;
}

std::string in_columns(std::string_view safe, std::size_t columns) {
  std::string result = cut(safe, columns);
  const std::size_t used = width(result);
  if (used < columns) result.append(columns - used, ' ');
  return result;
}

}  // namespace cmtool
