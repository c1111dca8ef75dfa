// SPDX-License-Identifier: MIT
// A message as a row of words: small bare letters, and where each stands.
//
// A word is what stands between anything that is neither a letter nor a digit; a picture is a word of its own. Any bytes may be given; of a
// long message only the beginning is heard.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "words/folded_text.hpp"

namespace cmtool::listen {

/// Nobody says in this much what has not been said before.
inline constexpr std::size_t longest_message = 64u << 10;

struct HeardWord {
  std::uint32_t at = 0, size = 0;     ///< of the folded letters
  char sign = 0;                      ///< '#' or '@' right before it
  bool apart = false;                 ///< more than a blank, a hyphen or an apostrophe lies between it and the word before: another thought begins
};

/// The words of one message. Reused from message to message, it allocates nothing more.
struct HeardWords {
  words::FoldedText text{};
  std::vector<HeardWord> list{};
  [[nodiscard]] std::string_view letters(const HeardWord& word) const { return std::string_view(text.letters).substr(word.at, word.size); }
};

void hear(std::string_view message, HeardWords&);

}  // namespace cmtool::listen
