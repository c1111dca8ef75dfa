// SPDX-License-Identifier: MIT
// Fitting a line between two kinds of messages: what training needs of liblinear.
//
// liblinear is the part "linear" (sys/part.hpp), so that scoring, which is done far more often, never loads it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "classifier/features.hpp"

namespace cmtool::classifier {

/// Rows of features, and which of them are of the kind looked for.
struct LinearProblem {
  std::size_t places = 0;                            ///< every feature's place is below
  std::span<const std::vector<Feature>> rows{};
  std::span<const std::uint32_t> chosen{};           ///< the rows to be fitted, by index
  std::span<const std::uint8_t> positive{};          ///< of all rows
  std::span<const float> scale{};                    ///< what each place's values are multiplied by; 0 leaves it out
  std::span<const float> offset{};                   ///< what is known of each row beforehand; empty, or one for each row: a feature of its own
  double cost = 1;                                   ///< of a mistake, against that of large weights
};

struct LinearFit {
  std::vector<float> weights{};  ///< of each place, its scale taken in
  double bias = 0;
  double offset_weight = 0;
};

class LinearPart {
 public:
  virtual ~LinearPart() = default;
  /// L2-regularised logistic regression; the same rows give the same fit. Needs rows of both kinds.
  [[nodiscard]] virtual LinearFit fit(const LinearProblem&) const = 0;
};

/// Loaded at the first call. Fault::unsupported where the part is not installed.
Result<const LinearPart*> linear_part();

}  // namespace cmtool::classifier
