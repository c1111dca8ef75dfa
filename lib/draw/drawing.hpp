// SPDX-License-Identifier: MIT
// A drawing: plain shapes on a sheet, in inks that are roles, with the words and the numbers behind it.
//
// Charts (draw/chart.hpp and its neighbours) are pure functions from numbers to a Drawing; draw/svg.hpp and the PDF writer put the same
// shapes on a page. No shape has a colour: the page decides what "series 2" looks like in the light, in the dark and on paper. What
// tells series apart in grey lies in the shapes themselves: dashes, marks, and lightness.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/table.hpp"

namespace cmtool::draw {

/// What a shape is for. `ground` is the sheet itself: gaps between pieces that touch.
enum class Ink { text, faint, grid, ground, series_1, series_2, series_3, series_4, series_5, series_6, good, warning, bad };
inline constexpr int series_inks = 6;
/// The ink of a series, from 0; after the last it begins again.
Ink series_ink(std::size_t number);
/// "series-2": the class of a shape in a page.
std::string_view name_of(Ink);

enum class Dash { solid, dashed, dotted, dash_dot };
enum class Anchor { start, middle, end };
enum class Weight { normal, bold };

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Polyline {
  std::vector<Point> points{};
  Ink ink = Ink::series_1;
  double width = 2;
  Dash dash = Dash::solid;
};

/// A filled polygon.
struct Area {
  std::vector<Point> points{};
  Ink ink = Ink::series_1;
  double opacity = 1;
};

struct Rectangle {
  Point at{};
  double width = 0, height = 0;
  Ink ink = Ink::series_1;
  double opacity = 1;
};

struct Circle {
  Point centre{};
  double radius = 3;
  Ink ink = Ink::series_1;
};

/// One line of text; `at` is on its base line.
struct Words {
  Point at{};
  std::string text{};
  Anchor anchor = Anchor::start;
  double size = 13;
  Weight weight = Weight::normal;
  Ink ink = Ink::text;
};

using Shape = std::variant<Polyline, Area, Rectangle, Circle, Words>;

/// What the drawing shows, for a writer that has charts of its own (xlsx).
enum class ChartKind { line, bars_across, bars_up, heat, share };

struct Drawing {
  double width = 0, height = 0;
  std::string title{};        ///< what it shows; every drawing has one
  std::string description{};  ///< what is to be seen in it, for who does not see it
  std::string lang = "en";
  std::vector<Shape> shapes{};
  ChartKind kind = ChartKind::line;
  Table data{};               ///< the numbers: first what they are told by (time, name), then a column for each series
};

/// About how wide a line of text becomes, in the drawing's units. Fonts differ; what must fit leaves room.
double text_width(std::string_view text, double size);
/// The text, or its beginning and "…", within that width.
std::string fitted(std::string_view text, double width, double size);

/// An axis of numbers: a few round values from at or below `low` to at or above `high`, at least two, 1, 2 or 5 times a power of ten
/// apart. Whole numbers where `whole`. Never fails: what is not finite, reversed or huge gives a harmless axis.
struct Scale {
  double low = 0, high = 1, step = 1;
  std::vector<double> ticks{};
};
Scale nice_scale(double low, double high, int most_ticks, bool whole);

/// Can this number be drawn? (it is finite, and not beyond 10^15)
bool is_drawable(std::optional<double>);

}  // namespace cmtool::draw
