// SPDX-License-Identifier: MIT
#include "figures/money.hpp"

namespace cmtool {

void add_spend(Spend& spend, const Figures& figures) {
  for (const auto& [metric, figure] : figures) {
    if (!metric.starts_with("spend:") || !figure.value) continue;
    auto& sum = spend[std::string(part_of_metric(metric))];
    sum = added(sum, *figure.value);
  }
}

double in_units(std::int64_t smallest, const std::string& currency) { return static_cast<double>(smallest) / static_cast<double>(minor_units(currency)); }

std::optional<double> cost_of(std::int64_t spend, const std::string& currency, const std::optional<std::int64_t>& count) {
  if (!count || *count <= 0) return std::nullopt;
  return in_units(spend, currency) / static_cast<double>(*count);
}

}  // namespace cmtool
