// SPDX-License-Identifier: MIT
// How good a classifier is, and what its sums mean: confusion, F1, AUC, calibration.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/model.hpp"

namespace cmtool::classifier {

/// How often each label was given (column) for each true one (row).
class Confusion {
 public:
  explicit Confusion(std::size_t labels) : labels_(labels), counts_(labels * labels, 0) {}
  void add(std::size_t truth, std::size_t given) { ++counts_[truth * labels_ + given]; }
  [[nodiscard]] std::size_t count(std::size_t truth, std::size_t given) const { return counts_[truth * labels_ + given]; }
  [[nodiscard]] double precision(std::size_t label) const;
  [[nodiscard]] double recall(std::size_t label) const;
  [[nodiscard]] double f1(std::size_t label) const;
  [[nodiscard]] double macro_f1() const;
  /// The one figure that says how good it is: of two labels the F1 of the second one, of more their mean.
  [[nodiscard]] double figure() const { return labels_ == 2 ? f1(1) : macro_f1(); }
  [[nodiscard]] double accuracy() const;
  [[nodiscard]] std::size_t labels() const { return labels_; }

 private:
  std::size_t labels_;
  std::vector<std::size_t> counts_;
};

/// How probably a positive one has a larger sum than another one; one half where there are not both.
double area_under_curve(std::span<const double> sums, std::span<const std::uint8_t> positive);

/// Platt's scaling (Lin, Lin and Weng's way to find it): probability = 1 / (1 + exp(-(slope · sum + offset))).
struct Scaling {
  double slope = 1, offset = 0;
  [[nodiscard]] double probability(double sum) const;
};
Scaling fitted_scaling(std::span<const double> sums, std::span<const std::uint8_t> positive);
/// The mean surprise at what was true, in nats.
double log_loss(const Scaling&, std::span<const double> sums, std::span<const std::uint8_t> positive);

/// How to choose labels so that F1 is best: of two labels that of the second one, of more their mean. An F1 of F is best reached by
/// choosing what is more probable than F / 2, and where classes compete, what raises its own F1 most.
/// `probabilities` holds one row of `labels` for each example.
std::vector<Choice> best_choices(std::span<const double> probabilities, std::span<const std::uint8_t> truth, std::size_t labels);

}  // namespace cmtool::classifier
