// SPDX-License-Identifier: MIT
// Tab-separated values for cut, awk and join: one record a line, whatever the cells hold.
//
// Tab, line feed, carriage return and backslash inside a cell are written \t \n \r \\ ("linear TSV", as PostgreSQL's COPY
// does).
#include "format.hpp"

namespace cmtool {
namespace {

std::string cell(const Value& value) {
  std::string result;
  for (const char c : machine_text(value)) {
    if (c == '\t') result += "\\t";
    else if (c == '\n') result += "\\n";
    else if (c == '\r') result += "\\r";
    else if (c == '\\') result += "\\\\";
    else result += c;
  }
  return result;
}

std::string render(const Table& table, const Look&) {
  std::string result;
  for (const Column& column : table.columns) result += (&column == &table.columns.front() ? "" : "\t") + column.key;
  result += "\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      result += (i == 0 ? "" : "\t") + (i < row.size() ? cell(row[i]) : "");
    result += "\n";
  }
  return result;
}

const Format format{.name = "tsv", .machine = true, .render = render};

}  // namespace

const Format& tsv_format() { return format; }

}  // namespace cmtool
