// SPDX-License-Identifier: MIT
#include "themes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "listen/phrases.hpp"

namespace cmtool {
namespace {

using listen::Phrase;

/// More phrases than this are not kept at once: those said once go first. A million messages have some ten million.
constexpr std::size_t most_phrases = 2'000'000;
/// So many of the most frequent are looked at closely.
constexpr std::size_t most_candidates = 4000;
constexpr std::size_t most_spellings = 32;
/// A part of a chosen phrase that is hardly said without it is no theme of its own.
constexpr double alone = 1.4;

/// A phrase that may be a theme.
struct Candidate {
  int meaning = 1;
  std::vector<std::uint32_t> messages{};
  std::vector<std::uint64_t> voices{};
  std::map<std::string, std::size_t, std::less<>> spellings{};
  std::vector<std::uint64_t> parts{};  ///< keys of the shorter phrases inside it
  std::uint64_t before = 0;
  double nested = 0;       ///< voices of the longer phrases that it stands in
  std::size_t longer = 0;  ///< how many there are
  double weight = 0, surprise = 0;
};
using Candidates = std::unordered_map<std::uint64_t, Candidate>;

/// Each phrase of a message once, in the order of the text.
class Phrases {
 public:
  template <typename F>
  void each(const ThemeText& said, F&& f) {
    seen_.clear();
    for (const auto& phrase : reader_.read(said.text, said.language)) {
      if (seen_.size() < few ? std::find(seen_.begin(), seen_.end(), phrase.key) != seen_.end() : !more_.insert({phrase.key, true}).second) continue;
      if (seen_.size() < few) {
        seen_.push_back(phrase.key);
        if (seen_.size() == few) {
          more_.clear();
          for (const auto key : seen_) more_.insert({key, true});
        }
      }
      f(phrase);
    }
  }
  [[nodiscard]] const listen::PhraseReader& reader() const { return reader_; }

 private:
  static constexpr std::size_t few = 64;  ///< mostly a short list is searched faster than any table
  listen::PhraseReader reader_{};
  std::vector<std::uint64_t> seen_{};
  std::unordered_map<std::uint64_t, bool> more_{};
};

/// How many messages have each phrase.
std::unordered_map<std::uint64_t, std::uint32_t> counted(std::span<const ThemeText> texts, Phrases& phrases) {
  std::unordered_map<std::uint64_t, std::uint32_t> counts;
  std::uint32_t rare = 1;
  for (const auto& said : texts) {
    phrases.each(said, [&](const Phrase& phrase) { ++counts[phrase.key]; });
    for (; counts.size() > most_phrases; ++rare) std::erase_if(counts, [&](const auto& pair) { return pair.second <= rare; });
  }
  return counts;
}

Candidates candidates_of(const std::unordered_map<std::uint64_t, std::uint32_t>& counts, std::size_t fewest) {
  std::vector<std::pair<std::uint32_t, std::uint64_t>> often;
  for (const auto& [key, count] : counts) {
    if (count >= fewest) often.emplace_back(count, key);
  }
  const auto kept = std::min(often.size(), most_candidates);
  std::partial_sort(often.begin(), often.begin() + static_cast<std::ptrdiff_t>(kept), often.end(), std::greater<>());
  Candidates candidates;
  for (std::size_t i = 0; i < kept; ++i) candidates[often[i].second];
  return candidates;
}

void add_parts(const Phrase& phrase, const listen::PhraseReader& reader, Candidate& candidate) {
  for (auto first = phrase.first; first <= phrase.last; ++first) {
    if (!reader.has_meaning(first)) continue;
    for (auto last = first; last <= phrase.last; ++last) {
      if (reader.has_meaning(last) && (first != phrase.first || last != phrase.last)) candidate.parts.push_back(reader.key_of(first, last));
    }
  }
}

std::uint64_t voice_of(const ThemeText& said) { return fnv1a(said.author.empty() ? said.id : said.author); }

/// Who says each candidate, where, and how it is spelt.
void look_closely(std::span<const ThemeText> texts, Phrases& phrases, Candidates& candidates) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    phrases.each(texts[i], [&](const Phrase& phrase) {
      const auto found = candidates.find(phrase.key);
      if (found == candidates.end()) return;
      auto& candidate = found->second;
      if (candidate.messages.empty()) {
        candidate.meaning = phrase.meaning;
        add_parts(phrase, phrases.reader(), candidate);
      }
      candidate.messages.push_back(static_cast<std::uint32_t>(i));
      candidate.voices.push_back(voice_of(texts[i]));
      const auto spelling = phrases.reader().as_written(phrase);
      const auto known = candidate.spellings.find(spelling);
      if (known != candidate.spellings.end()) ++known->second;
      else if (candidate.spellings.size() < most_spellings) candidate.spellings.emplace(std::string(spelling), 1);
    });
  }
  for (auto& [key, candidate] : candidates) {
    std::sort(candidate.voices.begin(), candidate.voices.end());
    candidate.voices.erase(std::unique(candidate.voices.begin(), candidate.voices.end()), candidate.voices.end());
  }
}

