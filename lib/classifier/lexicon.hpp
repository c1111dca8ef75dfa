// SPDX-License-Identifier: MIT
// Word lists as the classifier carries them: which words are rude, which are kind, and how much.
//
// A list lies in the model's file as hashes of its folded entries, with one value each, so that a model needs nothing beside
// it and no rude word stands in the program. An entry is a word, a phrase of up to three words, a face (":)") or a picture.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "classifier/tokens.hpp"

namespace cmtool::classifier {

/// The hash under which letters are looked for; phrases are hashed word after word, with `blank` between.
std::uint64_t hash_of(std::u32string_view letters, std::uint64_t seed = 0xcbf29ce484222325u);
std::uint64_t with_blank(std::uint64_t hash);

class Lexicon {
 public:
  enum class Kind : std::uint8_t {
    valence = 0,   ///< how good (+) or bad (-) a word is, in tenths
    rudeness = 1,  ///< how rude a word is, 1 to 4
  };
  using Entry = std::pair<std::uint32_t, std::int8_t>;

  Lexicon() = default;
  Lexicon(Kind, std::vector<Entry>);

  [[nodiscard]] Kind kind() const { return kind_; }
  /// Sorted by hash, each hash once.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  /// The value of what has this hash, or 0.
  [[nodiscard]] int find(std::uint64_t hash) const {
    if (slots_.empty()) return 0;
    const auto key = static_cast<std::uint32_t>(hash >> 32);
    for (auto at = key & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].second == 0) return 0;
      if (slots_[at].first == key) return slots_[at].second;
    }
  }

 private:
  Kind kind_ = Kind::valence;
  std::vector<Entry> entries_{};
  std::vector<Entry> slots_{};  ///< a table with open addressing; value 0 is an empty slot
  std::uint32_t mask_ = 0;
};

/// Makes a lexicon out of words; a word given twice keeps the larger amount.
class LexiconMaker {
 public:
  void add(std::string_view entry, int value);
  [[nodiscard]] Lexicon made(Lexicon::Kind) const;

 private:
  std::vector<Lexicon::Entry> entries_{};
  Tokens tokens_{};
};

}  // namespace cmtool::classifier
