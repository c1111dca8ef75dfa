// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "draw/bars.hpp"
#include "draw/colour.hpp"
#include "draw/heat.hpp"
#include "draw/line.hpp"
#include "draw/share.hpp"
#include "draw/svg.hpp"
#include "draw/time_axis.hpp"
#include "tests/support/sample_document.hpp"

using namespace cmtool;
using namespace cmtool::draw;
using namespace std::chrono;

namespace {

const Instant november{sys_days(2026y / November / 1)};
constexpr double infinity = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();

LineChart days_of(const std::vector<std::optional<double>>& values) {
  LineChart chart{.title = "Reach", .zone = "UTC", .series = {{.name = "@a"}}};
  for (std::size_t i = 0; i < values.size(); ++i) chart.series[0].points.push_back({november + hours(24 * static_cast<int>(i)), values[i]});
  return chart;
}

std::vector<Polyline> lines_in(const Drawing& drawing, Ink ink) {
  std::vector<Polyline> all;
  for (const Shape& shape : drawing.shapes) {
    if (const auto* const line = std::get_if<Polyline>(&shape); line != nullptr && line->ink == ink) all.push_back(*line);
  }
  return all;
}

bool says(const Drawing& drawing, const std::string& text) {
  for (const Shape& shape : drawing.shapes) {
    if (const auto* const words = std::get_if<Words>(&shape); words != nullptr && words->text == text) return true;
  }
  return false;
}

/// Every shape lies on the sheet, or nearly so.
void check_inside(const Drawing& drawing) {
  const auto inside = [&](Point at) { return at.x >= -1 && at.x <= drawing.width + 1 && at.y >= -1 && at.y <= drawing.height + 1; };
  for (const Shape& shape : drawing.shapes) {
    if (const auto* const line = std::get_if<Polyline>(&shape)) {
      for (const Point& at : line->points) CHECK(inside(at));
    } else if (const auto* const box = std::get_if<Rectangle>(&shape)) {
      CHECK(inside(box->at));
      CHECK(inside({box->at.x + box->width, box->at.y + box->height}));
    } else if (const auto* const words = std::get_if<Words>(&shape)) {
      CHECK(inside(words->at));
    }
  }
}

}  // namespace

TEST_CASE("a small drawing is this SVG") {
  Drawing drawing{.width = 100, .height = 50.25, .title = "A <b>", .description = "\"d\" & e", .shapes = {}};
  drawing.shapes = {Polyline{.points = {{0, 1}, {2.25, -3}}, .dash = Dash::dashed}, Area{.points = {{0, 0}, {1, 0}, {1, 1}}, .ink = Ink::good, .opacity = 0.5},
                    Rectangle{.at = {1, 2}, .width = 3, .height = -4}, Circle{.centre = {none, infinity}, .radius = 2}, Words{.at = {5, 6}, .text = "</text>\033", .anchor = Anchor::end, .weight = Weight::bold}};
  CHECK(svg(drawing, "c1") ==
        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 100 50.3\" aria-labelledby=\"c1-title c1-description\">\n<title id=\"c1-title\">A &lt;b&gt;</title>\n"
        "<desc id=\"c1-description\">&quot;d&quot; &amp; e</desc>\n"
        "<polyline class=\"stroke ink-series-1\" points=\"0,1 2.3,-3\" stroke-width=\"2\" stroke-dasharray=\"7 4\"/>\n"
        "<polygon class=\"fill ink-good\" points=\"0,0 1,0 1,1\" fill-opacity=\"0.50\"/>\n<rect class=\"fill ink-series-1\" x=\"1\" y=\"2\" width=\"3\" height=\"0\"/>\n"
        "<circle class=\"fill ink-series-1\" cx=\"0\" cy=\"0\" r=\"2\"/>\n"
        "<text class=\"fill ink-text\" x=\"5\" y=\"6\" font-size=\"13\" text-anchor=\"end\" font-weight=\"700\">&lt;/text&gt;␛</text>\n</svg>\n");
}

TEST_CASE("unknown is a gap in the line, and null in the table") {
  const auto drawing = line_chart(days_of({1, 2, std::nullopt, 4, 5}));
  const auto lines = lines_in(drawing, Ink::series_1);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].points.size() == 2);
  REQUIRE(drawing.data.rows.size() == 5);
  CHECK(std::holds_alternative<std::monostate>(drawing.data.rows[2][1]));
  CHECK(std::get<std::int64_t>(drawing.data.rows[3][1]) == 4);
}

