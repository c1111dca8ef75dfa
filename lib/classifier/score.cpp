// SPDX-License-Identifier: MIT
#include "classifier/score.hpp"

#include <algorithm>
#include <cmath>

namespace cmtool::classifier {
namespace {

/// What adds less than this share of what the strongest reason adds is none.
constexpr double least_share = 0.15;

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

std::size_t chosen_label(std::span<const double> probabilities, std::span<const Choice> choices) {
  std::size_t best = 0;
  double most = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const double value = static_cast<double>(choices[i].lean) * (probabilities[i] - static_cast<double>(choices[i].demand));
    if (i == 0 || value > most) {
      best = i;
      most = value;
    }
  }
  return best;
}

Scorer::Scorer(const Model& model) : model_(model), reader_(model.bits, model.lexicons, model.reading), codes_(model.places() * model.rows.size()) {
  const auto rows = model.rows.size();
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t place = 0; place < model.places(); ++place) codes_[place * rows + row] = model.rows[row].codes[place];
    auto& weights = weights_.emplace_back();
    for (int code = -127; code <= 127; ++code) {
      weights[static_cast<std::uint8_t>(code)] = weight_of(static_cast<std::int8_t>(code), model.rows[row].largest);
    }
  }
}

double Scorer::sum(std::span<const Feature> features, std::size_t row) const {
  const auto rows = model_.rows.size();
  float sum = 0;
  for (const auto& [place, value] : features) sum += value * weights_[row][static_cast<std::uint8_t>(codes_[place * rows + row])];
  return static_cast<double>(sum) + static_cast<double>(model_.rows[row].bias);
}

Score Scorer::judged(std::span<const Feature> features) const {
  Score score;
  const auto labels = model_.labels.size();
  const auto probability = [&](std::size_t row) {
    const auto& it = model_.rows[row];
    return logistic(static_cast<double>(it.slope) * sum(features, row) + static_cast<double>(it.offset));
  };
  if (labels == 2) {
    score.probabilities[1] = probability(0);
    score.probabilities[0] = 1 - score.probabilities[1];
  } else {
    double all = 0;
    for (std::size_t i = 0; i < labels; ++i) all += score.probabilities[i] = probability(i);
    for (std::size_t i = 0; i < labels; ++i) score.probabilities[i] = all > 0 ? score.probabilities[i] / all : 1.0 / static_cast<double>(labels);
  }
  score.label = chosen_label({score.probabilities.data(), labels}, model_.choices);
  return score;
}

Score Scorer::score(std::string_view message) { return judged(reader_.read(message)); }

Explanation Scorer::explain(std::string_view message, std::size_t most) {
  const auto features = reader_.read_traced(message);
  Explanation explained{.score = judged(features)};
  const auto rows = model_.rows.size();
  const auto row = rows == 1 ? std::size_t{0} : explained.score.label;
  const double sign = rows == 1 && explained.score.label == 0 ? -1 : 1;
  // A feature that occurs at several places gives each an equal share.
  std::vector<float> times(features.size(), 0.0F);
  for (const auto& occurrence : reader_.occurrences()) times[occurrence.feature] += 1;
  std::vector<double> weights(reader_.tokens().list.size(), 0.0);
  for (const auto& [feature, token] : reader_.occurrences()) {
    const auto& [place, value] = features[feature];
    const float weight = value * weights_[row][static_cast<std::uint8_t>(codes_[place * rows + row])] / times[feature];
    weights[token] += sign * static_cast<double>(weight);
  }
  // A host and its address, and a word with what it was joined from, are one stretch of the message.
  std::vector<Reason> reasons;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto& token = reader_.tokens().list[i];
    const auto same = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& it) { return token.begin < it.end && it.begin < token.end; });
    if (same == reasons.end()) reasons.push_back({.begin = token.begin, .end = token.end, .weight = weights[i]});
    else *same = {.begin = std::min<std::size_t>(same->begin, token.begin), .end = std::max<std::size_t>(same->end, token.end), .weight = same->weight + weights[i]};
  }
  // Small words lean a little this way or that; beside what really counts they would only puzzle.
  double strongest = 0;
  for (const auto& reason : reasons) strongest = std::max(strongest, reason.weight);
  std::erase_if(reasons, [&](const Reason& it) { return it.weight <= 0 || it.weight < strongest * least_share; });
  std::stable_sort(reasons.begin(), reasons.end(), [](const Reason& a, const Reason& b) { return a.weight > b.weight; });
  if (reasons.size() > most) reasons.resize(most);
  explained.reasons = std::move(reasons);
  return explained;
}

}  // namespace cmtool::classifier
