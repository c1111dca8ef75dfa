// SPDX-License-Identifier: MIT
// From a table with headers to items: which column says what. The formats that are tables differ in their headers only.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export.hpp"
#include "rows/fields.hpp"

namespace cmtool {

struct TableRules {
  /// What a header means; nothing for an unknown one, of which the user is told.
  std::optional<ItemField> (*field)(std::string_view header) = usual_item_field;
  /// Made of a cell, by what it means; null: as it is.
  std::string (*cell)(ItemField, std::string) = nullptr;
};

/// Reads a table. Fault::usage for a --map that names no column or no field.
Result<ExportReading> read_item_table(const NextBytes&, const ExportWish&, const TableRules&);

/// The fields of the headers of a file's beginning; empty for what is no table.
std::vector<std::optional<ItemField>> fields_of_beginning(const NamedBytes&);

/// What --map says of the columns, by header or number. Fault::usage for a field that there is not.
Result<std::map<std::string, ItemField>> mapped_fields(const ExportWish&);

}  // namespace cmtool
