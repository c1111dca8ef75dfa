// SPDX-License-Identifier: MIT
// All lists in one: a tree of words, in which an entry of one word or of several is a path from the root.
//
// Beside the entries as they are written, the vocabulary holds other spellings that lead to the same place of the tree: phrases
// written as one word, words without their vowels, words with two neighbours swapped. None is made that is an entry or exempt.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/language_guess.hpp"
#include "words/folded_text.hpp"
#include "words/vocabulary.hpp"

namespace cmtool::words {

inline constexpr std::size_t longest_phrase = 4;
inline constexpr std::uint32_t every_list = 0xFFFFFFFF;

/// Is there something to look for in this, and no more than longest_phrase words?
bool is_phrase(std::string_view words);

struct Entry {
  std::string words{};  ///< as the list has them
  std::string category{};
  int severity = 2;
  std::uint32_t list = 0;
  bool foreign_looks = false;  ///< written in letters that only look Latin
};

class Phrases {
 public:
  struct Node {
    std::vector<std::uint32_t> entries{};  ///< that end here
    std::vector<std::uint32_t> exempts{};  ///< lists for which what ends here is harmless
    bool goes_on = false;
  };
  struct Place {
    std::uint32_t node = 0;               ///< of the tree, when this word comes first; 0 for none
    std::uint32_t meant = no_word;        ///< the word of which it is another spelling, or itself
  };

  /// False, and nothing is done, for what is no phrase.
  bool add(const Entry&);
  bool exempt(std::string_view words, std::uint32_t list);
  /// After the last of both, before the first look.
  void close();

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] const Entry& entry(std::uint32_t at) const { return entries_[at]; }
  [[nodiscard]] const Node& node(std::uint32_t at) const { return nodes_[at]; }
  [[nodiscard]] Place place(std::uint32_t word) const { return places_[word]; }
  /// Where `word` leads from a node; 0 for nowhere.
  [[nodiscard]] std::uint32_t next(std::uint32_t node, std::uint32_t word) const {
    const auto found = edges_.find(std::uint64_t{node} << 32 | word);
    return found == edges_.end() ? 0 : found->second;
  }

 private:
  bool split(std::string_view words);
  std::uint32_t path(bool in_patterns);
  void spell(std::string_view word, std::uint32_t node, std::uint32_t meant, bool in_patterns);
  void spell_without_vowels(std::uint32_t word);
  void spell_with_swaps(std::uint32_t word);

  Vocabulary vocabulary_{};
  std::vector<Entry> entries_{};
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Place> places_{};
  std::unordered_map<std::uint64_t, std::uint32_t> edges_{};
  std::vector<std::pair<std::string, std::uint32_t>> joined_{};  ///< phrases written as one word
  std::vector<std::uint32_t> singles_{};                         ///< words that are entries by themselves
  FoldedText folded_{};
  std::vector<std::string_view> parts_{};
};

}  // namespace cmtool::words
