// SPDX-License-Identifier: MIT
#include "words/phrases.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "words/signs.hpp"

namespace cmtool::words {
namespace {

/// Shorter ones would be real words too often.
constexpr std::size_t shortest_joined = 6, shortest_skeleton = 4, shortest_swapped = 5;
constexpr std::size_t longest_respelt = 24;

constexpr bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_plain(std::string_view word) { return std::all_of(word.begin(), word.end(), is_lower); }

bool split_into(std::string_view letters, std::vector<std::string_view>& parts) {
  parts.clear();
  const auto inside = [&](std::size_t at) { return !is_gap(kind_of(letters[at])) && !is_separator(kind_of(letters[at])); };
  for (std::size_t at = 0; at < letters.size();) {
    auto end = at;
    while (end < letters.size() && inside(end)) ++end;
    if (end > at) parts.push_back(letters.substr(at, end - at));
    at = end + 1;
  }
  return !parts.empty() && parts.size() <= longest_phrase;
}

}  // namespace

bool is_phrase(std::string_view words) {
  FoldedText folded;
  fold(words, folded);
  std::vector<std::string_view> parts;
  return split_into(folded.letters, parts);
}

bool Phrases::split(std::string_view words) {
  fold(words, folded_);
  return split_into(folded_.letters, parts_);
}

std::uint32_t Phrases::path(bool in_patterns) {
  std::uint32_t node = 0;
  for (const auto part : parts_) {
    const auto word = vocabulary_.add(part, in_patterns);
    if (word >= places_.size()) places_.resize(word + 1);
    places_[word].meant = word;
    nodes_[node].goes_on = true;
    auto& edge = edges_[std::uint64_t{node} << 32 | word];
    if (edge == 0) {
      edge = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    if (node == 0) places_[word].node = edge;
    node = edge;
  }
  return node;
}

bool Phrases::add(const Entry& entry) {
  if (!split(entry.words)) return false;
  const auto node = path(true);
  const auto at = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back(entry);
  entries_.back().foreign_looks = !folded_.foreign_looks.empty();
  nodes_[node].entries.push_back(at);
  if (parts_.size() == 1) {
    singles_.push_back(places_.empty() ? 0 : vocabulary_.add(parts_[0], true));
  } else {
    std::string whole;
    for (const auto part : parts_) whole += part;
    if (whole.size() >= shortest_joined) joined_.emplace_back(std::move(whole), node);
  }
  return true;
}

bool Phrases::exempt(std::string_view words, std::uint32_t list) {
  if (!split(words)) return false;
  nodes_[path(false)].exempts.push_back(list);
  return true;
}

void Phrases::spell(std::string_view word, std::uint32_t node, std::uint32_t meant, bool in_patterns) {
  const auto known = vocabulary_.size();
  const auto id = vocabulary_.add(word, in_patterns);
  if (id < known && places_[id].node != 0) return;
  if (id >= places_.size()) places_.resize(id + 1);
  places_[id].node = node;
  if (places_[id].meant == no_word) places_[id].meant = meant == no_word ? id : meant;
}

void Phrases::spell_without_vowels(std::uint32_t id) {
  const std::string word(vocabulary_.word(id));
  if (word.back() == 's') return;  // a plural's would be an abbreviation too often
  std::string bare(1, word[0]);
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (!is_vowel(word[i])) bare += word[i];
  }
  if (bare.size() == word.size() || bare.size() < shortest_skeleton + (is_vowel(word[0]) ? 1 : 0)) return;
  spell(bare, places_[id].node, id, false);
}

void Phrases::spell_with_swaps(std::uint32_t id) {
  std::string word(vocabulary_.word(id));
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    if (word[i] == word[i + 1]) continue;
    std::swap(word[i], word[i + 1]);
    spell(word, places_[id].node, id, false);
    std::swap(word[i], word[i + 1]);
  }
}

void Phrases::close() {
  // A phrase in one word may be disguised as well; the other spellings are disguise enough.
  for (const auto& [word, node] : joined_) spell(word, node, no_word, true);
  for (const auto id : singles_) {
    const auto word = vocabulary_.word(id);
    const auto& entries = nodes_[places_[id].node].entries;
    const bool mild = std::all_of(entries.begin(), entries.end(), [&](auto at) { return entries_[at].severity < 2; });
    if (mild || !is_plain(word) || word.size() < shortest_swapped || word.size() > longest_respelt) continue;
    spell_without_vowels(id);
    spell_with_swaps(id);
  }
  vocabulary_.close();
}

}  // namespace cmtool::words
