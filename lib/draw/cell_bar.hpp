// SPDX-License-Identifier: MIT
// The bar beside a number of a table: how long it is, and how it looks where there are only letters.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/table.hpp"

namespace cmtool {

/// What all bars of one column share.
struct BarColumn {
  double full = 0;          ///< the number whose bar is as long as one can be
  bool both_sides = false;  ///< some number is negative: bars go to the right and to the left of a line in the middle
};

/// Nothing where bars would say nothing: the column has none, the table is one record, all is zero, or nothing stands beside what is known.
std::optional<BarColumn> bar_column(const Table&, std::size_t column);

/// The same of several columns.
std::vector<std::optional<BarColumn>> bar_columns(const Table&, const std::vector<std::size_t>& columns);

/// From -1 to 1; nothing for unknown.
std::optional<double> bar_share(const BarColumn&, const Value&);

/// The bar in eighths of a letter. Zero is its line alone, and unknown nothing at all; a number that is not zero never looks like it.
/// At most `bar_width` columns.
std::string bar_text(const BarColumn&, const Value&);
inline constexpr std::size_t bar_width = 11;

}  // namespace cmtool
