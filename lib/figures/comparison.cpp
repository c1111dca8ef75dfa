// SPDX-License-Identifier: MIT
#include "figures/comparison.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr std::string_view before_end = "_before", change_end = "_change";

std::optional<double> number(const std::optional<std::int64_t>& value) { return value ? std::optional(static_cast<double>(*value)) : std::nullopt; }

}  // namespace

void add_compared_column(std::vector<Column>& columns, Column column) {
  const Column was{.key = column.key + std::string(before_end), .title = tr("{} before", column.title), .kind = column.kind, .shown = false};
  const Column changed{.key = column.key + std::string(change_end), .title = tr("{} ±", column.title), .kind = Kind::percent, .shown = false};
  columns.push_back(std::move(column));
  columns.push_back(was);
  columns.push_back(changed);
}

void add_compared_cells(std::vector<Value>& cells, const std::optional<std::int64_t>& now, const std::optional<std::int64_t>& before) {
  cells.insert(cells.end(), {cell(now), cell(before), cell(change(number(now), number(before)))});
}

void add_compared_cells(std::vector<Value>& cells, const std::optional<double>& now, const std::optional<double>& before) {
  cells.insert(cells.end(), {cell(now), cell(before), cell(change(now, before))});
}

void show_comparison(Table& table) {
  for (std::size_t i = 0; i + 2 < table.columns.size(); ++i) {
    if (table.columns[i].shown && table.columns[i + 2].key == table.columns[i].key + std::string(change_end)) table.columns[i + 2].shown = true;
  }
}

}  // namespace cmtool
