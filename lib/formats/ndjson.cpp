// SPDX-License-Identifier: MIT
// NDJSON: an object a line, for pipelines that read one record at a time.
#include "format.hpp"

namespace cmtool {
namespace {

std::string render(const Table& table, const Look&) {
  std::string result;
  for (std::size_t row = 0; row < table.rows.size(); ++row) result += row_json(table, row).dump() + "\n";
  return result;
}

const Format format{.name = "ndjson", .machine = true, .render = render};

}  // namespace

const Format& ndjson_format() { return format; }

}  // namespace cmtool
