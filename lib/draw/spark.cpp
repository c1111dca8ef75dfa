// SPDX-License-Identifier: MIT
#include "draw/spark.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cmtool {
namespace {

constexpr std::array<const char*, 8> bars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

using Numbers = std::vector<std::optional<double>>;

/// The mean of those known in each piece, so that the last, shorter piece is as high as the others.
Numbers put_together(const Numbers& numbers, std::size_t most) {
  const std::size_t each = (numbers.size() + most - 1) / most;
  Numbers fewer;
  for (std::size_t begin = 0; begin < numbers.size(); begin += each) {
    double sum = 0;
    std::size_t known = 0;
    for (std::size_t i = begin; i < std::min(begin + each, numbers.size()); ++i) {
      if (!numbers[i]) continue;
      sum += *numbers[i];
      ++known;
    }
    fewer.push_back(known == 0 ? std::nullopt : std::optional(sum / static_cast<double>(known)));
  }
  return fewer;
}

}  // namespace

std::string sparkline(const Numbers& all, std::size_t most) {
  const Numbers numbers = most > 0 && all.size() > most ? put_together(all, most) : all;
  double low = 0, high = 0;
  bool any = false;
  for (const auto& number : numbers) {
    if (!number || !std::isfinite(*number)) continue;
    any = true;
    low = std::min(low, *number);
    high = std::max(high, *number);
  }
  std::string line;
  for (const auto& number : numbers) {
    if (!any) break;
    if (!number || !std::isfinite(*number)) {
      line += "·";
      continue;
    }
    const double share = high > low ? (*number - low) / (high - low) : 0;
    line += bars[std::min<std::size_t>(bars.size() - 1, static_cast<std::size_t>(std::lround(share * (bars.size() - 1))))];
  }
  return line;
}

}  // namespace cmtool
