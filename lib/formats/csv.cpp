// SPDX-License-Identifier: MIT
// CSV as RFC 4180 has it, but for the line ends: keys in the first line, a bare LF at the end of each, as cut, sort and a shell expect.
//
// A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end) gets an apostrophe in front,
// as OWASP advises: a stranger's comment must not run in a client's Excel. Numbers stay numbers.
#include "format.hpp"

namespace cmtool {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string cell(const Value& value) {
  std::string text = machine_text(value);
  const bool is_text = std::holds_alternative<std::string>(value) || std::holds_alternative<Json>(value);
  if (is_text && !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos)
    text.insert(0, "'");
  return quoted(text);
}

std::string render(const Table& table, const Look&) {
  std::string result;
  for (const Column& column : table.columns) result += (&column == &table.columns.front() ? "" : ",") + quoted(column.key);
  result += "\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) result += (i == 0 ? "" : ",") + (i < row.size() ? cell(row[i]) : "");
    result += "\n";
  }
  return result;
}

const Format format{.name = "csv", .machine = true, .render = render};

}  // namespace

const Format& csv_format() { return format; }

}  // namespace cmtool
