// SPDX-License-Identifier: MIT
#include "draw/days.hpp"

#include <algorithm>

#include "text/width.hpp"
#include "when/names.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr std::size_t days_of_week = 7;
constexpr std::size_t widest_cell = 24;
constexpr std::size_t narrowest_text = 20;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

/// Exactly so many columns.
std::string filled(std::string_view text, std::size_t columns) {
  std::string cell = cut(text, columns);
  const std::size_t used = width(cell);
  return cell + std::string(columns > used ? columns - used : 0, ' ');
}

std::string centred(std::string_view text, std::size_t columns) {
  const std::size_t used = width(text);
  return std::string(columns > used ? (columns - used) / 2 : 0, ' ') + std::string(text);
}

std::string rule(std::string_view left, std::string_view cross, std::string_view right, std::size_t cell) {
  std::string line(left);
  for (std::size_t i = 0; i < days_of_week; ++i) line += (i == 0 ? std::string() : std::string(cross)) + repeated("─", cell);
  return line + std::string(right) + "\n";
}

std::vector<std::string> cell_lines(const MonthGrid& grid, local_days day) {
  const unsigned number = static_cast<unsigned>(year_month_day(day).day());
  std::vector<std::string> lines{grid.today == day ? "[" + std::to_string(number) + "]" : " " + std::to_string(number)};
  const auto found = grid.lines.find(number);
  if (found == grid.lines.end()) return lines;
  const auto& all = found->second;
  const bool too_many = all.size() > grid.most_lines;
  const std::size_t shown = too_many ? grid.most_lines - 1 : all.size();
  lines.insert(lines.end(), all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown));
  if (too_many) lines.push_back("+" + std::to_string(all.size() - shown));
  return lines;
}

}  // namespace

std::string drawn(const MonthGrid& grid, std::string_view lang, std::size_t columns) {
  const std::size_t cell = std::clamp<std::size_t>((std::max(columns, narrowest_month) - days_of_week - 1) / days_of_week, 1, widest_cell);
  const std::size_t total = days_of_week * (cell + 1) + 1;
  const local_days first(grid.month / 1), last(grid.month / std::chrono::last);
  std::string result = centred(std::string(month_name(grid.month.month(), lang)) + " " + std::to_string(static_cast<int>(grid.month.year())), total) + "\n";
  std::string names;
  for (unsigned i = 1; i <= days_of_week; ++i) names += " " + filled(weekday_name(weekday(i % days_of_week), lang), cell);
  while (names.ends_with(' ')) names.pop_back();
  result += names + "\n" + rule("┌", "┬", "┐", cell);
  for (local_days monday = monday_of(first); monday <= last; monday += days(days_of_week)) {
    if (monday > first) result += rule("├", "┼", "┤", cell);
    std::vector<std::vector<std::string>> cells(days_of_week);
    std::size_t height = 1;
    for (std::size_t i = 0; i < days_of_week; ++i) {
      const local_days day = monday + days(i);
      if (day < first || day > last) continue;
      cells[i] = cell_lines(grid, day);
      height = std::max(height, cells[i].size());
    }
    for (std::size_t row = 0; row < height; ++row) {
      for (const auto& lines : cells) result += "│" + filled(row < lines.size() ? lines[row] : "", cell);
      result += "│\n";
    }
  }
  return result + rule("└", "┴", "┘", cell);
}

std::string drawn(const std::vector<AgendaDay>& all, std::string_view lang, std::size_t columns) {
  std::vector<std::size_t> widths;
  for (const auto& day : all) {
    for (const auto& line : day.lines) {
      widths.resize(std::max(widths.size(), line.columns.size()));
      for (std::size_t i = 0; i < line.columns.size(); ++i) widths[i] = std::max(widths[i], width(line.columns[i]));
    }
  }
  std::string result;
  for (const auto& day : all) {
    result += human_day(year_month_day(day.day), lang) + (day.lines.empty() ? "  –\n" : "\n");
    for (const auto& line : day.lines) {
      std::string text;
      for (std::size_t i = 0; i < line.columns.size(); ++i) text += "  " + filled(line.columns[i], widths[i]);
      const std::size_t used = width(text) + 2;
      text += "  " + (columns == 0 ? line.text : cut(line.text, std::max(narrowest_text, columns > used ? columns - used : 0)));
      while (text.ends_with(' ')) text.pop_back();
      result += text + "\n";
    }
  }
  return result;
}

}  // namespace cmtool
