// SPDX-License-Identifier: MIT
// The hours of a week as a heat map: the darker, the more.
#pragma once
#include <array>
#include <optional>
#include <string>

#include "draw/drawing.hpp"

namespace cmtool::draw {

struct HeatMap {
  std::string title{}, description{};
  std::string lang = "en";
  Kind kind = Kind::integer;
  /// [day from Monday][hour]; nothing: unknown, drawn as a dot. Below zero is drawn as zero.
  std::array<std::array<std::optional<double>, 24>, 7> values{};
  double width = 560;
};

/// The table has a row for each hour and a column for each day.
Drawing heat_map(const HeatMap&);

}  // namespace cmtool::draw
