// SPDX-License-Identifier: MIT
// A message as the classifier reads it: words, numbers, addresses, marks, pictures, and its shape.
//
// Each token keeps where it stands in the message, so that a score can name the words that led to it. Addresses count as
// "<url>" and by their host, "@name" as "<user>", numbers by their length. Letters are folded (letters.hpp); digits and signs
// that stand for letters inside a word are read as these. Any bytes may be given.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool::classifier {

/// Of a longer message only the beginning is read: nobody hides what he wants to be read behind this much.
inline constexpr std::size_t longest_message = 16384;

/// One token: where it stands in the message, and its folded letters.
struct Token {
  enum class Kind : std::uint8_t { word, number, url, host, user, mark, picture };
  Kind kind = Kind::word;
  bool capitals = false;   ///< two letters or more, all of them capital
  bool stretched = false;  ///< a letter three times or more in a row; its letters hold it twice
  bool disguised = false;  ///< digits or signs stood for letters
  bool masked = false;     ///< stars stand for some of its letters
  bool hashtag = false;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the message
  std::uint32_t at = 0, size = 0;    ///< of Tokens::letters
};

/// What is counted over the whole message.
struct Shape {
  std::uint32_t bytes = 0, letters = 0, capitals = 0, digits = 0, exclamations = 0, questions = 0, foreign = 0, lines = 1;
};

/// One letter, and where it stands in the message.
struct Unit {
  char32_t letter = 0;
  std::uint32_t at = 0;  ///< its first byte
  bool capital = false;
};

/// The tokens of one message. Reused from message to message, it allocates nothing more.
struct Tokens {
  std::vector<Unit> units{};  ///< the message, folded
  std::vector<Token> list{};
  std::u32string letters{};
  Shape shape{};
  /// Letters of a token.
  [[nodiscard]] std::u32string_view text(const Token& token) const { return {letters.data() + token.at, token.size}; }
};

void read_tokens(std::string_view message, Tokens&);

}  // namespace cmtool::classifier
