// SPDX-License-Identifier: MIT
#include "draw/legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/numbers.hpp"

namespace cmtool::draw {
namespace {

constexpr double row_height = 24;
constexpr std::size_t most_rows = 6;

}  // namespace

Dash dash_of(std::size_t series) {
  constexpr std::array all{Dash::solid, Dash::dashed, Dash::dotted, Dash::dash_dot, Dash::solid, Dash::dashed};
  return all.at(series % all.size());
}

Shape mark_of(std::size_t series, Point c, double r, Ink ink) {
  switch (series % static_cast<std::size_t>(series_inks)) {
    case 1: return Rectangle{.at = {c.x - r, c.y - r}, .width = 2 * r, .height = 2 * r, .ink = ink};
    case 2: return Area{.points = {{c.x, c.y - 1.3 * r}, {c.x + 1.2 * r, c.y + r}, {c.x - 1.2 * r, c.y + r}}, .ink = ink};
    case 3: return Area{.points = {{c.x, c.y - 1.4 * r}, {c.x + 1.4 * r, c.y}, {c.x, c.y + 1.4 * r}, {c.x - 1.4 * r, c.y}}, .ink = ink};
    case 4: return Area{.points = {{c.x - 1.2 * r, c.y - r}, {c.x + 1.2 * r, c.y - r}, {c.x, c.y + 1.3 * r}}, .ink = ink};
    case 5: return Rectangle{.at = {c.x - 1.4 * r, c.y - 0.6 * r}, .width = 2.8 * r, .height = 1.2 * r, .ink = ink};
    default: return Circle{.centre = c, .radius = r, .ink = ink};
  }
}

std::vector<LegendPlace> lay_out(const std::vector<std::string>& names, double width, double top, double before, double& bottom) {
  std::vector<LegendPlace> places;
  double x = 0, y = top + largest_text;
  std::size_t rows = 1;
  for (const std::string& name : names) {
    const std::string shown = fitted(name, width / 2, largest_text);
    const double needed = before + text_width(shown, largest_text) + 14;
    if (x > 0 && x + needed > width) {
      if (++rows > most_rows) break;
      x = 0;
      y += row_height;
    }
    places.push_back({.at = {x + before, y}, .name = shown});
    x += needed;
  }
  bottom = names.empty() ? top : y + 12;
  return places;
}

std::string axis_text(double value, Kind kind, std::string_view lang) {
  if (kind == Kind::bytes) return size_text(value, lang);
  if (kind == Kind::percent) return percent_text(value, lang);
  return short_number(value, lang);
}

std::string label_text(double value, Kind kind, std::string_view lang) {
  if (kind == Kind::bytes) return size_text(value, lang);
  if (kind == Kind::percent) return percent_text(value, lang);
  // Where there is room for six digits, a rounded number would say less than is known.
  return std::fabs(value) < 1e6 ? decimal(value, lang) : short_number(value, lang);
}

}  // namespace cmtool::draw
