// SPDX-License-Identifier: MIT
// The options of a calendar's row by name, and how each is written in a cell.
//
// A cell holds a text as it is, a flag as yes or no, a list with commas. Where a list would not survive that (a comma in an
// item), it is JSON; whatever option_cell() writes, option_value() reads as it was.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace cmtool {

/// What an option takes: a text, yes or no, a list of texts, texts by name (--for), files with their descriptions.
enum class OptionKind { text, flag, list, map, media };

struct RowOption {
  std::string_view name{};
  OptionKind kind = OptionKind::text;
};

/// All, in the order in which a table shows them.
const std::vector<RowOption>& row_options();
/// Dashes count as underscores, case does not count; null for an unknown name.
const RowOption* find_row_option(std::string_view name);

/// The value that a cell means; null for an empty one. Fault::usage where it means none.
Result<Json> option_value(const RowOption&, const std::string& cell);
/// The cell for a value, of any type that `post --batch` accepts for that option.
std::string option_cell(const RowOption&, const Json& value);

/// "yes", "x", "vrai", "1", "no", "faux" …; nothing for anything else.
std::optional<bool> flag_of(std::string_view word);

/// The items of a list or the one of a text; none for null.
std::vector<std::string> items_of(const Json&);
/// Media in one form, each {"file"[, "alt"][, "focus"]}, whether it was given as a text, an object, or a list of these.
Json::Array media_of(const Json&);

/// A row in one form: lists as arrays, media as objects, names in order, nothing that says nothing (null, "", an empty list), options in the table's order, unknown ones behind.
Json in_one_form(const Json& options);

}  // namespace cmtool
