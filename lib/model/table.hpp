// SPDX-License-Identifier: MIT
// What a command or a report gives and a format prints.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

/// What kind of thing a column holds; decides alignment, and how people and machines read it.
enum class Kind { text, id, url, state, integer, number, percent, bytes, time, yes_no, list };

/// A column that carries the message is drawn as well, for people: a bar beside its number. Machines see nothing of it.
enum class BarScale : unsigned char {
  none,
  largest,  ///< as long as the number is large beside the largest of its column
  hundred,  ///< percents of what is to be reached: full at 100
};

struct Column {
  std::string key{};    ///< stable English snake_case, for machines
  std::string title{};  ///< translated, for people
  Kind kind = Kind::text;
  bool shown = true;    ///< in the table for people by default; machines get every column
  BarScale bar = BarScale::none;
};

/// A cell. std::monostate is "unknown" and is never the same as zero.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Instant, Json>;

struct Table {
  std::vector<Column> columns{};
  std::vector<std::vector<Value>> rows{};
  std::vector<std::string> notes{};  ///< remarks for people, printed below a table
  bool single = false;               ///< one record (`show`): people see key and value lines, JSON is one object
};

}  // namespace cmtool
