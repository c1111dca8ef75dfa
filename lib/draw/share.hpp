// SPDX-License-Identifier: MIT
// The parts of a whole as one bar, each with its share in figures; what is small is gathered at the end.
#pragma once
#include <string>
#include <vector>

#include "draw/drawing.hpp"

namespace cmtool::draw {

struct Part {
  std::string name{};
  double value = 0;               ///< what is below zero or no number counts as nothing
  std::optional<Ink> ink{};       ///< where it means something by itself: good, bad, faint
};

struct ShareChart {
  std::string title{}, description{};
  std::string lang = "en";
  Kind kind = Kind::integer;
  std::string name_title{}, value_title{};
  std::vector<Part> parts{};      ///< in the order in which they stand
  double width = 560;
};

/// At most six parts are drawn; from the sixth on they are one, "others". All stand in the table, with their shares.
Drawing share_chart(const ShareChart&);

}  // namespace cmtool::draw
