// SPDX-License-Identifier: MIT
// Goes through a folded message once and says which words of the vocabulary stand in it, in order.
//
// A word is looked up whole, never as a part of another: "concours" holds no "con". It is read as it stands; with digits and
// signs as the letters they may mean; with a star as any letter; with what separates its letters left out ("b.r.a", "b r a");
// and with letters that were drawn out, once. Addresses and names after "@" are not words.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "words/phrases.hpp"
#include "words/signs.hpp"

namespace cmtool::words {

/// What was found at one place: an entry, or words that make one harmless.
struct Finding {
  std::uint32_t begin = 0, end = 0;  ///< of the folded letters
  std::uint32_t node = 0;
};

class Scanner {
 public:
  explicit Scanner(const Phrases& phrases) : phrases_(phrases), vocabulary_(phrases.vocabulary()) {}

  /// What is found lies in findings() until the next call. Reused, it allocates nothing more.
  void read(std::string_view letters);
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

 private:
  struct Started {
    std::uint32_t node = 0, begin = 0;
  };
  struct Single {
    std::uint32_t at = 0;
    bool after_wide_gap = false;
  };
  using Size = std::size_t;

  void chunk(Size begin, Size end, bool after_wide_gap);
  void core(Size begin, Size end, bool exclaims);
  bool as_one(Size begin, Size end, bool exclaims);
  void segment(Size begin, Size end, bool exclaims);
  void pieces(Size begin, Size end);
  void plain(Size begin, Size end);
  void plain(Size begin, Size end, std::uint64_t hash, Size doubles);
  bool stretched(Size begin, Size end);
  void single(Size at, bool after_wide_gap);
  void end_singles();
  void spelt(Size first, Size last);
  bool spelt_word(Size first, Size last);
  bool is_pattern(std::string_view) const;
  bool match(std::string_view, Size begin, Size end);
  bool found(std::uint32_t word, Size begin, Size end);
  bool found(Size begin, Size end);
  void end_phrases() { started_.clear(); }

  const Phrases& phrases_;
  const Vocabulary& vocabulary_;
  std::string_view text_{};
  std::vector<Finding> findings_{};
  std::vector<Started> started_{}, starting_{};
  std::vector<Single> singles_{};
  std::vector<Place> places_{};
  std::vector<std::uint32_t> words_{};
  std::string joined_{};
  std::int64_t steps_ = 0;
};

}  // namespace cmtool::words
