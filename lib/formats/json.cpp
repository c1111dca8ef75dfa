// SPDX-License-Identifier: MIT
// JSON: a list of objects, or one object for a single record; every column, null for unknown.
#include "format.hpp"

namespace cmtool {
namespace {

std::string render(const Table& table, const Look&) {
  if (table.single) return row_json(table, 0).dump(2) + "\n";
  if (table.rows.empty()) return "[]\n";
  // A record a line keeps large lists greppable, and is quicker to write than one tree.
  std::string result = "[\n";
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    result += "  " + row_json(table, row).dump() + (row + 1 < table.rows.size() ? ",\n" : "\n");
  }
  return result + "]\n";
}

const Format format{.name = "json", .machine = true, .render = render};

}  // namespace

const Format& json_format() { return format; }

}  // namespace cmtool
