// SPDX-License-Identifier: MIT
// Letters out of the mathematics and symbols blocks ("𝓢𝓸𝓵𝓭𝓮𝓼"): screen readers skip or spell them, and no search finds them.
#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr int few = 3;         // three letters make no word
constexpr int few_raised = 6;  // "Mᵐᵉ", "1ᵉʳ" and "XIXᵉ" are good French
constexpr int few_struck = 3;

bool is_dressed_up(char32_t c) {
  return (c >= 0x1D400 && c <= 0x1D7CB) ||                                            // mathematical letters
         (c >= 0x24B6 && c <= 0x24E9) || (c >= 0x249C && c <= 0x24B5) ||              // in circles and parentheses
         (c >= 0x1F110 && c <= 0x1F189 && c != 0x1F170 && c != 0x1F171 && c != 0x1F17E && c != 0x1F17F) ||  // in squares, but for blood groups
         c == 0x210A || c == 0x210B || c == 0x2110 || c == 0x2112 || c == 0x211B || (c >= 0x212C && c <= 0x2134 && c != 0x212E);
}
bool is_raised(char32_t c) { return (c >= 0x1D00 && c <= 0x1D6A) || (c >= 0x2B0 && c <= 0x2B8) || c == 0x207F || (c >= 0x1D9C && c <= 0x1DBB); }
bool is_wide(char32_t c) { return (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A); }
bool is_east_asian(char32_t c) { return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3); }
bool is_strike(char32_t c) { return c >= 0x334 && c <= 0x338; }

std::vector<Remark> check(const Post& post) {
  for (const auto text : texts_of(post)) {
    int dressed = 0, raised = 0, wide = 0, struck = 0;
    bool east_asian = false;
    each_code_point(text, [&](char32_t c, std::size_t, std::size_t) {
      dressed += is_dressed_up(c);
      raised += is_raised(c);
      wide += is_wide(c);
      struck += is_strike(c);
      east_asian = east_asian || is_east_asian(c);
    });
    if (dressed > few || raised > few_raised || (wide > few && !east_asian) || struck > few_struck)
      return {{"fancy_letters", tr("the text has decorative letters that screen readers cannot read and no search finds"),
               tr("write it in ordinary letters")}};
  }
  return {};
}

}  // namespace

const Lint& fancy_letters_lint() {
  static const Lint it{.name = "fancy_letters", .title = N_("decorative Unicode letters"), .check = check};
  return it;
}

}  // namespace cmtool
