// SPDX-License-Identifier: MIT
// Columns of a number beside what it was in another period: `views`, `views_before`, `views_change` (in percent).
//
// The keys are there whether or not anything is compared, so that scripts find the same ones; without --compare both are null.
#pragma once
#include <optional>
#include <vector>

#include "figures/sums.hpp"
#include "model/table.hpp"

namespace cmtool {

/// Adds the three columns; the two of the comparison are not shown to people until show_comparison().
void add_compared_column(std::vector<Column>&, Column);
/// Adds the three cells. `before`: nothing where nothing is compared or known.
void add_compared_cells(std::vector<Value>&, const std::optional<std::int64_t>& now, const std::optional<std::int64_t>& before);
void add_compared_cells(std::vector<Value>&, const std::optional<double>& now, const std::optional<double>& before);
/// Shows the changes beside the columns that are shown.
void show_comparison(Table&);

}  // namespace cmtool
