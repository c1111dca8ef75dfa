// SPDX-License-Identifier: MIT
// Every word that some list knows, once, and the two ways to find one.
//
// A plain token costs one look into a hash table; nearly all tokens end there. A disguised one ("m*rd3") is a pattern: for each
// place the letters that may stand there, found by narrowing the sorted words place by place. The steps of such a search are
// counted, so that a message made of nothing but stars costs no more than another.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cmtool::words {

inline constexpr std::uint32_t no_word = 0xFFFFFFFF;

/// Fed letter by letter, so that reading a token and hashing it are one loop.
struct Hash {
  std::uint64_t value = 0x9E3779B97F4A7C15u;
  void add(char c) { value = (value ^ static_cast<unsigned char>(c)) * 0x9FB21C651E98DF25u; }
  [[nodiscard]] std::uint64_t result() const { return value ^ (value >> 32); }
  static std::uint64_t of(std::string_view word) {
    Hash hash;
    for (const char c : word) hash.add(c);
    return hash.result();
  }
};

/// One place of a pattern: what may stand there, and how often in a row.
struct Place {
  std::uint32_t letters = 0;  ///< a bit for each of a to z
  std::uint8_t least = 1, most = 1;
};
inline constexpr std::uint32_t any_letter = (1u << 26) - 1;
constexpr std::uint32_t letter_bit(char c) { return 1u << (c - 'a'); }

class Vocabulary {
 public:
  /// The word's number; a word given twice has one. `in_patterns`: may a disguised token be it?
  std::uint32_t add(std::string_view word, bool in_patterns);
  /// After the last add(), before the first search.
  void close();

  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] std::string_view word(std::uint32_t id) const { return words_[id]; }
  /// False for most of what is not there.
  [[nodiscard]] bool may_hold(std::uint64_t hash) const {
    const auto bit = static_cast<std::uint32_t>(hash >> 13) % sieve_bits;
    return (sieve_[bit / 64] >> (bit % 64) & 1) != 0;
  }
  [[nodiscard]] std::uint32_t find(std::string_view word, std::uint64_t hash) const {
    if (!may_hold(hash)) return no_word;
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (auto at = static_cast<std::uint32_t>(hash) & mask_;; at = (at + 1) & mask_) {
      const auto& slot = slots_[at];
      if (slot.id == no_word) return no_word;
      if (slot.tag == tag && words_[slot.id] == word) return slot.id;
    }
  }
  [[nodiscard]] std::uint32_t find(std::string_view word) const { return find(word, Hash::of(word)); }

  /// Adds the words that fit to `found`, `most` at the most. Ends early when `steps`, which it counts down, are used up.
  void match(const std::vector<Place>&, std::vector<std::uint32_t>& found, std::size_t most, std::int64_t& steps) const;

 private:
  struct Slot {
    std::uint32_t tag = 0, id = no_word;
  };
  struct Search;

  std::vector<std::string> words_{};
  std::unordered_map<std::string, std::uint32_t> ids_{};  ///< while it is filled
  std::vector<bool> in_patterns_{};
  std::vector<std::uint32_t> sorted_{};
  /// A bit for each hash, small enough for the nearest cache: most tokens go no further.
  static constexpr std::uint32_t sieve_bits = 1u << 19;
  std::vector<std::uint64_t> sieve_ = std::vector<std::uint64_t>(sieve_bits / 64);
  std::vector<Slot> slots_ = std::vector<Slot>(1);
  std::uint32_t mask_ = 0;
};

}  // namespace cmtool::words
