// SPDX-License-Identifier: MIT
#include "words/vocabulary.hpp"

#include <algorithm>
#include <bit>

#include "base/ascii.hpp"

namespace cmtool::words {

std::uint32_t Vocabulary::add(std::string_view word, bool in_patterns) {
  const auto [at, is_new] = ids_.try_emplace(std::string(word), static_cast<std::uint32_t>(words_.size()));
  if (is_new) {
    words_.emplace_back(word);
    in_patterns_.push_back(false);
  }
  if (in_patterns && std::all_of(word.begin(), word.end(), is_lower)) in_patterns_[at->second] = true;
  return at->second;
}

void Vocabulary::close() {
  ids_.clear();
  sorted_.clear();
  for (std::uint32_t id = 0; id < words_.size(); ++id) {
    if (in_patterns_[id]) sorted_.push_back(id);
  }
  std::sort(sorted_.begin(), sorted_.end(), [&](auto a, auto b) { return words_[a] < words_[b]; });
  slots_.assign(std::bit_ceil(words_.size() * 2 + 1), {});
  mask_ = static_cast<std::uint32_t>(slots_.size() - 1);
  for (std::uint32_t id = 0; id < words_.size(); ++id) {
    const auto hash = Hash::of(words_[id]);
    const auto bit = static_cast<std::uint32_t>(hash >> 13) % sieve_bits;
    sieve_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    auto at = static_cast<std::uint32_t>(hash) & mask_;
    while (slots_[at].id != no_word) at = (at + 1) & mask_;
    slots_[at] = {.tag = static_cast<std::uint32_t>(hash >> 32), .id = id};
  }
}

/// The sorted words are a tree: those that share their first letters lie side by side.
struct Vocabulary::Search {
  const Vocabulary& in;
  const std::vector<Place>& places;
  std::vector<std::uint32_t>& found;
  std::size_t most;
  std::int64_t& steps;

  /// The letter at `depth`; the end of a word comes before every letter.
  [[nodiscard]] char letter(std::size_t at, std::size_t depth) const {
    const auto& word = in.words_[in.sorted_[at]];
    return depth < word.size() ? word[depth] : '\0';
  }

  void from(std::size_t place, std::size_t first, std::size_t last, std::size_t depth) {
    if (first == last || steps < 0) return;
    if (place == places.size()) {
      if (letter(first, depth) == '\0' && std::find(found.begin(), found.end(), in.sorted_[first]) == found.end()) found.push_back(in.sorted_[first]);
      return;
    }
    const auto& here = places[place];
    for (auto letters = here.letters; letters != 0 && found.size() < most && steps >= 0; letters &= letters - 1) {
      const char c = static_cast<char>('a' + std::countr_zero(letters));
      auto begin = first, end = last;
      for (std::size_t times = 1; times <= here.most; ++times) {
        narrow(begin, end, depth + times - 1, c);
        if (begin == end) break;
        if (times >= here.least) from(place + 1, begin, end, depth + times);
      }
    }
  }

  void narrow(std::size_t& begin, std::size_t& end, std::size_t depth, char c) {
    --steps;
    const auto bound = [&](std::size_t low, std::size_t high, auto before) {
      while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (before(letter(middle, depth))) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    begin = bound(begin, end, [c](char there) { return there < c; });
    end = bound(begin, end, [c](char there) { return there <= c; });
  }
};

void Vocabulary::match(const std::vector<Place>& places, std::vector<std::uint32_t>& found, std::size_t most, std::int64_t& steps) const {
  Search{.in = *this, .places = places, .found = found, .most = most, .steps = steps}.from(0, 0, sorted_.size(), 0);
}

}  // namespace cmtool::words
