// SPDX-License-Identifier: MIT
#include "draw/cell_bar.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/cell_number.hpp"

namespace cmtool {
namespace {

constexpr std::array<const char*, 8> eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
constexpr std::size_t side = (bar_width - 1) / 2;  // of a bar with a line in the middle

/// At least `least` pieces where there is anything: what is small must not look like zero.
std::size_t pieces(double share, std::size_t most, std::size_t least) {
  if (share == 0) return 0;
  return std::clamp(static_cast<std::size_t>(std::lround(std::abs(share) * static_cast<double>(most))), least, most);
}

std::string to_the_right(std::size_t pieces) {
  std::string bar;
  for (std::size_t i = 0; i < pieces / 8; ++i) bar += "█";
  return bar + eighths[pieces % 8];
}

/// There is but one letter that is filled at its right, by half.
std::string to_the_left(std::size_t halves) {
  std::string bar(side - (halves + 1) / 2, ' ');
  if (halves % 2 == 1) bar += "▐";
  for (std::size_t i = 0; i < halves / 2; ++i) bar += "█";
  return bar;
}

}  // namespace

std::optional<BarColumn> bar_column(const Table& table, std::size_t column) {
  if (table.single || column >= table.columns.size() || table.columns[column].bar == BarScale::none) return std::nullopt;
  const bool of_hundred = table.columns[column].bar == BarScale::hundred;
  BarColumn bars;
  std::size_t known = 0;
  for (const auto& row : table.rows) {
    const auto number = column < row.size() ? cell_number(row[column]) : std::nullopt;
    if (!number) continue;
    ++known;
    bars.full = std::max(bars.full, std::abs(*number));
    bars.both_sides = bars.both_sides || *number < 0;
  }
  if (of_hundred) bars.full = 100;
  const std::size_t enough = of_hundred ? 1 : 2;
  return known >= enough && bars.full > 0 ? std::optional(bars) : std::nullopt;
}

std::vector<std::optional<BarColumn>> bar_columns(const Table& table, const std::vector<std::size_t>& columns) {
  std::vector<std::optional<BarColumn>> all;
  for (const std::size_t column : columns) all.push_back(bar_column(table, column));
  return all;
}

std::optional<double> bar_share(const BarColumn& bars, const Value& value) {
  const auto number = cell_number(value);
  return number ? std::optional(std::clamp(*number / bars.full, -1.0, 1.0)) : std::nullopt;
}

std::string bar_text(const BarColumn& bars, const Value& value) {
  const auto share = bar_share(bars, value);
  if (!share) return {};
  if (!bars.both_sides) return *share == 0 ? eighths[1] : to_the_right(pieces(*share, (bar_width - 1) * 8, 2));
  const std::string left = *share < 0 ? to_the_left(pieces(*share, side * 2, 1)) : std::string(side, ' ');
  return left + "│" + (*share > 0 ? to_the_right(pieces(*share, side * 8, 1)) : "");
}

}  // namespace cmtool
