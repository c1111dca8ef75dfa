// SPDX-License-Identifier: MIT
#include "draw/sparkline.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cmtool {

std::string sparkline(std::span<const std::optional<double>> values, std::size_t most) {
  static constexpr std::array bars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (values.empty() || most == 0) return {};
  const std::size_t together = (values.size() + most - 1) / most;
  std::vector<std::optional<double>> sums((values.size() + together - 1) / together);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) sums[i / together] = sums[i / together].value_or(0) + std::max(*values[i], 0.0);
  }
  double highest = 0;
  for (const auto& sum : sums) highest = std::max(highest, sum.value_or(0));
  std::string line;
  for (const auto& sum : sums) {
    if (!sum) line += ' ';
    else if (highest <= 0) line += bars.front();
    else line += bars[std::min(static_cast<std::size_t>(*sum / highest * static_cast<double>(bars.size())), bars.size() - 1)];
  }
  return line;
}

}  // namespace cmtool
