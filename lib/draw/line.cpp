// SPDX-License-Identifier: MIT
#include "draw/line.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "draw/legend.hpp"
#include "draw/time_axis.hpp"
#include "text/numbers.hpp"

namespace cmtool::draw {
namespace {

constexpr std::size_t most_marks = 40;
constexpr std::size_t most_rows = 1000;

/// Where the plot lies, and what its edges mean.
struct Plot {
  double left = 0, right = 0, top = 0, bottom = 0;
  Instant from{}, until{};
  Scale scale{};

  [[nodiscard]] double x(Instant at) const {
    const auto span = static_cast<double>((until - from).count());
    return span <= 0 ? (left + right) / 2 : left + (right - left) * static_cast<double>((at - from).count()) / span;
  }
  [[nodiscard]] double y(double value) const { return bottom - (bottom - top) * (value - scale.low) / (scale.high - scale.low); }
};

struct Bounds {
  Instant from = Instant::max(), until = Instant::min();
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
};

Bounds bounds_of(const LineChart& chart) {
  Bounds all;
  for (const auto& series : chart.series) {
    for (const auto& point : series.points) {
      if (!is_drawable(point.value)) continue;
      all.from = std::min(all.from, point.at + series.later);
      all.until = std::max(all.until, point.at + series.later);
      all.low = std::min(all.low, *point.value);
      all.high = std::max(all.high, *point.value);
    }
  }
  if (is_drawable(chart.goal)) all.low = std::min(all.low, *chart.goal), all.high = std::max(all.high, *chart.goal);
  return all;
}

/// The pieces between gaps, each thinned to its first, least, most and last point in each unit of width.
std::vector<std::vector<Point>> pieces_of(const LineSeries& series, const Plot& plot) {
  std::vector<std::vector<Point>> pieces(1);
  std::vector<Point> here;  // within one unit of width
  const auto settle = [&] {
    if (here.size() <= 4) {
      pieces.back().insert(pieces.back().end(), here.begin(), here.end());
    } else {
      const auto [least, most] = std::minmax_element(here.begin(), here.end(), [](Point a, Point b) { return a.y < b.y; });
      pieces.back().push_back(here.front());
      pieces.back().push_back(*std::min(least, most));
      pieces.back().push_back(*std::max(least, most));
      pieces.back().push_back(here.back());
    }
    here.clear();
  };
  for (const auto& point : series.points) {
    if (!is_drawable(point.value)) {
      settle();
      if (!pieces.back().empty()) pieces.emplace_back();
      continue;
    }
    const Point at{plot.x(point.at + series.later), plot.y(*point.value)};
    if (!here.empty() && std::floor(here.front().x) != std::floor(at.x)) settle();
    here.push_back(at);
  }
  settle();
  if (pieces.back().empty()) pieces.pop_back();
  // A million gaps are no picture either.
  if (pieces.size() > 2000) pieces.resize(2000);
  return pieces;
}

Table table_of(const LineChart& chart) {
  Table table{.columns = {{.key = "at", .title = "Date", .kind = Kind::time}}};
  std::map<Instant, std::vector<Value>> rows;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    table.columns.push_back({.key = "series_" + std::to_string(i + 1), .title = chart.series[i].name, .kind = chart.kind});
    for (const auto& point : chart.series[i].points) {
      auto& row = rows[point.at + chart.series[i].later];
      row.resize(chart.series.size());
      if (is_drawable(point.value)) row[i] = chart.kind == Kind::integer ? Value(static_cast<std::int64_t>(std::llround(*point.value))) : Value(*point.value);
    }
  }
  // Of more than a reader can use, every so many.
  const std::size_t every = rows.size() / most_rows + 1;
  std::size_t number = 0;
  for (auto& [at, cells] : rows) {
    if (number++ % every != 0) continue;
    std::vector<Value> row{at};
    row.insert(row.end(), cells.begin(), cells.end());
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// A series as it is told apart: those that are compared share the faint ink.
struct Styled {
  const LineSeries* series = nullptr;
  std::size_t number = 0;
  Ink ink = Ink::series_1;
};

std::vector<Styled> styled(const LineChart& chart) {
  std::vector<Styled> all;
  std::size_t main = 0, compared = 0;
  for (const auto& series : chart.series) {
    if (series.compared && compared < 2) all.push_back({.series = &series, .number = ++compared, .ink = Ink::faint});
    if (!series.compared && main < static_cast<std::size_t>(series_inks)) all.push_back({.series = &series, .number = main, .ink = series_ink(main)}), ++main;
  }
  return all;
}

void draw_series(Drawing& drawing, const Styled& one, const Plot& plot) {
  const bool faint = one.series->compared;
  std::size_t drawn = 0;
  const auto pieces = pieces_of(*one.series, plot);
  for (const auto& piece : pieces) drawn += piece.size();
  for (const auto& piece : pieces) {
    if (piece.size() > 1)
      drawing.shapes.emplace_back(Polyline{.points = piece, .ink = one.ink, .width = faint ? 1.5 : 2.25, .dash = faint ? Dash::dashed : dash_of(one.number)});
    for (const Point& at : piece) {
      if (piece.size() == 1 || (!faint && drawn <= most_marks)) drawing.shapes.push_back(mark_of(faint ? 0 : one.number, at, 3, one.ink));
    }
  }
}

double draw_legend(Drawing& drawing, const LineChart& chart, const std::vector<Styled>& all) {
  double bottom = 4;
  if (all.size() < 2 && !is_drawable(chart.goal)) return bottom + 8;
  std::vector<std::string> names;
  for (const auto& one : all) names.push_back(one.series->name);
  if (is_drawable(chart.goal)) names.push_back(chart.goal_name);
  const auto places = lay_out(names, chart.width, 0, 34, bottom);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Point at = places[i].at;
    const std::vector<Point> sample{{at.x - 32, at.y - 4.5}, {at.x - 6, at.y - 4.5}};
    if (i < all.size()) {
      const bool faint = all[i].series->compared;
      drawing.shapes.emplace_back(Polyline{.points = sample, .ink = all[i].ink, .width = faint ? 1.5 : 2.25, .dash = faint ? Dash::dashed : dash_of(all[i].number)});
      if (!faint) drawing.shapes.push_back(mark_of(all[i].number, {at.x - 19, at.y - 4.5}, 3.5, all[i].ink));
    } else {
      drawing.shapes.emplace_back(Polyline{.points = sample, .ink = Ink::good, .width = 1.5, .dash = Dash::dash_dot});
    }
    drawing.shapes.emplace_back(Words{.at = at, .text = places[i].name, .size = small_text});
  }
  return bottom;
}

void draw_grid(Drawing& drawing, const LineChart& chart, const Plot& plot) {
  for (const double tick : plot.scale.ticks) {
    const double y = plot.y(tick);
    drawing.shapes.emplace_back(Polyline{.points = {{plot.left, y}, {plot.right, y}}, .ink = tick == 0 ? Ink::faint : Ink::grid, .width = 1});
    drawing.shapes.emplace_back(Words{.at = {plot.left - 7, y + 4.5}, .text = axis_text(tick, chart.kind, chart.lang), .anchor = Anchor::end, .size = small_text, .ink = Ink::faint});
  }
  const double widest = text_width("00 nov. 0000", largest_text);
  auto ticks = time_ticks(plot.from, plot.until, static_cast<std::size_t>(std::max(2.0, (plot.right - plot.left) / (widest * 0.7))), chart.zone, chart.lang);
  for (const auto& tick : ticks) {
    const double x = plot.x(tick.at);
    drawing.shapes.emplace_back(Polyline{.points = {{x, plot.bottom}, {x, plot.bottom + 5}}, .ink = Ink::faint, .width = 1});
    const double half = text_width(tick.text, largest_text) / 2;
    const Anchor anchor = x + half > chart.width ? Anchor::end : Anchor::middle;
    drawing.shapes.emplace_back(Words{.at = {anchor == Anchor::end ? chart.width : x, plot.bottom + 22}, .text = tick.text, .anchor = anchor, .size = small_text, .ink = Ink::faint});
  }
}

}  // namespace

Drawing line_chart(const LineChart& given) {
  LineChart chart = given;
  chart.width = std::clamp(std::isfinite(chart.width) ? chart.width : chart_width, 200.0, 4000.0);
  chart.height = std::clamp(std::isfinite(chart.height) ? chart.height : 300.0, 120.0, 4000.0);
  Drawing drawing{.width = chart.width, .height = chart.height, .title = chart.title, .description = chart.description, .lang = chart.lang, .kind = ChartKind::line, .data = table_of(chart)};
  Bounds bounds = bounds_of(chart);
  if (bounds.from > bounds.until) {
    drawing.height = 60;
    drawing.shapes.emplace_back(Words{.at = {chart.width / 2, 36}, .text = is_french(chart.lang) ? "Aucun chiffre connu" : "No numbers known", .anchor = Anchor::middle, .ink = Ink::faint});
    return drawing;
  }
  if (chart.from_zero) bounds.low = std::min(0.0, bounds.low), bounds.high = std::max(0.0, bounds.high);
  const auto all = styled(chart);
  Plot plot{.from = bounds.from, .until = bounds.until, .scale = nice_scale(bounds.low, bounds.high, 6, chart.kind == Kind::integer)};
  plot.top = draw_legend(drawing, chart, all) + 8;
  plot.bottom = chart.height - 32;
  double widest = 0;
  for (const double tick : plot.scale.ticks) widest = std::max(widest, text_width(axis_text(tick, chart.kind, chart.lang), largest_text));
  plot.left = std::min(widest + 9, chart.width / 2);
  plot.right = chart.width - 10;
  draw_grid(drawing, chart, plot);
  if (is_drawable(chart.goal)) {
    const double y = plot.y(*chart.goal);
    drawing.shapes.emplace_back(Polyline{.points = {{plot.left, y}, {plot.right, y}}, .ink = Ink::good, .width = 1.5, .dash = Dash::dash_dot});
  }
  // One line alone may be filled below: it is seen from further away.
  if (all.size() == 1 && plot.scale.low == 0) {
    for (const auto& piece : pieces_of(*all[0].series, plot)) {
      if (piece.size() < 2) continue;
      Area below{.points = piece, .ink = all[0].ink, .opacity = 0.12};
      below.points.push_back({piece.back().x, plot.y(0)});
      below.points.push_back({piece.front().x, plot.y(0)});
      drawing.shapes.emplace_back(std::move(below));
    }
  }
  for (const auto& one : all) {
    if (one.series->compared) draw_series(drawing, one, plot);
  }
  for (const auto& one : all) {
    if (!one.series->compared) draw_series(drawing, one, plot);
  }
  return drawing;
}

}  // namespace cmtool::draw
