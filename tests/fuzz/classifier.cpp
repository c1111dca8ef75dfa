// SPDX-License-Identifier: MIT
// The classifier on strangers' messages, and its model files: what is read can be scored with, and reasons lie inside the message.
#include <array>

#include "classifier/model.hpp"
#include "classifier/score.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {
namespace {

using namespace classifier;

/// A model that was not trained: each place has some weight.
Model made_up(std::size_t labels) {
  Model model{.name = "made up", .bits = 10};
  LexiconMaker good, rude;
  for (const auto& [word, value] : {std::pair{"good", 20}, {"bad", -25}, {":)", 15}, {"no good", -30}}) good.add(word, value);
  for (const auto& [word, value] : {std::pair{"connard", 3}, {"fils de pute", 4}}) rude.add(word, value);
  model.lexicons = {good.made(Lexicon::Kind::valence), rude.made(Lexicon::Kind::rudeness)};
  for (std::size_t i = 0; i < labels; ++i) {
    model.labels.push_back(std::string(1, static_cast<char>('a' + i)));
    model.choices.push_back({.lean = 1, .demand = 0.3F});
  }
  for (std::size_t row = 0; row < (labels == 2 ? 1 : labels); ++row) {
    WeightRow weights{.largest = 2, .bias = -0.5F};
    for (std::size_t place = 0; place < model.places(); ++place) weights.codes.push_back(static_cast<std::int8_t>((place * 37 + row * 11) % 255 - 127));
    model.rows.push_back(std::move(weights));
  }
  return model;
}

void check(Scorer& scorer, std::size_t labels, std::string_view message) {
  const auto score = scorer.score(message);
  double all = 0;
  for (std::size_t i = 0; i < labels; ++i) {
    must(score.probabilities[i] >= 0 && score.probabilities[i] <= 1);
    all += score.probabilities[i];
  }
  must(all > 0.999 && all < 1.001 && score.label < labels);
  const auto explained = scorer.explain(message);
  must(explained.score.label == score.label && explained.score.probabilities == score.probabilities);
  must(explained.reasons.size() <= 5);
  for (const auto& reason : explained.reasons) must(reason.begin < reason.end && reason.end <= message.size() && reason.weight > 0);
}

/// As a file would be: fuzzing does not find a checksum.
std::string sealed(std::string_view body) {
  std::uint64_t sum = 0xcbf29ce484222325u;
  for (const char c : body) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string bytes(body);
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(static_cast<unsigned char>(sum >> (8 * i)));
  return bytes;
}

}  // namespace

void classifier(std::string_view bytes) {
  static const auto two = made_up(2), three = made_up(3);
  static Scorer scorer_of_two(two), scorer_of_three(three);
  check(scorer_of_two, 2, bytes);
  check(scorer_of_three, 3, bytes);

  must(!read_model(bytes).ok() || bytes.size() > 30);
  const auto model = read_model(sealed(bytes));
  if (!model) return;
  const auto again = read_model(write_model(*model));
  must(again.ok() && again->labels == model->labels && again->places() == model->places());
  Scorer scorer(*model);
  check(scorer, model->labels.size(), bytes);
  check(scorer, model->labels.size(), "Win money: https://example.com, c0nnard :)");
}

}  // namespace cmtool::fuzz
