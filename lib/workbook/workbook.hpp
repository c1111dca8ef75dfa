// SPDX-License-Identifier: MIT
// Tables as a spreadsheet (.xlsx, ECMA-376): numbers are numbers, dates are dates, and no text is a formula.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/table.hpp"

namespace cmtool {

struct WorkbookSheet {
  std::string name{};  ///< at most 31 characters are kept, without []:*?/ and backslash
  Table table{};       ///< every column, with its title as heading
};

/// The file's bytes. `wall` says a moment as the clock on the wall shows it, "2026-11-22T09:30:00"; empty: in UTC. A spreadsheet has 1,048,576 rows and
/// cells of 32,767 characters; what is beyond is left out.
std::string workbook(const std::vector<WorkbookSheet>&, const std::function<std::string(Instant)>& wall = {});

}  // namespace cmtool
