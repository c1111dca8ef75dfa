// SPDX-License-Identifier: MIT
#include "classifier/features.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace cmtool::classifier {
namespace {

/// What a word does to those beside it.
enum Role : std::uint8_t { none = 0, denies = 1, emphasises = 2, addresses = 4, turns = 8 };

struct Said {
  std::u32string_view word;
  std::uint8_t role = none;
};
constexpr std::array said = {
    Said{U"aint", denies}, Said{U"arent", denies}, Said{U"cannot", denies}, Said{U"cant", denies}, Said{U"couldnt", denies},
    Said{U"didnt", denies}, Said{U"doesnt", denies}, Said{U"dont", denies}, Said{U"hadnt", denies}, Said{U"hardly", denies},
    Said{U"hasnt", denies}, Said{U"havent", denies}, Said{U"isnt", denies}, Said{U"lack", denies}, Said{U"neither", denies},
    Said{U"never", denies}, Said{U"no", denies}, Said{U"nobody", denies}, Said{U"none", denies}, Said{U"nor", denies}, Said{U"not", denies},
    Said{U"nothing", denies}, Said{U"shouldnt", denies}, Said{U"wasnt", denies}, Said{U"werent", denies}, Said{U"without", denies},
    Said{U"wont", denies}, Said{U"wouldnt", denies}, Said{U"aucun", denies}, Said{U"aucune", denies}, Said{U"guere", denies},
    Said{U"jamais", denies}, Said{U"ni", denies}, Said{U"pas", denies}, Said{U"rien", denies}, Said{U"sans", denies},
    Said{U"absolutely", emphasises}, Said{U"all", emphasises}, Said{U"completely", emphasises}, Said{U"especially", emphasises},
    Said{U"extremely", emphasises}, Said{U"fucking", emphasises}, Said{U"incredibly", emphasises}, Said{U"really", emphasises},
    Said{U"so", emphasises}, Said{U"such", emphasises}, Said{U"too", emphasises}, Said{U"totally", emphasises}, Said{U"very", emphasises},
    Said{U"absolument", emphasises}, Said{U"completement", emphasises}, Said{U"extremement", emphasises}, Said{U"hyper", emphasises},
    Said{U"si", emphasises}, Said{U"super", emphasises}, Said{U"tellement", emphasises}, Said{U"totalement", emphasises}, Said{U"tres", emphasises},
    Said{U"trop", emphasises}, Said{U"vraiment", emphasises}, Said{U"but", turns}, Said{U"however", turns}, Said{U"mais", turns},
    Said{U"pourtant", turns}, Said{U"r", addresses}, Said{U"te", addresses}, Said{U"toi", addresses}, Said{U"tu", addresses}, Said{U"t", addresses},
    Said{U"u", addresses}, Said{U"ur", addresses}, Said{U"vos", addresses}, Said{U"votre", addresses}, Said{U"vous", addresses},
    Said{U"ta", addresses}, Said{U"ton", addresses}, Said{U"you", addresses}, Said{U"youre", addresses}, Said{U"your", addresses}};

/// The roles by hash, in a table with open addressing.
struct Roles {
  std::array<std::pair<std::uint64_t, std::uint8_t>, 256> slots{};
  Roles() {
    for (const auto& [word, role] : said) {
      const auto hash = hash_of(word);
      auto at = hash >> 56;
      while (slots[at].second != none) at = (at + 1) & 255;
      slots[at] = {hash, role};
    }
  }
  [[nodiscard]] std::uint8_t of(std::uint64_t hash) const {
    for (auto at = hash >> 56; slots[at].second != none; at = (at + 1) & 255) {
      if (slots[at].first == hash) return slots[at].second;
    }
    return none;
  }
};
const Roles& roles() {
  static const Roles it;
  return it;
}

constexpr std::uint64_t stirred(std::uint64_t a, std::uint64_t b) {
  a = (a ^ b) * 0xff51afd7ed558ccdu;
  return a ^ (a >> 32);
}
// Salts that keep kinds of features apart.
constexpr std::uint64_t salt_word = 1, salt_pair = 2, salt_denied = 3, salt_piece = 5, salt_fact = 7, salt_kind = 11, salt_rude_pair = 13, salt_tag = 17;

// How much a group weighs against the words; found by cross-validation over all sets of tests/figures/classifier.cpp.
constexpr float weight_of_pieces = 1.8F, weight_of_facts = 0.3F;

constexpr std::uint64_t kind_hash(Token::Kind kind) { return stirred(salt_kind, static_cast<std::uint64_t>(kind) + 1); }

/// 0, 1, 2, 3, 4-5, 6-8, 9-12, … : nearly even steps of a logarithm.
unsigned step_of(std::uint32_t count) { return count < 4 ? count : static_cast<unsigned>(std::lround(2 * std::log2(static_cast<double>(count)))); }

/// 1 + log(count), looked up.
float damped(std::uint32_t count) {
  static const auto table = [] {
    std::array<float, 64> values{};
    for (std::size_t i = 1; i < values.size(); ++i) values[i] = 1 + std::log(static_cast<float>(i));
    return values;
  }();
  return count < table.size() ? table[count] : 1 + std::log(static_cast<float>(count));
}

}  // namespace

