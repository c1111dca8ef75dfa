// SPDX-License-Identifier: MIT
// The table on a terminal: aligned by what a terminal shows, cut to its width, states in colour.
//
// A record (`show`) becomes lines of title and value, where a long text keeps its own lines. Bars are for whoever reads, also in the mail of
// a cron line: they are there without a terminal, and on one wherever they leave the words room.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "draw/cell_bar.hpp"
#include "format.hpp"
#include "model/state_sense.hpp"
#include "text/harmless.hpp"
#include "text/width.hpp"

namespace cmtool {
namespace {

constexpr std::size_t gap = 2;              // spaces between columns
constexpr std::size_t narrowest_text = 12;  // a text column is not cut below this
constexpr std::size_t narrowest_url = 24;
constexpr std::size_t readable = 24;        // rather no bars than words that are cut below this
constexpr std::string_view faint = "\033[2m";

bool is_right_aligned(Kind kind) {
  return kind == Kind::integer || kind == Kind::number || kind == Kind::percent || kind == Kind::bytes;
}

std::size_t narrowest(Kind kind, std::size_t now) {
  if (kind == Kind::text || kind == Kind::list) return std::min(narrowest_text, now);
  if (kind == Kind::url) return std::min(narrowest_url, now);
  return now;  // half an id or a number is worth nothing
}

/// The colour that says at a glance how something stands; "" where a word has none.
std::string_view colour_of(std::string_view state) {
  switch (sense_of(state)) {
    case StateSense::none: return {};
    case StateSense::good: return "\033[32m";
    case StateSense::bad: return "\033[31m";
    case StateSense::doubtful: return "\033[33m";
    case StateSense::under_way: return "\033[36m";
    case StateSense::held: return "\033[35m";
    case StateSense::past: return faint;
  }
  return {};
}

std::string painted(const std::string& text, std::string_view code, const Look& look) {
  return look.colour && !code.empty() ? std::string(code) + text + "\033[0m" : text;
}

std::string padded(const std::string& text, std::string_view plain, std::size_t columns, bool right) {
  const std::size_t used = width(plain);
  const std::string space(columns > used ? columns - used : 0, ' ');
  return right ? space + text : text + space;
}

/// Cells of the shown columns, harmless, one line each.
std::vector<std::vector<std::string>> texts(const Table& table, const std::vector<std::size_t>& shown, const Look& look) {
  std::vector<std::vector<std::string>> result;
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::size_t i : shown) {
      cells.push_back(i < row.size() ? harmless(people_text(row[i], table.columns[i], look), Lines::show) : "");
    }
    result.push_back(std::move(cells));
  }
  return result;
}

std::size_t total(const std::vector<std::size_t>& widths) {
  std::size_t sum = widths.empty() ? 0 : gap * (widths.size() - 1);
  for (const std::size_t one : widths) sum += one;
  return sum;
}

/// Takes from the widest column that can give, until everything fits or none can.
void fit(std::vector<std::size_t>& widths, const std::vector<Kind>& kinds, std::size_t room) {
  while (total(widths) > room) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (narrowest(kinds[i], widths[i]) < widths[i] && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) return;
    const std::size_t too_much = total(widths) - room;
    widths[widest] -= std::min({too_much, widths[widest] - narrowest(kinds[widest], widths[widest]), widths[widest] / 4 + 1});
  }
}

/// The bar of each row behind its number, as wide in each; empty where the column has none.
using Bars = std::vector<std::string>;

Bars bars_of(const Table& table, std::size_t column) {
  const auto bars = bar_column(table, column);
  Bars result;
  for (std::size_t row = 0; bars && row < table.rows.size(); ++row) {
    result.push_back(bar_text(*bars, column < table.rows[row].size() ? table.rows[row][column] : Value()));
  }
  return result;
}

