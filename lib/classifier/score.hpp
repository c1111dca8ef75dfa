// SPDX-License-Identifier: MIT
// What a model makes of a message: a label, how probable it is, and the words that led to it.
//
// The probability is calibrated on messages that the model had not seen; the label is chosen where F1 is best, which is seldom
// at one half. It is a queue's order, not a judgement: words are seen, not what is meant by them.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "classifier/features.hpp"
#include "classifier/model.hpp"

namespace cmtool::classifier {

struct Score {
  std::size_t label = 0;                              ///< index into Model::labels
  std::array<double, most_labels> probabilities{};    ///< of each label; together 1
  [[nodiscard]] double probability() const { return probabilities[label]; }
};

/// A stretch of the message that led to the label.
struct Reason {
  std::size_t begin = 0, end = 0;  ///< bytes
  double weight = 0;               ///< how much it added; over all reasons and what they leave out, the sum before calibration
};

struct Explanation {
  Score score{};
  std::vector<Reason> reasons{};  ///< the strongest first; only what speaks for the label, and not too little of it
};

/// Scores message after message; one for each thread. Allocates nothing once it is warm.
class Scorer {
 public:
  /// The model must outlive it.
  explicit Scorer(const Model&);
  Score score(std::string_view message);
  Explanation explain(std::string_view message, std::size_t most = 5);
  /// The sum before calibration of the given row; for training.
  [[nodiscard]] double sum(std::span<const Feature>, std::size_t row = 0) const;

 private:
  [[nodiscard]] Score judged(std::span<const Feature>) const;

  const Model& model_;
  FeatureReader reader_;
  std::vector<std::int8_t> codes_{};                ///< place by place, the rows beside each other
  std::vector<std::array<float, 256>> weights_{};   ///< of each row, by code
};

/// The label that is chosen, given the probabilities.
std::size_t chosen_label(std::span<const double> probabilities, std::span<const Choice>);

}  // namespace cmtool::classifier
