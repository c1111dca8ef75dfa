// SPDX-License-Identifier: MIT
// Goals as rows.
#pragma once
#include <vector>

#include "model/goal.hpp"
#include "model/table.hpp"

namespace cmtool {

std::vector<Column> goal_columns();
std::vector<Value> row_of(const Goal&);

}  // namespace cmtool
