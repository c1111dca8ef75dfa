// SPDX-License-Identifier: MIT
// Features are places by hash: a model file is worthless once the hashes change, so they are held to written numbers.
#include "classifier/features.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

using namespace cmtool;
using namespace cmtool::classifier;

namespace {

std::map<std::uint32_t, float> places(FeatureReader& reader, std::string_view message) {
  std::map<std::uint32_t, float> all;
  for (const auto& [place, value] : reader.read(message)) all[place] = value;
  return all;
}
std::map<std::uint32_t, float> places(std::string_view message, const std::vector<Lexicon>& lexicons = {}, unsigned bits = 18) {
  FeatureReader reader(bits, lexicons);
  return places(reader, message);
}

/// One number for all of a message's places.
std::uint32_t fingerprint(std::string_view message, const std::vector<Lexicon>& lexicons = {}) {
  std::uint32_t sum = 0;
  for (const auto& [place, value] : places(message, lexicons)) sum = sum * 31 + place;
  return sum;
}

Lexicon lexicon(Lexicon::Kind kind, const std::vector<std::pair<const char*, int>>& words) {
  LexiconMaker maker;
  for (const auto& [word, value] : words) maker.add(word, value);
  return maker.made(kind);
}

}  // namespace

TEST_CASE("the places of features are the same for ever") {
  const std::vector<Lexicon> lexicons = {lexicon(Lexicon::Kind::valence, {{"bon", 20}, {"mauvais", -20}, {":)", 15}}), lexicon(Lexicon::Kind::rudeness, {{"connard", 3}})};
  CHECK(fingerprint("Bonjour à tous") == 3150983370U);
  CHECK(fingerprint("WIN £1000 at www.example.com NOW!!! 😀") == 2901232770U);
  CHECK(fingerprint("pas bon du tout, sale c0nnard :)", lexicons) == 341366174U);
  CHECK(hash_of(U"merci") == 12290059385808980435U);
}

TEST_CASE("each feature is there once, below 2^bits, and finite") {
  for (const unsigned bits : {8U, 18U, 20U}) {
    FeatureReader reader(bits, {});
    const auto features = reader.read("the cat and the dog and the cat again, again and again: https://cat.example/dog");
    std::vector<std::uint32_t> all;
    for (const auto& [place, value] : features) {
      CHECK(place < (1U << bits));
      CHECK(std::isfinite(value));
      all.push_back(place);
    }
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  }
}

TEST_CASE("disguises, case and accents make no difference to words") {
  const auto plain = places("espece de connard");
  for (const char* other : {"espèce de connard", "espece de c0nnard", "espece de соnnаrd", "espece de con\u200Bnard", "espece de 𝐜𝐨𝐧𝐧𝐚𝐫𝐝"}) {
    CAPTURE(other);
    const auto there = places(other);
    std::size_t shared = 0;
    for (const auto& [place, value] : plain) shared += there.contains(place) ? 1 : 0;
    CHECK(static_cast<double>(shared) > 0.9 * static_cast<double>(plain.size()));  // the rest says how long it is, and that it is disguised
  }
}

TEST_CASE("a message ten times as long weighs no more") {
  const auto length = [](std::string_view message) {
    double sum = 0;
    for (const auto& [place, value] : places(message)) sum += static_cast<double>(value) * static_cast<double>(value);
    return sum;
  };
  std::string many;
  for (int i = 0; i < 200; ++i) many += "word" + std::to_string(i * 7919) + " ";
  CHECK(length(many) < 1.5 * length("one word or two"));
}

TEST_CASE("a lexicon sees denials, phrases, plurals and masked words") {
  const std::vector<Lexicon> valence = {lexicon(Lexicon::Kind::valence, {{"good", 20}, {"no good", -30}, {":)", 15}})};
  CHECK(places("good", valence) != places("good"));
  CHECK(places("it is good", valence) != places("it is not good", valence));
  const std::vector<Lexicon> rude = {lexicon(Lexicon::Kind::rudeness, {{"connard", 3}, {"fils de pute", 4}})};
  const auto adds = [&](std::string_view message) { return places(message, rude).size() - places(message).size(); };
  const auto none = adds("bonjour madame la voisine");
  CHECK(adds("ces connards la voisine") > none);
  CHECK(adds("fils de pute la voisine") > none);
  CHECK(adds("sale m**de la voisine") > none);
  CHECK(adds("fils de ma voisine") == none);
}

TEST_CASE("a reader that was used before answers as a new one") {
  FeatureReader reader(18, {});
  std::string many;
  for (int i = 0; i < 2000; ++i) many += "w" + std::to_string(i * 104729) + " ";  // makes its table grow
  (void)reader.read(many);
  CHECK(places(reader, "bonjour à tous") == places("bonjour à tous"));
  CHECK(places(reader, many) == places(many));
}

TEST_CASE("traced, the features are the same and say which token they came from") {
  FeatureReader reader(18, {});
  const auto plain = places(reader, "win money at https://casino.example now");
  std::map<std::uint32_t, float> traced;
  for (const auto& [place, value] : reader.read_traced("win money at https://casino.example now")) traced[place] = value;
  CHECK(plain == traced);
  CHECK_FALSE(reader.occurrences().empty());
  for (const auto& [feature, token] : reader.occurrences()) {
    CHECK(feature < traced.size());
    CHECK(token < reader.tokens().list.size());
  }
}

TEST_CASE("a lexicon keeps the larger of two values and finds nothing else") {
  const auto it = lexicon(Lexicon::Kind::valence, {{"bad", -10}, {"bad", -30}, {"good", 20}, {"nothing", 0}, {"far too many words here", 9}, {"", 5}});
  CHECK(it.entries().size() == 2);
  CHECK(it.find(hash_of(U"bad")) == -30);
  CHECK(it.find(hash_of(U"good")) == 20);
  CHECK(it.find(hash_of(U"nothing")) == 0);
  CHECK(Lexicon().find(hash_of(U"bad")) == 0);
}
