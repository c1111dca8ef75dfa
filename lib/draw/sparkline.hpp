// SPDX-License-Identifier: MIT
// Numbers as a line of little bars, for a terminal.
#pragma once
#include <optional>
#include <span>
#include <string>

namespace cmtool {

/// "▁▂▅█": one for each, the highest as high as can be, zero the lowest; what is not known is a gap. Of more than `most` neighbours are added up.
std::string sparkline(std::span<const std::optional<double>>, std::size_t most = 60);

}  // namespace cmtool