void weigh(Candidates& candidates, std::size_t messages, std::size_t messages_before) {
  for (auto& [key, candidate] : candidates) {
    for (const auto part : candidate.parts) {
      const auto found = candidates.find(part);
      if (found == candidates.end()) continue;
      found->second.nested += static_cast<double>(candidate.voices.size());
      ++found->second.longer;
    }
  }
  for (auto& [key, candidate] : candidates) {
    const double own = static_cast<double>(candidate.voices.size()) - (candidate.longer == 0 ? 0 : candidate.nested / static_cast<double>(candidate.longer));
    candidate.weight = std::log2(1.0 + candidate.meaning) * std::max(own, 0.0);
    if (messages_before == 0) continue;
    candidate.surprise = surprise_of(candidate.messages.size(), messages, candidate.before, messages_before);
    if (candidate.surprise > 0) candidate.weight *= 1 + std::log2(1 + candidate.surprise) / 4;
  }
}

const std::string& usual_spelling(const Candidate& candidate) {
  // Of spellings as common as one another the one with fewer capitals, and then the shorter: the beginning of a sentence and shouting say nothing.
  const auto rank = [](const auto& spelling) {
    const auto capitals = std::count_if(spelling.first.begin(), spelling.first.end(), [](char c) { return is_upper(c); });
    return std::tuple(spelling.second, -capitals, -static_cast<std::ptrdiff_t>(spelling.first.size()));
  };
  return std::max_element(candidate.spellings.begin(), candidate.spellings.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); })->first;
}

using Chosen = std::pair<std::uint64_t, const Candidate*>;

/// Is one of the two a part of the other and hardly said without it?
bool says_the_same(const Chosen& one, const Chosen& other) {
  const auto contains = [](const Candidate& longer, std::uint64_t key) { return std::find(longer.parts.begin(), longer.parts.end(), key) != longer.parts.end(); };
  const auto [shorter, longer] = contains(*one.second, other.first) ? std::pair(other, one) : std::pair(one, other);
  return contains(*longer.second, shorter.first) && static_cast<double>(shorter.second->voices.size()) <= alone * static_cast<double>(longer.second->voices.size());
}

}  // namespace

double surprise_of(std::uint64_t count, std::uint64_t of, std::uint64_t before, std::uint64_t of_before) {
  if (of == 0 || of_before == 0) return 0;
  const auto a = static_cast<double>(count), b = static_cast<double>(before), n = static_cast<double>(of), m = static_cast<double>(of_before);
  const auto part = [](double seen, double expected) { return seen <= 0 || expected <= 0 ? 0.0 : seen * std::log(seen / expected); };
  const double has = (a + b) / (n + m), has_not = 1 - has;
  const double ratio = 2 * (part(a, n * has) + part(b, m * has) + part(n - a, n * has_not) + part(m - b, m * has_not));
  return a / n >= b / m ? std::max(ratio, 0.0) : -std::max(ratio, 0.0);
}

std::vector<Theme> find_themes(std::span<const ThemeText> now, std::span<const ThemeText> before, const ThemeWish& wish) {
  Phrases phrases;
  auto candidates = candidates_of(counted(now, phrases), std::max<std::size_t>(wish.fewest_voices, 1));
  look_closely(now, phrases, candidates);
  for (const auto& said : before) {
    phrases.each(said, [&](const Phrase& phrase) {
      if (const auto found = candidates.find(phrase.key); found != candidates.end()) ++found->second.before;
    });
  }
  std::erase_if(candidates, [&](const auto& pair) { return pair.second.voices.size() < wish.fewest_voices; });
  weigh(candidates, now.size(), before.size());

  std::vector<Chosen> order;
  for (const auto& [key, candidate] : candidates) {
    if (candidate.weight > 0) order.emplace_back(key, &candidate);
  }
  std::sort(order.begin(), order.end(), [](const Chosen& a, const Chosen& b) {
    if (a.second->weight != b.second->weight) return a.second->weight > b.second->weight;
    return usual_spelling(*a.second) < usual_spelling(*b.second);
  });
  std::vector<Chosen> chosen;
  for (const auto& each : order) {
    if (chosen.size() == wish.most) break;
    if (std::none_of(chosen.begin(), chosen.end(), [&](const Chosen& other) { return says_the_same(each, other); })) chosen.push_back(each);
  }
  std::vector<Theme> themes;
  for (const auto& [key, candidate] : chosen) {
    themes.push_back({.phrase = usual_spelling(*candidate), .count = candidate->messages.size(), .voices = candidate->voices.size(), .before = candidate->before,
                      .weight = candidate->weight, .surprise = candidate->surprise, .example = std::string(now[candidate->messages.front()].id), .messages = candidate->messages});
  }
  return themes;
}

}  // namespace cmtool
