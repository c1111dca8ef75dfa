// SPDX-License-Identifier: MIT
// What a linear model is given of a message: words, pairs of words, pieces of words, and facts about the whole.
//
// Every feature is a place among 2^bits, found by hashing; its value is (1 + log of how often it occurs) over the length of its
// group, so that long messages do not outweigh short ones, nor pieces words. Words: single, in pairs, and marked when denied.
// Pieces: two to five letters inside a word and its ends. Facts: capitals, lengths, signs, and what the lexicons say of the
// message (valence much as VADER sums it up: denial, emphasis, "but"). Reused, a reader allocates nothing for a message.
//
// A model may leave words and pieces alone and look at signs, pictures and lexicons only: what one language taught it then holds in
// another as soon as the lexicon is exchanged.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/lexicon.hpp"
#include "classifier/tokens.hpp"

namespace cmtool::classifier {

/// What is read of a message.
enum class Reading : std::uint8_t {
  all = 0,
  signs = 1,  ///< no words and no pieces of them, but what lexicons say
};

enum class Group : std::uint8_t { words, pieces, facts };

struct Feature {
  std::uint32_t place = 0;
  float value = 0;
};

/// Where a feature came from; for explaining a score.
struct Occurrence {
  std::uint32_t feature = 0;  ///< index into features()
  std::uint32_t token = 0;    ///< index into tokens().list
};

class FeatureReader {
 public:
  /// `lexicons` must outlive the reader. 8 <= bits <= 24.
  FeatureReader(unsigned bits, std::span<const Lexicon> lexicons, Reading reading = Reading::all);

  /// Reads a message; what it answers holds until the next one.
  std::span<const Feature> read(std::string_view message);
  /// The same, keeping where the features of words and pieces came from.
  std::span<const Feature> read_traced(std::string_view message);
  [[nodiscard]] std::span<const Occurrence> occurrences() const { return occurrences_; }
  [[nodiscard]] const Tokens& tokens() const { return tokens_; }

 private:
  /// What a lexicon says of each token: its value there, and how many tokens the entry takes.
  struct Hit {
    int value = 0;
    std::uint32_t words = 1;
    int told = 0;  ///< the sign of what it adds to the message, denied or not
  };
  struct Slot {
    std::uint32_t round = 0, place = 0, feature = 0;
  };

  void gather(std::string_view message);
  void add(std::uint64_t hash, Group);
  void add_value(std::uint64_t hash, float value);
  /// A fact about the whole, for which those tokens speak that have a value of this sign.
  void trace_last(std::size_t before, bool positive);
  void grow();
  void add_words();
  void add_pieces(std::u32string_view letters);
  void add_shape();
  [[nodiscard]] int rude_form(const Lexicon&, const Token&) const;
  void look_up(const Lexicon&);
  void add_valence(std::size_t which);
  void add_rudeness(std::size_t which);
  [[nodiscard]] bool is_denied(std::size_t token) const;

  unsigned bits_;
  std::span<const Lexicon> lexicons_;
  Reading reading_;
  Tokens tokens_{};
  std::vector<std::uint64_t> hashes_{};  ///< of each token's letters
  std::vector<std::uint8_t> roles_{};    ///< of each token: denies, emphasises, addresses, turns
  std::vector<Hit> hits_{};
  std::vector<Feature> features_{};
  std::vector<Group> groups_{};
  std::vector<Slot> slots_{};
  std::uint32_t round_ = 0;
  bool traced_ = false;
  std::uint32_t token_ = 0;  ///< whose features are being added
  std::vector<Occurrence> occurrences_{};
};

}  // namespace cmtool::classifier
