// SPDX-License-Identifier: MIT
#include "draw/bars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "draw/legend.hpp"
#include "text/numbers.hpp"

namespace cmtool::draw {
namespace {

constexpr std::size_t most_across = 30, most_up = 24;
constexpr double gap = 8;  // between a bar and its number

Table table_of(const BarChart& chart, bool compared) {
  Table table{.columns = {{.key = "name", .title = chart.name_title}, {.key = "value", .title = chart.value_title, .kind = chart.kind}}};
  if (compared) table.columns.push_back({.key = "before", .title = chart.before_title, .kind = chart.kind});
  const auto cell = [&](const std::optional<double>& value) -> Value {
    if (!is_drawable(value)) return {};
    if (chart.kind == Kind::integer) return static_cast<std::int64_t>(std::llround(*value));
    return *value;
  };
  for (const Bar& bar : chart.bars) {
    table.rows.push_back({bar.name, cell(bar.value)});
    if (compared) table.rows.back().push_back(cell(bar.before));
  }
  return table;
}

std::string number_of(const Bar& bar, const BarChart& chart) { return is_drawable(bar.value) ? label_text(*bar.value, chart.kind, chart.lang) : "–"; }

double legend(Drawing& drawing, const BarChart& chart, bool compared) {
  double bottom = 0;
  if (!compared) return bottom;
  const auto places = lay_out({chart.value_title, chart.before_title}, chart.width, 0, 22, bottom);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Point at = places[i].at;
    const double height = i == 0 ? 11 : 5;
    drawing.shapes.emplace_back(Rectangle{.at = {at.x - 20, at.y - 4.5 - height / 2}, .width = 14, .height = height, .ink = i == 0 ? Ink::series_1 : Ink::faint, .opacity = i == 0 ? 1 : 0.6});
    drawing.shapes.emplace_back(Words{.at = at, .text = places[i].name, .size = small_text});
  }
  return bottom;
}

struct Span {
  double low = 0, high = 0;
};

Span span_of(const std::vector<Bar>& bars) {
  Span span;
  for (const Bar& bar : bars) {
    for (const auto& value : {bar.value, bar.before}) {
      if (is_drawable(value)) span.low = std::min(span.low, *value), span.high = std::max(span.high, *value);
    }
  }
  if (span.low == 0 && span.high == 0) span.high = 1;
  return span;
}

void across(Drawing& drawing, const BarChart& chart, const std::vector<Bar>& bars, std::size_t left_out, bool compared) {
  double y = legend(drawing, chart, compared) + 4;
  double names = 0, numbers = 0;
  for (const Bar& bar : bars) {
    names = std::max(names, text_width(bar.name, largest_text));
    numbers = std::max(numbers, text_width(number_of(bar, chart), largest_text));
  }
  names = std::min(names, chart.width * 0.36);
  const Span span = span_of(bars);
  const bool below = span.low < 0;
  const double left = names + 12 + (below ? numbers + gap : 0), right = std::max(left + 40, chart.width - numbers - gap - 2);
  const auto x = [&](double value) { return left + (right - left) * (value - span.low) / (span.high - span.low); };
  const double row = compared ? 36 : 30;
  for (const Bar& bar : bars) {
    const double middle = y + row / 2;
    drawing.shapes.emplace_back(Words{.at = {0, middle + 4.5}, .text = fitted(bar.name, names + 1, largest_text), .size = small_text});
    const double value = is_drawable(bar.value) ? *bar.value : 0;
    const double thick = compared ? 15 : 18, top = middle - (compared ? 11 : 9);
    if (value != 0) drawing.shapes.emplace_back(Rectangle{.at = {std::min(x(0), x(value)), top}, .width = std::max(1.0, std::fabs(x(value) - x(0))), .height = thick, .ink = bar.ink.value_or(Ink::series_1)});
    if (is_drawable(bar.before) && *bar.before != 0)
      drawing.shapes.emplace_back(Rectangle{.at = {std::min(x(0), x(*bar.before)), top + thick + 2}, .width = std::max(1.0, std::fabs(x(*bar.before) - x(0))), .height = 5, .ink = Ink::faint, .opacity = 0.6});
    drawing.shapes.emplace_back(Words{.at = {value < 0 ? x(value) - gap : x(value) + gap, middle + 4.5 - (compared ? 3 : 0)}, .text = number_of(bar, chart), .anchor = value < 0 ? Anchor::end : Anchor::start,
                                      .size = small_text, .weight = Weight::bold});
    y += row;
  }
  drawing.shapes.emplace_back(Polyline{.points = {{x(0), y - row * static_cast<double>(bars.size())}, {x(0), y}}, .ink = Ink::faint, .width = 1});
  if (left_out > 0) {
    drawing.shapes.emplace_back(Words{.at = {0, y + 18}, .text = is_french(chart.lang) ? fmt::format("et {} de plus", left_out) : fmt::format("and {} more", left_out), .size = small_text, .ink = Ink::faint});
    y += 26;
  }
  drawing.height = y + 4;
}

void up(Drawing& drawing, const BarChart& chart, const std::vector<Bar>& bars, bool compared) {
  drawing.height = 300;
  const double top = legend(drawing, chart, compared) + 24, bottom = drawing.height - 34;
  const Span span = span_of(bars);
  // Below the deepest bar there is room for its number.
  const Scale scale = nice_scale(span.low < 0 ? span.low - (span.high - span.low) * 0.1 : 0, span.high, 6, chart.kind == Kind::integer);
  double widest = 0;
  for (const double tick : scale.ticks) widest = std::max(widest, text_width(axis_text(tick, chart.kind, chart.lang), largest_text));
  const double left = std::min(widest + 9, chart.width / 2), right = chart.width - 4;
  const auto y = [&](double value) { return bottom - (bottom - top) * (value - scale.low) / (scale.high - scale.low); };
  for (const double tick : scale.ticks) {
    drawing.shapes.emplace_back(Polyline{.points = {{left, y(tick)}, {right, y(tick)}}, .ink = tick == 0 ? Ink::faint : Ink::grid, .width = 1});
    drawing.shapes.emplace_back(Words{.at = {left - 7, y(tick) + 4.5}, .text = axis_text(tick, chart.kind, chart.lang), .anchor = Anchor::end, .size = small_text, .ink = Ink::faint});
  }
  const double each = (right - left) / static_cast<double>(std::max<std::size_t>(1, bars.size()));
  const double wide = std::min(48.0, each * 0.62);
  std::size_t every = 1;  // of the names, so that they do not run into each other
  double longest = 0;
  for (const Bar& bar : bars) longest = std::max(longest, std::min(text_width(bar.name, largest_text), 90.0));
  if (longest + 6 > each) every = static_cast<std::size_t>(std::ceil((longest + 6) / each));
  const bool numbers_fit = std::all_of(bars.begin(), bars.end(), [&](const Bar& bar) { return text_width(number_of(bar, chart), largest_text) < each; });
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const Bar& bar = bars[i];
    const double middle = left + each * (static_cast<double>(i) + 0.5);
    const double value = is_drawable(bar.value) ? *bar.value : 0;
    if (value != 0) drawing.shapes.emplace_back(Rectangle{.at = {middle - wide / 2, std::min(y(0), y(value))}, .width = compared ? wide * 0.68 : wide, .height = std::max(1.0, std::fabs(y(value) - y(0))), .ink = bar.ink.value_or(Ink::series_1)});
    if (is_drawable(bar.before) && *bar.before != 0)
      drawing.shapes.emplace_back(Rectangle{.at = {middle + wide * 0.2, std::min(y(0), y(*bar.before))}, .width = wide * 0.3, .height = std::max(1.0, std::fabs(y(*bar.before) - y(0))), .ink = Ink::faint, .opacity = 0.6});
    if (numbers_fit) drawing.shapes.emplace_back(Words{.at = {middle, value < 0 ? y(value) + 17 : y(value) - 7}, .text = number_of(bar, chart), .anchor = Anchor::middle, .size = small_text, .weight = Weight::bold});
    if (i % every == 0) drawing.shapes.emplace_back(Words{.at = {middle, bottom + 22}, .text = fitted(bar.name, std::max(each * static_cast<double>(every), 40.0), largest_text), .anchor = Anchor::middle, .size = small_text, .ink = Ink::faint});
  }
}

}  // namespace

