// SPDX-License-Identifier: MIT
// A Markdown table, for tickets and mails to clients: titles in their language, and no mark-up that is not ours.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "format.hpp"
#include "text/harmless.hpp"

namespace cmtool {
namespace {

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '&') result += "&amp;";
    else if (c == '<') result += "&lt;";
    else if (c == '>') result += "&gt;";
    else if (std::string_view("\\`*_[]|~$").find(c) != std::string_view::npos) (result += '\\') += c;
    else result += c;
  }
  return result;
}

std::string cell(const Value& value, const Column& column, const Look& look) {
  const std::string text = people_text(value, column, look);
  const bool is_link =
      column.kind == Kind::url && (text.starts_with("https://") || text.starts_with("http://")) &&
      std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != '|'; });
  if (is_link) return "<" + text + ">";
  return escaped(replaced(harmless(text, Lines::show), "⏎", " "));
}

bool is_right_aligned(Kind kind) {
  return kind == Kind::integer || kind == Kind::number || kind == Kind::percent || kind == Kind::bytes;
}

std::string row_text(const std::vector<std::string>& cells) { return "| " + joined(cells, " | ") + " |\n"; }

std::string record(const Table& table, const Look& look) {
  std::string result = row_text({tr("Field"), tr("Value")}) + "| --- | --- |\n";
  for (std::size_t i = 0; i < table.columns.size() && !table.rows.empty(); ++i) {
    const Column& column = table.columns[i];
    if (column.shown && i < table.rows[0].size())
      result += row_text({escaped(column.title), cell(table.rows[0][i], column, look)});
  }
  return result;
}

std::string list(const Table& table, const Look& look) {
  std::vector<std::string> titles, rules;
  for (const Column& column : table.columns) {
    if (!column.shown) continue;
    titles.push_back(escaped(column.title));
    rules.emplace_back(is_right_aligned(column.kind) ? "---:" : "---");
  }
  std::string result = row_text(titles) + row_text(rules);
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].shown) cells.push_back(i < row.size() ? cell(row[i], table.columns[i], look) : "");
    }
    result += row_text(cells);
  }
  return result;
}

std::string render(const Table& table, const Look& look) {
  std::string result = table.single ? record(table, look) : list(table, look);
  for (const std::string& note : table.notes) result += "\n" + escaped(harmless(note, Lines::show)) + "\n";
  return result;
}

const Format format{.name = "markdown", .machine = false, .render = render};

}  // namespace

const Format& markdown_format() { return format; }

}  // namespace cmtool
