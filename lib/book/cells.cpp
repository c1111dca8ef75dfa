// SPDX-License-Identifier: MIT
#include "book/cells.hpp"

#include <algorithm>

#include "model/cell_number.hpp"

namespace cmtool {

const Column* column_named(const Table& table, std::string_view key) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.key == key; });
  return found == table.columns.end() ? nullptr : &*found;
}

const Value& cell_named(const Table& table, std::size_t row, std::string_view key) {
  static const Value unknown{};
  const Column* const column = column_named(table, key);
  return column == nullptr ? unknown : table.rows[row][static_cast<std::size_t>(column - table.columns.data())];
}

std::optional<double> number_named(const Table& table, std::size_t row, std::string_view key) {
  return cell_number(cell_named(table, row, key));
}

std::string text_named(const Table& table, std::size_t row, std::string_view key, std::string_view otherwise) {
  const auto* const text = std::get_if<std::string>(&cell_named(table, row, key));
  return text == nullptr ? std::string(otherwise) : *text;
}

}  // namespace cmtool
