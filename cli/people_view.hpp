// SPDX-License-Identifier: MIT
// How people who write to us are shown.
#pragma once
#include <algorithm>
#include <vector>

#include "cli/env.hpp"
#include "moderate/people.hpp"

namespace cmtool {

std::vector<Column> person_columns();
std::vector<Value> row_of(const Person&, Instant now);

}  // namespace cmtool
