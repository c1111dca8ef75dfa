// SPDX-License-Identifier: MIT
#include "listen/words.hpp"

#include "base/ascii.hpp"

namespace cmtool::listen {
namespace {

/// Folded, everything beyond ASCII is a letter or a picture, and pictures stand between blanks.
bool is_of_word(char c) { return is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

/// What may stand inside of what is said in one breath.
bool joins(char c) { return c == ' ' || c == '-' || c == '\'' || c == '\t' || c == '#' || c == '@'; }

}  // namespace

void hear(std::string_view message, HeardWords& heard) {
  words::fold(message.substr(0, longest_message), heard.text);
  heard.list.clear();
  const std::string_view letters = heard.text.letters;
  bool apart = true;
  for (std::size_t at = 0; at < letters.size();) {
    if (!is_of_word(letters[at])) {
      apart = apart || !joins(letters[at]);
      ++at;
      continue;
    }
    const auto begin = at;
    while (at < letters.size() && is_of_word(letters[at])) ++at;
    const char before = begin == 0 ? ' ' : letters[begin - 1];
    heard.list.push_back({.at = static_cast<std::uint32_t>(begin), .size = static_cast<std::uint32_t>(at - begin),
                          .sign = before == '#' || before == '@' ? before : '\0', .apart = apart});
    apart = false;
  }
}

}  // namespace cmtool::listen
