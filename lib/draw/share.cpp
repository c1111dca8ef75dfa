// SPDX-License-Identifier: MIT
#include "draw/share.hpp"

#include <algorithm>
#include <cmath>

#include "draw/legend.hpp"
#include "text/numbers.hpp"

namespace cmtool::draw {
namespace {

constexpr double bar = 34;
constexpr std::size_t most_parts = 6;

double value_of(const Part& part) { return is_drawable(part.value) ? std::max(0.0, part.value) : 0; }

/// Whole percents add up to about a hundred; below one, a decimal says that it is not nothing.
std::string share_text(double share, std::string_view lang) {
  const double percent = share * 100;
  return percent_text(percent > 0 && percent < 1 ? std::max(0.1, std::round(percent * 10) / 10) : std::round(percent), lang);
}

}  // namespace

Drawing share_chart(const ShareChart& chart) {
  const double width = std::clamp(std::isfinite(chart.width) ? chart.width : chart_width, 200.0, 4000.0);
  Drawing drawing{.width = width, .height = 60, .title = chart.title, .description = chart.description, .lang = chart.lang, .kind = ChartKind::share};
  drawing.data.columns = {{.key = "name", .title = chart.name_title},
                          {.key = "value", .title = chart.value_title, .kind = chart.kind},
                          {.key = "share", .title = is_french(chart.lang) ? "Part" : "Share", .kind = Kind::percent}};
  double whole = 0;
  for (const Part& part : chart.parts) whole += value_of(part);
  for (const Part& part : chart.parts) {
    const double value = value_of(part);
    Value cell = chart.kind == Kind::integer ? Value(static_cast<std::int64_t>(std::llround(value))) : Value(value);
    drawing.data.rows.push_back({part.name, std::move(cell), whole > 0 ? Value(std::round(value / whole * 1000) / 10) : Value()});
  }
  if (whole <= 0) {
    drawing.shapes.emplace_back(Words{.at = {width / 2, 36}, .text = is_french(chart.lang) ? "Aucun chiffre connu" : "No numbers known", .anchor = Anchor::middle, .ink = Ink::faint});
    return drawing;
  }
  std::vector<Part> shown(chart.parts.begin(), chart.parts.begin() + static_cast<std::ptrdiff_t>(std::min(most_parts, chart.parts.size())));
  if (chart.parts.size() > most_parts) {
    Part others{.name = is_french(chart.lang) ? "autres" : "others", .ink = Ink::faint};
    for (std::size_t i = most_parts - 1; i < chart.parts.size(); ++i) others.value += value_of(chart.parts[i]);
    shown.back() = others;
  }
  std::vector<std::string> names;
  double x = 0;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const double share = value_of(shown[i]) / whole, wide = share * width;
    const Ink ink = shown[i].ink.value_or(series_ink(i));
    if (wide > 0) drawing.shapes.emplace_back(Rectangle{.at = {x, 4}, .width = std::max(0.5, wide - (i + 1 < shown.size() ? 2 : 0)), .height = bar, .ink = ink});
    const std::string text = share_text(share, chart.lang);
    if (text_width(text, largest_text) + 10 < wide) drawing.shapes.emplace_back(Words{.at = {x + wide / 2 - 1, 4 + bar / 2 + 5}, .text = text, .anchor = Anchor::middle, .size = small_text + 1, .weight = Weight::bold, .ink = Ink::ground});
    names.push_back(shown[i].name + " " + text);
    x += wide;
  }
  // In grey the order tells: the legend and the bar have the same, and each name its share.
  double bottom = 0;
  const auto places = lay_out(names, width, 4 + bar + 8, 22, bottom);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Point at = places[i].at;
    drawing.shapes.push_back(mark_of(shown[i].ink ? 1 : i, {at.x - 12, at.y - 4.5}, 5, shown[i].ink.value_or(series_ink(i))));
    drawing.shapes.emplace_back(Words{.at = at, .text = places[i].name, .size = small_text});
  }
  drawing.height = bottom;
  return drawing;
}

}  // namespace cmtool::draw
