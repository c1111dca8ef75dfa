// SPDX-License-Identifier: MIT
// A Table in, bytes out. One file each in formats/.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/table.hpp"

namespace cmtool {

/// How people see things; machine formats ignore all of it.
struct Look {
  int width = 80;           ///< columns of the terminal; 0: no limit
  bool colour = false;
  std::string lang = "en";
  /// An instant in the workspace's zone, as people read it; empty: ISO in UTC.
  std::function<std::string(Instant)> time{};
  std::string zone = "UTC";  ///< in which documents and spreadsheets tell times
  Instant made{};            ///< when a document says that it was made
};

/// What a format is.
struct Format {
  std::string name{};   ///< "csv"
  bool machine = true;  ///< keys instead of titles, the same in every language
  std::string (*render)(const Table&, const Look&) = nullptr;
  /// In place of `render`, for what is a file of bytes and not text. Fault::unsupported where its part is not installed.
  Result<std::string> (*bytes)(const Table&, const Look&) = nullptr;
};

/// The table in that format, whichever of the two it has.
Result<std::string> formatted(const Format&, const Table&, const Look&);

const std::vector<const Format*>& formats();
/// Fault::usage, naming those that there are.
Result<const Format*> find_format(std::string_view name);

/// The table with only these columns, in this order (`--fields`, `--json=…`). Fault::usage names an unknown one and those that there are.
Result<Table> selected(Table, const std::vector<std::string>& keys);

/// A row as a JSON object; used by json and ndjson and for single values.
Json row_json(const Table&, std::size_t row);

/// A cell as text for machines (csv, tsv): the same in every language; "" for unknown.
std::string machine_text(const Value&);

/// A cell as people read it: their time, their separators, "–" for unknown. Not made harmless yet: each format
/// knows whether its cells have lines.
std::string people_text(const Value&, const Column&, const Look&);

}  // namespace cmtool