/// Are there columns for the bars, with words beside them that can still be read?
bool has_room(const std::vector<std::size_t>& widths, const std::vector<Kind>& kinds, std::size_t bars, int columns) {
  if (columns == 0 || bars == 0) return true;
  const std::size_t taken = bars * (1 + bar_width);
  const auto room = static_cast<std::size_t>(columns);
  if (taken >= room) return false;
  std::vector<std::size_t> tried = widths;
  fit(tried, kinds, room - taken);
  if (total(tried) > room - taken) return false;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    if (tried[i] < std::min(widths[i], readable)) return false;
  }
  return true;
}

/// The shown columns of a list as letters, and how wide each is.
struct Letters {
  std::vector<std::size_t> widths{};
  std::vector<Kind> kinds{};
  std::vector<std::string> titles{};
  std::vector<std::vector<std::string>> cells{};  ///< by row
  std::vector<Bars> bars{};                       ///< by column
};

Letters letters_of(const Table& table, const Look& look) {
  Letters all;
  std::vector<std::size_t> shown;
  std::size_t drawn = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].shown) continue;
    shown.push_back(i);
    all.kinds.push_back(table.columns[i].kind);
    all.titles.push_back(harmless(table.columns[i].title, Lines::show));
    all.widths.push_back(width(table.columns[i].title));
    all.bars.push_back(bars_of(table, i));
    drawn += all.bars.back().empty() ? 0u : 1u;
  }
  all.cells = texts(table, shown, look);
  for (const auto& row : all.cells) {
    for (std::size_t i = 0; i < row.size(); ++i) all.widths[i] = std::max(all.widths[i], width(row[i]));
  }
  std::size_t taken = drawn * (1 + bar_width);
  if (!has_room(all.widths, all.kinds, drawn, look.width)) {
    for (Bars& bars : all.bars) bars.clear();
    taken = 0;
  }
  if (look.width > 0) fit(all.widths, all.kinds, static_cast<std::size_t>(look.width) - taken);
  return all;
}

std::string list(const Table& table, const Look& look) {
  if (table.rows.empty()) return {};
  const Letters all = letters_of(table, look);
  std::string result;
  const auto add_row = [&](const std::vector<std::string>& row, std::optional<std::size_t> number) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string plain = cut(row[i], all.widths[i]);
      const bool right = is_right_aligned(all.kinds[i]), last = i + 1 == row.size();
      const std::string_view code = !number ? "\033[1m" : all.kinds[i] == Kind::state ? colour_of(plain) : std::string_view();
      line += padded(painted(plain, code, look), plain, last && !right ? 0 : all.widths[i], right);
      if (!all.bars[i].empty()) {
        const std::string bar = number ? all.bars[i][*number] : std::string();
        line += " " + padded(bar.empty() ? bar : painted(bar, faint, look), bar, last ? 0 : bar_width, false);
      }
      if (!last) line += std::string(gap, ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    result += line + "\n";
  };
  add_row(all.titles, std::nullopt);
  for (std::size_t row = 0; row < all.cells.size(); ++row) add_row(all.cells[row], row);
  return result;
}

std::string record(const Table& table, const Look& look) {
  std::size_t widest = 0;
  for (const Column& column : table.columns) {
    if (column.shown) widest = std::max(widest, width(column.title));
  }
  std::string result;
  for (std::size_t i = 0; i < table.columns.size() && !table.rows.empty(); ++i) {
    const Column& column = table.columns[i];
    if (!column.shown || i >= table.rows[0].size()) continue;
    const std::string text = harmless(people_text(table.rows[0][i], column, look), Lines::keep);
    const std::string_view code = column.kind == Kind::state ? colour_of(text) : std::string_view();
    const std::string indent(widest + gap, ' ');
    result += padded(painted(column.title, "\033[1m", look), column.title, widest + gap, false) +
              painted(replaced(text, "\n", "\n" + indent), code, look) + "\n";
  }
  return result;
}

std::string render(const Table& table, const Look& look) {
  std::string result = table.single ? record(table, look) : list(table, look);
  for (const std::string& note : table.notes) {
    if (&note == &table.notes.front() && !result.empty()) result += "\n";
    result += harmless(note, Lines::show) + "\n";
  }
  return result;
}

const Format format{.name = "table", .machine = false, .render = render};

}  // namespace

const Format& table_format() { return format; }

}  // namespace cmtool
