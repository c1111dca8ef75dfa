// SPDX-License-Identifier: MIT
#include "text/letters.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cmtool {
namespace {

/// U+00C0 … U+017F without their marks; '?' for what is no letter or becomes two.
constexpr std::string_view bare_latin =
    "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkklllllll"
    "lllnnnnnn???oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(bare_latin.size() == 0x180 - 0xC0);

struct Alike {
  char32_t from = 0;
  char to = 0;
};

/// Single letters that lie in no row: letterlike symbols, small capitals, raised letters.
constexpr std::array<Alike, 72> singles = {{
    {0x0262, 'g'}, {0x026A, 'i'}, {0x0274, 'n'}, {0x0280, 'r'}, {0x028F, 'y'}, {0x0299, 'b'}, {0x029C, 'h'}, {0x029F, 'l'},
    {0x02B0, 'h'}, {0x02B2, 'j'}, {0x02B3, 'r'}, {0x02B7, 'w'}, {0x02B8, 'y'}, {0x02E1, 'l'}, {0x02E2, 's'}, {0x02E3, 'x'},
    {0x1D00, 'a'}, {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'}, {0x1D0A, 'j'}, {0x1D0B, 'k'}, {0x1D0D, 'm'}, {0x1D0F, 'o'},
    {0x1D18, 'p'}, {0x1D1B, 't'}, {0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'}, {0x1D22, 'z'}, {0x1D43, 'a'}, {0x1D47, 'b'},
    {0x1D48, 'd'}, {0x1D49, 'e'}, {0x1D4D, 'g'}, {0x1D4F, 'k'}, {0x1D50, 'm'}, {0x1D52, 'o'}, {0x1D56, 'p'}, {0x1D57, 't'},
    {0x1D58, 'u'}, {0x1D5B, 'v'}, {0x1D9C, 'c'}, {0x1DA0, 'f'}, {0x1DBB, 'z'}, {0x2071, 'i'}, {0x207F, 'n'}, {0x2102, 'c'},
    {0x210A, 'g'}, {0x210B, 'h'}, {0x210C, 'h'}, {0x210D, 'h'}, {0x210E, 'h'}, {0x2110, 'i'}, {0x2111, 'i'}, {0x2112, 'l'},
    {0x2113, 'l'}, {0x2115, 'n'}, {0x2119, 'p'}, {0x211A, 'q'}, {0x211B, 'r'}, {0x211C, 'r'}, {0x211D, 'r'}, {0x2124, 'z'},
    {0x2128, 'z'}, {0x212A, 'k'}, {0x212C, 'b'}, {0x212D, 'c'}, {0x212F, 'e'}, {0x2130, 'e'}, {0x2131, 'f'}, {0x2133, 'm'},
}};

/// Small letters of other scripts and of phonetics that look like Latin ones.
constexpr std::array<Alike, 56> lookalikes = {{
    {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'i'}, {0x0280, 'r'}, {0x03B1, 'a'}, {0x03B2, 'b'}, {0x03B3, 'y'},
    {0x03B5, 'e'}, {0x03B7, 'n'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BC, 'u'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'},
    {0x03C3, 'o'}, {0x03C4, 't'}, {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03C9, 'w'}, {0x03F2, 'c'}, {0x03F3, 'j'}, {0x0430, 'a'},
    {0x0432, 'b'}, {0x0433, 'r'}, {0x0435, 'e'}, {0x0438, 'n'}, {0x043A, 'k'}, {0x043C, 'm'}, {0x043D, 'h'}, {0x043E, 'o'},
    {0x043F, 'n'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x044C, 'b'}, {0x0455, 's'},
    {0x0456, 'i'}, {0x0457, 'i'}, {0x0458, 'j'}, {0x0475, 'v'}, {0x04AF, 'y'}, {0x04BB, 'h'}, {0x04CF, 'l'}, {0x0501, 'd'},
    {0x050D, 'g'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x0561, 'w'}, {0x0570, 'h'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0585, 'o'},
}};

template <std::size_t N>
char32_t found_in(const std::array<Alike, N>& table, char32_t c) {
  const auto at = std::lower_bound(table.begin(), table.end(), c, [](const Alike& a, char32_t b) { return a.from < b; });
  return at != table.end() && at->from == c ? static_cast<char32_t>(at->to) : 0;
}

constexpr bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

/// Marks that stand on other letters, joiners, selectors, soft hyphens, direction marks, tags.
bool is_invisible(char32_t c) {
  return c == 0xAD || between(c, 0x300, 0x36F) || c == 0x61C || between(c, 0x1AB0, 0x1AFF) || c == 0x180E || between(c, 0x1DC0, 0x1DFF) ||
         between(c, 0x200B, 0x200F) || between(c, 0x202A, 0x202E) || between(c, 0x2060, 0x206F) || between(c, 0x20D0, 0x20FF) ||
         between(c, 0xFE00, 0xFE0F) || between(c, 0xFE20, 0xFE2F) || c == 0xFEFF || between(c, 0x1F3FB, 0x1F3FF) || between(c, 0xE0000, 0xE01EF);
}

/// The rows of disguised alphabets; 0 for what lies in none.
char32_t undisguised(char32_t c) {
  const auto letter = [](char32_t offset) { return U'a' + offset % 26; };
  if (between(c, 0x1D400, 0x1D6A3)) return letter(c - 0x1D400);
  if (between(c, 0x1D7CE, 0x1D7FF)) return U'0' + (c - 0x1D7CE) % 10;
  if (between(c, 0x249C, 0x24B5)) return letter(c - 0x249C);
  if (between(c, 0x24B6, 0x24E9)) return letter(c - 0x24B6);
  if (between(c, 0x2460, 0x2468)) return U'1' + (c - 0x2460);
  if (between(c, 0x1F110, 0x1F129)) return letter(c - 0x1F110);
  if (between(c, 0x1F130, 0x1F149)) return letter(c - 0x1F130);
  if (between(c, 0x1F150, 0x1F169)) return letter(c - 0x1F150);
  if (between(c, 0x1F170, 0x1F189)) return letter(c - 0x1F170);
  if (between(c, 0x2080, 0x2089)) return U'0' + (c - 0x2080);
  return found_in(singles, c);
}

Folded one(char32_t c) { return {.letters = {c, 0}, .count = 1}; }
Folded two(char32_t a, char32_t b) { return {.letters = {a, b}, .count = 2}; }

}  // namespace

Folded folded(char32_t c) {
  if (c < 0x80) return one(between(c, 'A', 'Z') ? c + 0x20 : c);
  if (between(c, 0xFF01, 0xFF5E)) return folded(c - 0xFEE0);
  if (c < 0xC0) return c == 0xAD ? Folded{} : one(c == 0xA0 ? U' ' : c == 0xAB || c == 0xBB ? U'"' : c);
  if (c < 0x180) {
    if (c == 0xC6 || c == 0xE6) return two('a', 'e');
    if (c == 0x152 || c == 0x153) return two('o', 'e');
    if (c == 0xDF) return two('s', 's');
    const char bare = bare_latin[c - 0xC0];
    return one(bare == '?' ? c : static_cast<char32_t>(bare));
  }
  if (is_invisible(c)) return {};
  if (c == 0x3A2 || c == 0x3C2) return one(0x3C3);  // a sigma at the end of a word
  if (between(c, 0x391, 0x3A9)) return one(c + 0x20);
  if (between(c, 0x400, 0x40F)) return one(c + 0x50);
  if (between(c, 0x410, 0x42F)) return one(c + 0x20);
  if (between(c, 0x460, 0x481) || between(c, 0x48A, 0x4BF) || between(c, 0x4D0, 0x52F) || between(c, 0x1E00, 0x1E95) || between(c, 0x1EA0, 0x1EFF)) {
    return one(c | 1);
  }
  if (c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2032) return one('\'');
  if (c == 0x201C || c == 0x201D) return one('"');
  if (between(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x2028 || c == 0x2029) return one(' ');
  if (c == 0x2026) return one('.');
  const auto plain = undisguised(c);
  return one(plain == 0 ? c : plain);
}

char32_t latin_lookalike(char32_t c) { return c < 0x131 ? 0 : found_in(lookalikes, c); }

bool is_word_letter(char32_t c) {
  if (c < 0x80) return between(c, 'a', 'z') || between(c, 'A', 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c < 0x2000) return c != 0xD7 && c != 0xF7;
  return between(c, 0x2C00, 0x2DFF) || between(c, 0x3005, 0x3007) || between(c, 0x3040, 0xD7FF) || between(c, 0xF900, 0xFDFF) ||
         between(c, 0xFE70, 0xFEFC) || between(c, 0xFF66, 0xFFDC) || between(c, 0x10000, 0x1CFFF) || between(c, 0x20000, 0x3FFFF);
}

bool is_picture(char32_t c) {
  return between(c, 0x2190, 0x21FF) || between(c, 0x2300, 0x23FF) || between(c, 0x25A0, 0x27BF) || between(c, 0x2900, 0x2BFF) ||
         between(c, 0x1F000, 0x1FAFF) || c == 0xA9 || c == 0xAE || c == 0x2122;
}

}  // namespace cmtool
