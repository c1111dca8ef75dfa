// SPDX-License-Identifier: MIT
// The table on a terminal: aligned by what a terminal shows, cut to its width, states in colour.
//
// A record (`show`) becomes lines of title and value, where a long text keeps its own lines.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "format.hpp"
#include "text/harmless.hpp"
#include "text/width.hpp"

namespace cmtool {
namespace {

constexpr std::size_t gap = 2;              // spaces between columns
constexpr std::size_t narrowest_text = 12;  // a text column is not cut below this
constexpr std::size_t narrowest_url = 24;

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
  struct Row {
    std::string_view word, code;
  };
  static constexpr Row rows[] = {
      {"sent", "\033[32m"},     {"done", "\033[32m"},    {"ok", "\033[32m"},      {"published", "\033[32m"},
      {"failed", "\033[31m"},   {"dead", "\033[31m"},    {"refused", "\033[31m"}, {"serious", "\033[31m"},
      {"broken", "\033[31m"},   {"unknown", "\033[33m"}, {"expired", "\033[33m"}, {"sending", "\033[36m"},
      {"waiting", "\033[36m"},  {"held", "\033[35m"},    {"open", "\033[36m"},    {"draft", "\033[2m"},
      {"reached", "\033[32m"},  {"on-track", "\033[32m"}, {"at-risk", "\033[33m"},   {"behind", "\033[31m"},  {"missed", "\033[31m"},
      {"cancelled", "\033[2m"}, {"snoozed", "\033[2m"},  {"deleted", "\033[2m"},  {"warning", "\033[33m"},
  };
  for (const Row& row : rows) {
    if (row.word == state) return row.code;
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

/// Takes from the widest column that can give, until everything fits or none can.
void fit(std::vector<std::size_t>& widths, const std::vector<Kind>& kinds, std::size_t room) {
  const auto total = [&] {
    std::size_t sum = widths.empty() ? 0 : gap * (widths.size() - 1);
    for (const std::size_t one : widths) sum += one;
    return sum;
  };
  while (total() > room) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (narrowest(kinds[i], widths[i]) < widths[i] && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) return;
    const std::size_t too_much = total() - room;
    widths[widest] -= std::min({too_much, widths[widest] - narrowest(kinds[widest], widths[widest]), widths[widest] / 4 + 1});
  }
}

std::string list(const Table& table, const Look& look) {
  if (table.rows.empty()) return {};
  std::vector<std::size_t> shown, widths;
  std::vector<Kind> kinds;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].shown) continue;
    shown.push_back(i);
    kinds.push_back(table.columns[i].kind);
    widths.push_back(width(table.columns[i].title));
  }
  const auto cells = texts(table, shown, look);
  for (const auto& row : cells) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  if (look.width > 0) fit(widths, kinds, static_cast<std::size_t>(look.width));

  std::string result;
  const auto add_row = [&](const std::vector<std::string>& row, bool heading) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string plain = cut(row[i], widths[i]);
      const std::string_view code = heading ? "\033[1m" : kinds[i] == Kind::state ? colour_of(plain) : std::string_view();
      const bool last = i + 1 == row.size();
      line += padded(painted(plain, code, look), plain, last && !is_right_aligned(kinds[i]) ? 0 : widths[i],
                     is_right_aligned(kinds[i]));
      if (!last) line += std::string(gap, ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    result += line + "\n";
  };
  std::vector<std::string> titles;
  for (const std::size_t i : shown) titles.push_back(harmless(table.columns[i].title, Lines::show));
  add_row(titles, true);
  for (const auto& row : cells) add_row(row, false);
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
