// SPDX-License-Identifier: MIT
#include <linear.h>

#include "classifier/linear.hpp"

namespace cmtool::classifier {
namespace {

/// liblinear reports its progress on standard output otherwise.
void keep_quiet(const char*) {}

class Liblinear final : public LinearPart {
 public:
  [[nodiscard]] LinearFit fit(const LinearProblem& asked) const override {
    set_print_string_function(keep_quiet);
    // Only places that occur get a number: the optimiser's time and memory go with the highest one.
    std::vector<int> number(asked.places, 0);
    std::vector<std::uint32_t> place_of;
    std::size_t count = 0;
    for (const auto row : asked.chosen) {
      for (const auto& feature : asked.rows[row]) {
        if (asked.scale[feature.place] == 0) continue;
        ++count;
        if (number[feature.place] != 0) continue;
        place_of.push_back(feature.place);
        number[feature.place] = static_cast<int>(place_of.size());
      }
    }
    const int offset_number = static_cast<int>(place_of.size()) + 1, bias_number = offset_number + 1;
    std::vector<feature_node> nodes;
    nodes.reserve(count + 3 * asked.chosen.size());
    std::vector<std::size_t> begins;
    std::vector<double> kinds;
    for (const auto row : asked.chosen) {
      begins.push_back(nodes.size());
      kinds.push_back(asked.positive[row] != 0 ? 1 : -1);
      for (const auto& [place, value] : asked.rows[row]) {
        if (asked.scale[place] != 0) nodes.push_back({number[place], static_cast<double>(value) * static_cast<double>(asked.scale[place])});
      }
      if (!asked.offset.empty()) nodes.push_back({offset_number, static_cast<double>(asked.offset[row])});
      nodes.push_back({bias_number, 1});
      nodes.push_back({-1, 0});
    }
    std::vector<feature_node*> rows;
    for (const auto begin : begins) rows.push_back(&nodes[begin]);

    problem given{};
    given.l = static_cast<int>(rows.size());
    given.n = bias_number;
    given.y = kinds.data();
    given.x = rows.data();
    given.bias = 1;  // says that the last feature is one
    parameter how{};
    how.solver_type = L2R_LR;
    how.eps = 0.01;
    how.C = asked.cost;
    how.p = 0.1;
    model* found = train(&given, &how);

    LinearFit fit{.weights = std::vector<float>(asked.places, 0.0F)};
    const double sign = found->label[0] == 1 ? 1 : -1;  // the first row's kind counts as the first
    for (std::size_t i = 0; i < place_of.size(); ++i) {
      fit.weights[place_of[i]] = static_cast<float>(sign * found->w[i] * static_cast<double>(asked.scale[place_of[i]]));
    }
    if (!asked.offset.empty()) fit.offset_weight = sign * found->w[offset_number - 1];
    fit.bias = sign * found->w[bias_number - 1];
    free_and_destroy_model(&found);
    return fit;
  }
};

}  // namespace
}  // namespace cmtool::classifier

/// The part's entry.
extern "C" const cmtool::classifier::LinearPart* cmtool_part_linear() {
  static const cmtool::classifier::Liblinear it;
  return &it;
}
