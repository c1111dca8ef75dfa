// SPDX-License-Identifier: MIT
// Days on a terminal: a month as a grid of weeks, and a few days as a list.
//
// Aligned by what a terminal shows (text/width). Nothing is made harmless here: that is done to what is put in.
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

/// A month, weeks beginning on Monday.
struct MonthGrid {
  std::chrono::year_month month{};
  std::optional<std::chrono::local_days> today{};             ///< stands in brackets
  std::map<unsigned, std::vector<std::string>> lines{};       ///< day of the month -> what stands in its cell, one line each
  std::size_t most_lines = 6;                                 ///< in a cell; of more, the rest is counted
};

/// In less than this many columns a month cannot be drawn.
inline constexpr std::size_t narrowest_month = 50;

/// As wide as fits into `width` columns. A line that is too long for its cell is cut.
std::string drawn(const MonthGrid&, std::string_view lang, std::size_t width);

/// One line of a day: columns that are aligned over all days, and a text that takes what is left.
struct AgendaLine {
  std::vector<std::string> columns{};
  std::string text{};
};
struct AgendaDay {
  std::chrono::local_days day{};
  std::vector<AgendaLine> lines{};
};

/// Every day, also the empty ones. `width` 0: nothing is cut.
std::string drawn(const std::vector<AgendaDay>&, std::string_view lang, std::size_t width);

}  // namespace cmtool
