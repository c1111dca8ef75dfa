// SPDX-License-Identifier: MIT
// Numbers side by side as bars, across (with long names) or up (with few short ones); below zero too.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "draw/drawing.hpp"

namespace cmtool::draw {

struct Bar {
  std::string name{};
  std::optional<double> value{};   ///< nothing: unknown, said as "–"
  std::optional<double> before{};  ///< what it is held against: a thin, faint bar beside it
  std::optional<Ink> ink{};        ///< where the bar means something by itself: good, bad
};

enum class Direction { across, up };

struct BarChart {
  std::string title{}, description{};
  std::string lang = "en";
  Kind kind = Kind::integer;
  Direction direction = Direction::across;
  std::string name_title{}, value_title{}, before_title{};  ///< of the table's columns, and the legend
  std::vector<Bar> bars{};
  double width = 560;
};

/// At most 30 bars across or 24 up are drawn, and the rest is counted; all stand in the table. Each has its number beside it.
Drawing bar_chart(const BarChart&);

}  // namespace cmtool::draw
