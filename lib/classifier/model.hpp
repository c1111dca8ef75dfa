// SPDX-License-Identifier: MIT
// A trained classifier as a value and as a file.
//
// A model sums the weights of a message's features: one row of weights for two labels (what speaks for the second), one row for
// each label where there are more. Weights are kept as one byte each, in steps that grow with the weight; in the file only those
// that count are there. The file holds everything a score needs, lexicons too, and a checksum. It may come from anywhere: a
// broken, cut or hostile one is an Error, and whatever passes can be scored with.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "classifier/features.hpp"
#include "classifier/lexicon.hpp"

namespace cmtool::classifier {

inline constexpr std::size_t most_labels = 8;
inline constexpr std::size_t largest_model_file = 8u << 20;
inline constexpr unsigned fewest_bits = 8, most_bits = 20;

/// One row of weights; what is added and how the sum becomes a probability.
struct WeightRow {
  std::vector<std::int8_t> codes{};  ///< one for each place; see weight_of()
  float largest = 0;                 ///< the weight of code 127
  float bias = 0;
  float slope = 1, offset = 0;       ///< Platt: probability = 1 / (1 + exp(-(slope · sum + offset)))
};

/// When a label is chosen: the one with the largest lean · (probability - demand). Found so that F1 is best.
struct Choice {
  float lean = 1, demand = 0;
};

struct Model {
  std::string name{};                 ///< "toxicity-fr"
  std::vector<std::string> labels{};  ///< of two, the second is what is looked for: "ok", "toxic"
  unsigned bits = 18;                 ///< features have 2^bits places
  Reading reading = Reading::all;
  std::uint32_t examples = 0;         ///< that it was trained on
  float f1 = 0, auc = 0;              ///< measured on examples it had not seen: of the second label, or the mean over all
  std::vector<std::uint32_t> seen{};  ///< keys of a sample of the texts it was trained on, sorted: who learns from these must not build on it
  std::vector<Lexicon> lexicons{};
  std::vector<WeightRow> rows{};
  std::vector<Choice> choices{};      ///< one for each label

  [[nodiscard]] std::size_t places() const { return std::size_t{1} << bits; }
};

/// The weight that a code stands for: its square, so that small weights keep their differences.
constexpr float weight_of(std::int8_t code, float largest) {
  const float part = static_cast<float>(code) / 127.0F;
  return largest * part * (part < 0 ? -part : part);
}
/// The nearest code.
std::int8_t code_of(float weight, float largest);

std::string write_model(const Model&);
/// Fault::state, with the reason as detail, for anything that write_model() did not write.
Result<Model> read_model(std::string_view bytes);

}  // namespace cmtool::classifier
