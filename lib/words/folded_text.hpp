// SPDX-License-Identifier: MIT
// A message as the word filter compares it: small bare letters, and where each came from.
//
// Accents, invisible characters and the disguised alphabets go by letters.hpp. Letters of other scripts that look Latin become
// Latin where a word mixes both or could be read as Latin as a whole. Pictures stand apart from the words they touch. The result
// is UTF-8; ASCII, which most messages are, is only put in lower case.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cmtool::words {

/// Signs beyond ASCII that stand for a letter at times are one byte here, out of what no text has.
inline constexpr char euro = 1, pound = 2, cent = 3;

struct FoldedText {
  std::string letters{};
  std::vector<std::uint32_t> from{};  ///< for each byte of `letters` and its end, where in the message; empty where both are alike
  std::vector<std::pair<std::uint32_t, std::uint32_t>> foreign_looks{};  ///< words written wholly in look-alikes

  std::vector<std::pair<std::uint32_t, char32_t>> looks{};  ///< of the word that is being folded; kept for its memory, as the next two
  std::string word{};
  std::vector<std::uint32_t> places{};

  /// More letters that cannot be read as Latin than Latin ones?
  [[nodiscard]] bool is_mostly_foreign() const;
  [[nodiscard]] std::size_t place(std::size_t at) const { return from.empty() ? at : from[at]; }
};

/// Reused from message to message, `to` allocates nothing more.
void fold(std::string_view message, FoldedText& to);

}  // namespace cmtool::words
