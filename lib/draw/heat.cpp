// SPDX-License-Identifier: MIT
#include "draw/heat.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "draw/legend.hpp"
#include "draw/time_axis.hpp"
#include "text/numbers.hpp"

namespace cmtool::draw {
namespace {

constexpr double names = 52, row = 24, top = 4;
constexpr int steps = 6;  // more shades nobody tells apart

std::string hour_text(std::size_t hour, std::string_view lang) { return is_french(lang) ? fmt::format("{}\u202Fh", hour) : fmt::format("{}:00", hour); }

double shade(double value, double most) {
  if (value <= 0 || most <= 0) return 0.05;
  return std::ceil(std::min(1.0, value / most) * steps) / steps;
}

}  // namespace

Drawing heat_map(const HeatMap& map) {
  const double width = std::clamp(std::isfinite(map.width) ? map.width : chart_width, 200.0, 4000.0);
  Drawing drawing{.width = width, .title = map.title, .description = map.description, .lang = map.lang, .kind = ChartKind::heat};
  drawing.data.columns.push_back({.key = "hour", .title = is_french(map.lang) ? "Heure" : "Hour"});
  for (unsigned day = 0; day < 7; ++day) {
    const std::chrono::weekday which((day + 1) % 7);
    drawing.data.columns.push_back({.key = fmt::format("day_{}", day + 1), .title = short_weekday(which, map.lang), .kind = map.kind});
  }
  double most = 0;
  for (const auto& day : map.values) {
    for (const auto& value : day) {
      if (is_drawable(value)) most = std::max(most, *value);
    }
  }
  const double each = (width - names) / 24;
  for (std::size_t day = 0; day < 7; ++day) {
    const double y = top + row * static_cast<double>(day);
    drawing.shapes.emplace_back(Words{.at = {0, y + row / 2 + 4.5}, .text = drawing.data.columns[day + 1].title, .size = small_text});
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const auto& value = map.values[day][hour];
      const double x = names + each * static_cast<double>(hour);
      if (is_drawable(value)) drawing.shapes.emplace_back(Rectangle{.at = {x + 1, y + 1}, .width = each - 2, .height = row - 2, .ink = Ink::series_1, .opacity = shade(*value, most)});
      else drawing.shapes.emplace_back(Circle{.centre = {x + each / 2, y + row / 2}, .radius = 1.5, .ink = Ink::faint});
    }
  }
  const double below = top + row * 7;
  for (std::size_t hour = 0; hour < 24; hour += 4) {
    drawing.shapes.emplace_back(Words{.at = {names + each * static_cast<double>(hour) + 1, below + 18}, .text = hour_text(hour, map.lang), .size = small_text, .ink = Ink::faint});
  }
  // The legend: from nothing to the most.
  const double y = below + 34;
  drawing.shapes.emplace_back(Words{.at = {names, y + 12}, .text = axis_text(0, map.kind, map.lang), .size = small_text, .ink = Ink::faint});
  const double from = names + text_width(axis_text(0, map.kind, map.lang), largest_text) + 8;
  for (int step = 0; step <= steps; ++step) {
    drawing.shapes.emplace_back(Rectangle{.at = {from + 24.0 * step, y}, .width = 22, .height = 14, .ink = Ink::series_1, .opacity = step == 0 ? 0.05 : static_cast<double>(step) / steps});
  }
  drawing.shapes.emplace_back(Words{.at = {from + 24.0 * (steps + 1) + 6, y + 12}, .text = label_text(most, map.kind, map.lang), .size = small_text, .ink = Ink::faint});
  drawing.height = y + 22;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    std::vector<Value> cells{hour_text(hour, map.lang)};
    for (const auto& day : map.values) {
      if (!is_drawable(day[hour])) cells.emplace_back();
      else if (map.kind == Kind::integer) cells.emplace_back(static_cast<std::int64_t>(std::llround(*day[hour])));
      else cells.emplace_back(*day[hour]);
    }
    drawing.data.rows.push_back(std::move(cells));
  }
  return drawing;
}

}  // namespace cmtool::draw
