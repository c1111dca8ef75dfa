// SPDX-License-Identifier: MIT
// What the charts share: what tells series apart besides their ink, the legend that says so, and numbers beside an axis.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "draw/drawing.hpp"
#include "model/table.hpp"

namespace cmtool::draw {

inline constexpr double chart_width = 560;
inline constexpr double small_text = 13;
/// On a phone the page sets the texts larger than they are drawn here; room is left for that.
inline constexpr double largest_text = 17;

/// How a series looks in grey: its dashes, and the mark at its points.
Dash dash_of(std::size_t series);
/// A dot, square, triangle, diamond …, one for each of six series, filled.
Shape mark_of(std::size_t series, Point centre, double radius, Ink);

/// One entry: what stands before its name is drawn by the chart itself at the place that lay_out() answers.
struct LegendPlace {
  Point at{};          ///< where the name's base line begins
  std::string name{};  ///< cut, if need be
};
/// Rows of names from `top` on, each with `before` free units in front; `bottom` becomes where the chart may begin.
std::vector<LegendPlace> lay_out(const std::vector<std::string>& names, double width, double top, double before, double& bottom);

/// A value as it stands beside an axis (short) or in a label.
std::string axis_text(double value, Kind kind, std::string_view lang);
std::string label_text(double value, Kind kind, std::string_view lang);

}  // namespace cmtool::draw