FeatureReader::FeatureReader(unsigned bits, std::span<const Lexicon> lexicons, Reading reading) : bits_(bits), lexicons_(lexicons), reading_(reading), slots_(2048) {}

std::span<const Feature> FeatureReader::read(std::string_view message) {
  traced_ = false;
  gather(message);
  return features_;
}

std::span<const Feature> FeatureReader::read_traced(std::string_view message) {
  traced_ = true;
  gather(message);
  return features_;
}

void FeatureReader::gather(std::string_view message) {
  read_tokens(message, tokens_);
  features_.clear();
  groups_.clear();
  occurrences_.clear();
  if (++round_ == 0) {  // the slots' rounds have come full circle
    std::fill(slots_.begin(), slots_.end(), Slot{});
    round_ = 1;
  }
  hashes_.clear();
  roles_.clear();
  for (const auto& token : tokens_.list) {
    hashes_.push_back(hash_of(tokens_.text(token)));
    roles_.push_back(token.kind == Token::Kind::word ? roles().of(hashes_.back()) : std::uint8_t{none});
  }
  add_words();
  const bool traced = std::exchange(traced_, false);  // facts belong to no single word
  add_shape();
  for (std::size_t i = 0; i < lexicons_.size(); ++i) {
    traced_ = traced;
    look_up(lexicons_[i]);
    if (lexicons_[i].kind() == Lexicon::Kind::valence) add_valence(i);
    else add_rudeness(i);
  }
  std::array<double, 3> squares{};
  for (std::size_t i = 0; i < features_.size(); ++i) {
    auto& value = features_[i].value;
    if (groups_[i] == Group::facts) continue;
    value = damped(static_cast<std::uint32_t>(value));
    squares[static_cast<std::size_t>(groups_[i])] += static_cast<double>(value) * static_cast<double>(value);
  }
  std::array<float, 3> scale{};
  for (std::size_t i = 0; i < 3; ++i) scale[i] = squares[i] > 0 ? static_cast<float>(1 / std::sqrt(squares[i])) : 0.0F;
  scale[static_cast<std::size_t>(Group::pieces)] *= weight_of_pieces;
  for (std::size_t i = 0; i < features_.size(); ++i) {
    if (groups_[i] != Group::facts) features_[i].value *= scale[static_cast<std::size_t>(groups_[i])];
  }
}

void FeatureReader::add(std::uint64_t hash, Group group) {
  const auto place = static_cast<std::uint32_t>((hash * 0x9E3779B97F4A7C15u) >> (64 - bits_));
  if (features_.size() * 2 >= slots_.size()) grow();
  const auto mask = static_cast<std::uint32_t>(slots_.size() - 1);
  auto at = place & mask;
  while (slots_[at].round == round_ && slots_[at].place != place) at = (at + 1) & mask;
  auto& slot = slots_[at];
  if (slot.round != round_) {
    slot = {.round = round_, .place = place, .feature = static_cast<std::uint32_t>(features_.size())};
    features_.push_back({.place = place, .value = group == Group::facts ? weight_of_facts : 0.0F});
    groups_.push_back(group);
  }
  // A fact that meets a word's place by chance leaves it as it is, and the other way round.
  if (group != Group::facts && groups_[slot.feature] != Group::facts) features_[slot.feature].value += 1;
  if (traced_) occurrences_.push_back({.feature = slot.feature, .token = token_});
}

