// SPDX-License-Identifier: MIT
// A row of numbers as a line of small bars, for a cell of a table.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cmtool {

/// One bar for each number, from the lowest "▁" (zero, or the least where some are negative) to the highest "█"; "·" for unknown. More numbers than `most`
/// are put together, several to a bar. Empty where nothing is known.
std::string sparkline(const std::vector<std::optional<double>>&, std::size_t most = 31);

}  // namespace cmtool
