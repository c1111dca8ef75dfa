// SPDX-License-Identifier: MIT
// What each byte of a folded message is to a word: a letter, something that may stand for one, or an end.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "words/folded_text.hpp"
#include "words/vocabulary.hpp"

namespace cmtool::words {

enum class Kind : std::uint8_t {
  letter,     ///< a to z, and every byte of other letters
  digit,
  sign,       ///< stands for certain letters: "@", "$", "!"
  star,       ///< stands for any one letter: "*", "#", "^"
  separator,  ///< may stand inside a word that is spelt, and between words
  end,        ///< of a sentence, and a separator otherwise
  blank,
  line,
};

namespace detail {
constexpr std::array<Kind, 256> all_kinds() {
  std::array<Kind, 256> kinds{};
  for (std::size_t c = 0; c < 256; ++c) {
    kinds[c] = c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? Kind::letter : c >= '0' && c <= '9' ? Kind::digit : Kind::separator;
  }
  const auto set = [&](std::string_view all, Kind kind) {
    for (const char c : all) kinds[static_cast<unsigned char>(c)] = kind;
  };
  set("@$!|+", Kind::sign);
  for (const char c : {euro, pound, cent}) kinds[static_cast<unsigned char>(c)] = Kind::sign;
  set("*#^", Kind::star);
  set(".?;:", Kind::end);
  kinds[' '] = kinds['\t'] = Kind::blank;
  kinds['\n'] = kinds['\r'] = kinds['\v'] = kinds['\f'] = Kind::line;
  return kinds;
}
inline constexpr auto kinds = all_kinds();
}  // namespace detail

constexpr Kind kind_of(char c) { return detail::kinds[static_cast<unsigned char>(c)]; }
constexpr bool is_gap(Kind kind) { return kind >= Kind::blank; }
constexpr bool is_separator(Kind kind) { return kind == Kind::separator || kind == Kind::end; }

/// The letters that a letter, a digit, a sign or a star may stand for; 0 for what stands for none.
constexpr std::uint32_t letters_for(char c) {
  const auto bits = [](std::string_view letters) {
    std::uint32_t all = 0;
    for (const char letter : letters) all |= letter_bit(letter);
    return all;
  };
  if (c >= 'a' && c <= 'z') return letter_bit(c);
  switch (c) {
    case '0': return bits("o");
    case '1': case '!': case '|': return bits("il");
    case '2': return bits("z");
    case '3': case euro: return bits("e");
    case '4': case '@': return bits("a");
    case '5': case '$': return bits("s");
    case '6': return bits("bg");
    case '7': case '+': return bits("t");
    case '8': return bits("b");
    case '9': return bits("gq");
    case pound: return bits("l");
    case cent: return bits("c");
    case '*': case '#': case '^': return any_letter;
    default: return 0;
  }
}

}  // namespace cmtool::words