TEST_CASE("more is higher, and later is further right") {
  const auto lines = lines_in(line_chart(days_of({1, 10, 5})), Ink::series_1);
  REQUIRE(lines.size() == 1);
  const auto& p = lines[0].points;
  CHECK(p[0].x < p[1].x);
  CHECK(p[1].y < p[2].y);
  CHECK(p[2].y < p[0].y);
}

TEST_CASE("a month before is laid over this one, dashed and faint") {
  LineChart chart = days_of({1, 2, 3});
  chart.series.push_back({.name = "before", .points = {{november - hours(24 * 31), 3.0}, {november - hours(24 * 30), 3.0}}, .compared = true, .later = hours(24 * 31)});
  const auto drawing = line_chart(chart);
  bool found = false;
  for (const auto& line : lines_in(drawing, Ink::faint)) found = found || (line.dash == Dash::dashed && line.points.size() == 2 && line.points[0].x == lines_in(drawing, Ink::series_1).back().points[0].x);
  CHECK(found);
  CHECK(drawing.data.rows.size() == 3);
}

TEST_CASE("a million points are thinned to what can be seen, and keep their peaks") {
  LineChart chart{.title = "many", .series = {{.name = "@a"}}};
  for (int i = 0; i < 1'000'000; ++i) chart.series[0].points.push_back({november + seconds(i), i == 654'321 ? 1000.0 : i % 10});
  const auto drawing = line_chart(chart);
  std::size_t points = 0;
  double highest = 1e9;
  for (const auto& line : lines_in(drawing, Ink::series_1)) {
    points += line.points.size();
    for (const Point& at : line.points) highest = std::min(highest, at.y);
  }
  CHECK(points < 4000);
  CHECK(highest < 60);
  CHECK(drawing.data.rows.size() <= 1001);
}

TEST_CASE("no number is drawn outside the sheet, whatever it is") {
  for (const double value : {0.0, -5.0, 1e300, -1e300, 1e15, infinity, -infinity, none, 1e-300}) {
    CAPTURE(value);
    check_inside(line_chart(days_of({1, value, 3})));
    check_inside(line_chart(days_of({value})));
    for (const auto direction : {Direction::across, Direction::up}) check_inside(bar_chart({.title = "b", .direction = direction, .bars = {{"x", value, 2}, {"y", 3, value}}}));
    check_inside(share_chart({.title = "s", .parts = {{"x", value, {}}, {"y", 1, {}}}}));
    HeatMap heat{.title = "h"};
    heat.values[1][2] = value;
    check_inside(heat_map(heat));
  }
  check_inside(line_chart({}));
  check_inside(bar_chart({}));
  check_inside(share_chart({}));
}

TEST_CASE("bars below zero hang from it, and unknown is said") {
  const auto drawing = bar_chart({.title = "b", .lang = "fr", .direction = Direction::up, .bars = {{"a", 10, {}}, {"b", -5, {}}, {"c", std::nullopt, {}}}});
  std::vector<Rectangle> boxes;
  for (const Shape& shape : drawing.shapes) {
    if (const auto* const box = std::get_if<Rectangle>(&shape)) boxes.push_back(*box);
  }
  REQUIRE(boxes.size() == 2);
  CHECK(std::fabs(boxes[0].at.y + boxes[0].height - boxes[1].at.y) < 0.01);
  CHECK(says(drawing, "–"));
  CHECK(std::holds_alternative<std::monostate>(drawing.data.rows[2][1]));
}

TEST_CASE("of many bars the rest is counted, and all stand in the table") {
  BarChart chart{.title = "b", .lang = "fr"};
  for (int i = 0; i < 100; ++i) chart.bars.push_back({"n" + std::to_string(i), i, {}});
  const auto drawing = bar_chart(chart);
  CHECK(says(drawing, "et 70 de plus"));
  CHECK(drawing.data.rows.size() == 100);
}

TEST_CASE("shares are of the whole, and the small are gathered") {
  ShareChart chart{.title = "s", .lang = "fr", .parts = {{"a", 50, {}}, {"b", 20, {}}, {"c", 10, {}}, {"d", 8, {}}, {"e", 7, {}}, {"f", 4, {}}, {"g", 1, {}}}};
  const auto drawing = share_chart(chart);
  CHECK(says(drawing, "50\u202F%"));
  CHECK(says(drawing, "autres 5\u202F%"));
  CHECK(drawing.data.rows.size() == 7);
  CHECK(std::get<double>(drawing.data.rows[6][2]) == 1.0);
}

TEST_CASE("an axis has round steps around what it shows") {
  const auto scale = nice_scale(0, 97, 6, true);
  CHECK(scale.step == 20);
  CHECK(scale.high == 100);
  CHECK(nice_scale(0, 0.3, 6, true).step == 1);
  CHECK(nice_scale(-7, 12, 6, true).low == -10);
  for (const auto& [low, high] : {std::pair{none, infinity}, std::pair{5.0, 5.0}, std::pair{3.0, -3.0}, std::pair{1e15, 1e15}, std::pair{-1e15, 1e15}}) {
    const auto safe = nice_scale(low, high, 6, false);
    CHECK(safe.high > safe.low);
    CHECK(safe.ticks.size() >= 2);
    CHECK(safe.ticks.size() < 60);
  }
}

TEST_CASE("time is told by days, Mondays, months or years, as a calendar in the zone has them") {
  const auto texts = [](Instant from, Instant until, std::size_t most, const char* lang) {
    std::string all;
    for (const auto& tick : time_ticks(from, until, most, "Europe/Paris", lang)) all += (all.empty() ? "" : "|") + tick.text;
    return all;
  };
  const auto day = [](int y, unsigned m, unsigned d) { return Instant(sys_days(year(y) / month(m) / std::chrono::day(d))) - hours(1); };
  CHECK(texts(day(2026, 11, 1), day(2026, 11, 3), 8, "fr") == "1er\u00A0nov.|2\u00A0nov.|3\u00A0nov.");
  CHECK(texts(day(2026, 11, 1), day(2026, 11, 30), 8, "en") == "2\u00A0Nov|9\u00A0Nov|16\u00A0Nov|23\u00A0Nov|30\u00A0Nov");
  CHECK(texts(day(2026, 1, 1), day(2026, 6, 2) - hours(1), 8, "fr") == "janv.|févr.|mars|avr.|mai|juin");
  CHECK(texts(day(2026, 11, 1), day(2027, 2, 2), 5, "en") == "Nov 2026|Dec 2026|Jan 2027|Feb 2027");
  CHECK(texts(day(2020, 1, 1), day(2026, 1, 2), 8, "en") == "2020|2021|2022|2023|2024|2025|2026");
  CHECK(time_ticks(day(2026, 1, 2), day(2026, 1, 1), 8, "UTC", "en").empty());
  CHECK(time_ticks(Instant::min(), Instant::max(), 8, "Nowhere/None", "en").size() <= 8);
}

TEST_CASE("a client's colour is made readable, on paper and in the dark") {
  for (const char* accent : {"#ffff00", "#000", "fff", "#e0574f", "nonsense", "", "#12345", "#1257a0;}"}) {
    CAPTURE(accent);
    const Palette light = palette(accent, Scheme::light), dark = palette(accent, Scheme::dark);
    for (const Palette& one : {light, dark}) {
      for (const Rgb ground : {one.ground, one.sheet, one.raised}) {
        CHECK(contrast(one.accent, ground) >= 4.5);
        CHECK(contrast(one.text, ground) >= 4.5);
        CHECK(contrast(one.faint, ground) >= 4.5);
      }
      CHECK(contrast(one.on_accent, one.accent) >= 4.5);
      for (int i = 0; i < series_inks; ++i) CHECK(contrast(one.ink(series_ink(static_cast<std::size_t>(i))), one.sheet) >= 3);
      for (const Ink ink : {Ink::good, Ink::warning, Ink::bad}) CHECK(contrast(one.ink(ink), one.raised) >= 4.5);
    }
  }
  CHECK(hex(*parse_colour("#15A")) == "#1155aa");
  CHECK_FALSE(parse_colour("#12345g"));
}

TEST_CASE("strangers' names stay names in every chart") {
  BarChart chart{.title = "b"};
  for (const auto& words : hostile_words()) chart.bars.push_back({words, 3, {}});
  const std::string text = svg(bar_chart(chart), "x");
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find('\033') == std::string::npos);
}
