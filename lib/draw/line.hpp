// SPDX-License-Identifier: MIT
// Numbers over time as lines. Unknown is a gap, never zero.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "draw/drawing.hpp"

namespace cmtool::draw {

struct TimedValue {
  Instant at{};
  std::optional<double> value{};  ///< nothing: unknown at that time
};

struct LineSeries {
  std::string name{};
  std::vector<TimedValue> points{};  ///< by time
  /// What the others are held against (the month before): thin, faint and dashed.
  bool compared = false;
  /// It is drawn, and stands in the table, that much later than it was: the month before, laid over this one.
  std::chrono::milliseconds later{};
};

struct LineChart {
  std::string title{}, description{};
  std::string lang = "en", zone = "UTC";
  Kind kind = Kind::integer;         ///< of the numbers
  bool from_zero = true;             ///< does the axis begin at zero? `false` for followers, whose change matters
  std::vector<LineSeries> series{};
  std::optional<double> goal{};      ///< a level line
  std::string goal_name{};
  double width = 560, height = 300;
};

/// At most six series and two compared ones are drawn; all stand in the table. A million points are thinned to what can be seen, by the
/// least and the most of each place.
Drawing line_chart(const LineChart&);

}  // namespace cmtool::draw