void FeatureReader::add_value(std::uint64_t hash, float value) {
  const auto before = features_.size();
  add(hash, Group::facts);
  if (features_.size() > before) features_.back().value = value;
}

void FeatureReader::trace_last(std::size_t before, bool positive) {
  if (!traced_) return;
  for (auto feature = before; feature < features_.size(); ++feature) {
    for (std::uint32_t i = 0; i < hits_.size(); ++i) {
      if (hits_[i].told != 0 && (hits_[i].told > 0) == positive) occurrences_.push_back({.feature = static_cast<std::uint32_t>(feature), .token = i});
    }
  }
}

void FeatureReader::grow() {
  slots_.assign(slots_.size() * 2, Slot{});
  round_ = 1;
  const auto mask = static_cast<std::uint32_t>(slots_.size() - 1);
  for (std::uint32_t i = 0; i < features_.size(); ++i) {
    auto at = features_[i].place & mask;
    while (slots_[at].round == round_) at = (at + 1) & mask;
    slots_[at] = {.round = round_, .place = features_[i].place, .feature = i};
  }
}

bool FeatureReader::is_denied(std::size_t token) const {
  for (std::size_t back = 1; back <= 3 && back <= token; ++back) {
    if ((roles_[token - back] & denies) != 0) return true;
    if (tokens_.list[token - back].kind == Token::Kind::mark) return false;
  }
  return false;
}

void FeatureReader::add_words() {
  const auto& list = tokens_.list;
  std::uint64_t before = stirred(salt_kind, 99);
  for (std::size_t i = 0; i < list.size(); ++i) {
    token_ = static_cast<std::uint32_t>(i);
    const auto kind = list[i].kind;
    if (reading_ == Reading::signs && (kind == Token::Kind::word || kind == Token::Kind::host)) continue;
    std::uint64_t it = 0;
    if (kind == Token::Kind::word || kind == Token::Kind::mark || kind == Token::Kind::picture) it = stirred(salt_word, hashes_[i]);
    else if (kind == Token::Kind::number) it = stirred(kind_hash(kind), hashes_[i]);
    else if (kind == Token::Kind::host) it = stirred(kind_hash(kind), hashes_[i]);
    else it = kind_hash(kind);
    add(it, Group::words);
    if (kind == Token::Kind::host) {
      add_pieces(tokens_.text(list[i]));
      continue;  // pairs run from what is before an address to what is behind it
    }
    if (reading_ == Reading::signs) continue;
    add(stirred(stirred(salt_pair, before), it), Group::words);
    if (traced_ && i > 0) occurrences_.push_back({.feature = occurrences_.back().feature, .token = token_ - 1});
    before = it;
    if (kind == Token::Kind::word) {
      add_pieces(tokens_.text(list[i]));
      if (is_denied(i)) add(stirred(salt_denied, it), Group::words);
      if (list[i].hashtag) add(stirred(salt_tag, 1), Group::words);
    }
  }
}

void FeatureReader::add_pieces(std::u32string_view letters) {
  const auto size = letters.size();
  const auto letter = [&](std::size_t i) -> std::uint64_t { return i == 0 || i > size ? '_' : letters[i - 1]; };
  for (std::size_t begin = 0; begin + 1 < size + 2; ++begin) {
    std::uint64_t hash = stirred(salt_piece, letter(begin));
    for (std::size_t end = begin + 1; end < begin + 5 && end < size + 2; ++end) {
      hash = stirred(hash, letter(end) + 1);
      add(hash, Group::pieces);
    }
  }
}