Drawing bar_chart(const BarChart& given) {
  BarChart chart = given;
  chart.width = std::clamp(std::isfinite(chart.width) ? chart.width : chart_width, 200.0, 4000.0);
  const bool compared = std::any_of(chart.bars.begin(), chart.bars.end(), [](const Bar& bar) { return is_drawable(bar.before); });
  Drawing drawing{.width = chart.width, .height = 60, .title = chart.title, .description = chart.description, .lang = chart.lang,
                  .kind = chart.direction == Direction::up ? ChartKind::bars_up : ChartKind::bars_across, .data = table_of(chart, compared)};
  const std::size_t most = chart.direction == Direction::up ? most_up : most_across;
  const std::vector<Bar> shown(chart.bars.begin(), chart.bars.begin() + static_cast<std::ptrdiff_t>(std::min(most, chart.bars.size())));
  if (shown.empty()) {
    drawing.shapes.emplace_back(Words{.at = {chart.width / 2, 36}, .text = is_french(chart.lang) ? "Aucun chiffre connu" : "No numbers known", .anchor = Anchor::middle, .ink = Ink::faint});
    return drawing;
  }
  if (chart.direction == Direction::up) up(drawing, chart, shown, compared);
  else across(drawing, chart, shown, chart.bars.size() - shown.size(), compared);
  return drawing;
}

}  // namespace cmtool::draw
