// SPDX-License-Identifier: MIT
// What the workspace commands have found or done, as a table.
#pragma once
#include <vector>

#include "model/table.hpp"
#include "store.hpp"

namespace cmtool {

std::vector<Column> finding_columns();
Table table_of(const std::vector<Finding>&);

}  // namespace cmtool