void FeatureReader::add_shape() {
  const auto& shape = tokens_.shape;
  const auto fact = [&](std::uint64_t which, std::uint64_t value) { add(stirred(stirred(salt_fact, which), value + 1), Group::facts); };
  std::uint32_t words = 0, capital_words = 0, stretched = 0, disguised = 0, urls = 0, users = 0, pictures = 0, numbers = 0, tags = 0;
  for (const auto& token : tokens_.list) {
    words += token.kind == Token::Kind::word ? 1 : 0;
    capital_words += token.capitals ? 1 : 0;
    stretched += token.stretched ? 1 : 0;
    disguised += token.disguised ? 1 : 0;
    urls += token.kind == Token::Kind::url ? 1 : 0;
    users += token.kind == Token::Kind::user ? 1 : 0;
    pictures += token.kind == Token::Kind::picture ? 1 : 0;
    numbers += token.kind == Token::Kind::number ? 1 : 0;
    tags += token.hashtag ? 1 : 0;
  }
  fact(0, step_of(shape.bytes) / 2);
  fact(1, shape.letters == 0 ? 9 : (shape.capitals * 8 + shape.letters - 1) / shape.letters);
  fact(2, step_of(shape.exclamations));
  fact(3, std::min(shape.questions, 3U));
  fact(4, step_of(shape.digits));
  fact(5, std::min(capital_words, 4U));
  fact(6, std::min(stretched, 2U));
  fact(7, std::min(urls, 3U));
  fact(8, std::min(users, 3U));
  fact(9, step_of(pictures));
  fact(10, std::min(disguised, 2U));
  fact(11, step_of(words));
  fact(12, std::min(numbers, 4U));
  fact(13, std::min(tags, 4U));
  fact(14, shape.letters == 0 ? 9 : shape.foreign * 4 / shape.letters);
}

/// Lists hold the singular, and no masked words: that a word is masked says that it is rude.
int FeatureReader::rude_form(const Lexicon& lexicon, const Token& token) const {
  if (token.masked) return 2;
  auto letters = tokens_.text(token);
  for (int i = 0; i < 2 && letters.size() > 3 && (letters.back() == 's' || letters.back() == 'x' || (i == 1 && letters.back() == 'e')); ++i) {
    letters.remove_suffix(1);
    if (const int value = lexicon.find(hash_of(letters)); value != 0) return value;
  }
  return 0;
}

/// Entries of several words win over those of one, and take their words.
void FeatureReader::look_up(const Lexicon& lexicon) {
  const auto count = tokens_.list.size();
  hits_.assign(count, Hit{});
  for (std::size_t i = 0; i < count; ++i) {
    const auto kind = tokens_.list[i].kind;
    if (kind != Token::Kind::word && kind != Token::Kind::mark && kind != Token::Kind::picture) continue;
    auto hash = hashes_[i];
    hits_[i] = {.value = lexicon.find(hash)};
    if (hits_[i].value == 0 && lexicon.kind() == Lexicon::Kind::rudeness) hits_[i].value = rude_form(lexicon, tokens_.list[i]);
    for (std::size_t more = 1; more <= 2 && i + more < count && tokens_.list[i + more].kind == Token::Kind::word; ++more) {
      hash = hash_of(tokens_.text(tokens_.list[i + more]), with_blank(hash));
      if (const int value = lexicon.find(hash); value != 0) hits_[i] = {.value = value, .words = static_cast<std::uint32_t>(more + 1)};
    }
  }
}

