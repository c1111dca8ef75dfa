// SPDX-License-Identifier: MIT
#include "classifier/lexicon.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace cmtool::classifier {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t with) {
  hash = (hash ^ with) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

}  // namespace

std::uint64_t hash_of(std::u32string_view letters, std::uint64_t seed) {
  for (const char32_t c : letters) seed = mixed(seed, c);
  return seed;
}

std::uint64_t with_blank(std::uint64_t hash) { return mixed(hash, ' '); }

Lexicon::Lexicon(Kind kind, std::vector<Entry> entries) : kind_(kind), entries_(std::move(entries)) {
  std::erase_if(entries_, [](const Entry& entry) { return entry.second == 0; });
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    const int left = std::abs(int{a.second}), right = std::abs(int{b.second});
    return a.first != b.first ? a.first < b.first : left != right ? left > right : a.second > b.second;
  });
  const auto last = std::unique(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.first == b.first; });
  entries_.erase(last, entries_.end());
  if (entries_.empty()) return;
  slots_.resize(std::bit_ceil(entries_.size() * 2));
  mask_ = static_cast<std::uint32_t>(slots_.size() - 1);
  for (const auto& entry : entries_) {
    auto at = entry.first & mask_;
    while (slots_[at].second != 0) at = (at + 1) & mask_;
    slots_[at] = entry;
  }
}

void LexiconMaker::add(std::string_view entry, int value) {
  read_tokens(entry, tokens_);
  if (value == 0 || tokens_.list.empty() || tokens_.list.size() > 3) return;
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < tokens_.list.size(); ++i) {
    const auto letters = tokens_.text(tokens_.list[i]);
    hash = i == 0 ? hash_of(letters) : hash_of(letters, with_blank(hash));
  }
  entries_.emplace_back(static_cast<std::uint32_t>(hash >> 32), static_cast<std::int8_t>(std::clamp(value, -127, 127)));
}

Lexicon LexiconMaker::made(Lexicon::Kind kind) const { return {kind, entries_}; }

}  // namespace cmtool::classifier
