// SPDX-License-Identifier: MIT
// Looking into a report's table by its keys.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "model/table.hpp"

namespace cmtool {

/// Null where there is no such column.
const Column* column_named(const Table&, std::string_view key);
/// Unknown where there is no such column.
const Value& cell_named(const Table&, std::size_t row, std::string_view key);
/// The cell as a number; nothing for an unknown one, and for what is none.
std::optional<double> number_named(const Table&, std::size_t row, std::string_view key);
/// The cell as a text; `otherwise` for an unknown one, and for what is none.
std::string text_named(const Table&, std::size_t row, std::string_view key, std::string_view otherwise = {});

}  // namespace cmtool