void FeatureReader::add_valence(std::size_t which) {
  const std::uint64_t base = stirred(stirred(salt_fact, 40), which);
  const auto count = tokens_.list.size();
  std::size_t turn = count;
  for (std::size_t i = 0; i < count; ++i) turn = (roles_[i] & turns) != 0 ? i : turn;
  const bool shouted = tokens_.shape.capitals * 2 < tokens_.shape.letters;  // capitals only tell where not all is in them
  double good = 0, bad = 0, last = 0;
  unsigned goods = 0, bads = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (hits_[i].value == 0) continue;
    token_ = static_cast<std::uint32_t>(i);
    double value = hits_[i].value / 10.0;
    const double sign = value < 0 ? -1 : 1;
    if (shouted && tokens_.list[i].capitals) value += 0.733 * sign;
    for (std::size_t back = 1; back <= 2 && back <= i; ++back) {
      if ((roles_[i - back] & emphasises) != 0 && hits_[i - back].value == 0) value += sign * (back == 1 ? 0.293 : 0.278);
    }
    const bool denied = is_denied(i);
    if (denied) value *= -0.74;
    if (turn < count) value *= i < turn ? 0.5 : 1.5;
    hits_[i].told = value < 0 ? -1 : 1;
    (value < 0 ? bad : good) += value;
    (value < 0 ? bads : goods) += 1;
    last = value;
    add(stirred(stirred(base, 50), value > 0 ? 1 : 0), Group::words);
    i += hits_[i].words - 1;
  }
  const bool traced = std::exchange(traced_, false);
  const double marks = std::min(tokens_.shape.exclamations, 4U) * 0.292;
  double sum = good + bad;
  sum += sum > 0 ? marks : sum < 0 ? -marks : 0;
  const double compound = sum / std::sqrt(sum * sum + 15);
  const auto first_fact = features_.size();
  const auto fact = [&](std::uint64_t what, double value) { add(stirred(stirred(base, what), static_cast<std::uint64_t>(value + 100)), Group::facts); };
  fact(0, std::round(compound * 6));
  fact(1, std::min(goods, 4U));
  fact(2, std::min(bads, 4U));
  fact(3, last > 0 ? 1 : last < 0 ? -1 : 0);
  fact(4, std::min(goods, 2U) * 3 + std::min(bads, 2U));
  add_value(stirred(base, 20), static_cast<float>(std::max(0.0, compound)));
  add_value(stirred(base, 21), static_cast<float>(std::max(0.0, -compound)));
  add_value(stirred(base, 22), static_cast<float>(std::min(2.0, good / 5)));
  add_value(stirred(base, 23), static_cast<float>(std::min(2.0, -bad / 5)));
  traced_ = traced;
  trace_last(first_fact, sum > 0);
}

void FeatureReader::add_rudeness(std::size_t which) {
  const std::uint64_t base = stirred(stirred(salt_fact, 60), which);
  const auto count = tokens_.list.size();
  unsigned hits = 0, severe = 0;
  int most = 0;
  bool addressed = false, someone_addressed = false;
  for (std::size_t i = 0; i < count; ++i) someone_addressed = someone_addressed || (roles_[i] & addresses) != 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (hits_[i].value <= 0) continue;
    token_ = static_cast<std::uint32_t>(i);
    const auto value = hits_[i].value;
    ++hits;
    severe += value >= 3 ? 1 : 0;
    most = std::max(most, value);
    for (std::size_t back = 1; back <= 3 && back <= i; ++back) addressed = addressed || (roles_[i - back] & addresses) != 0;
    const auto level = stirred(base, static_cast<std::uint64_t>(value) + 70);
    add(level, Group::words);
    if (reading_ == Reading::all) {
      add(stirred(stirred(salt_rude_pair, i == 0 ? 0 : hashes_[i - 1]), base), Group::words);
      const auto next = i + hits_[i].words;
      add(stirred(stirred(salt_rude_pair, next < count ? hashes_[next] : 1), base + 1), Group::words);
    }
    i += hits_[i].words - 1;
  }
  const bool traced = std::exchange(traced_, false);
  const auto fact = [&](std::uint64_t what, std::uint64_t value) { add(stirred(stirred(base, what), value + 1), Group::facts); };
  fact(0, std::min(hits, 4U));
  fact(1, static_cast<std::uint64_t>(most));
  fact(2, std::min(severe, 2U));
  fact(3, hits == 0 ? 0 : addressed ? 3 : someone_addressed ? 2 : 1);
  add_value(stirred(base, 20), static_cast<float>(std::min(2.0, std::log1p(hits))));
  add_value(stirred(base, 21), static_cast<float>(most) / 4);
  traced_ = traced;
}

}  // namespace cmtool::classifier
