// SPDX-License-Identifier: MIT
// The gate to a full screen: lines of text that are harmless, and as wide as we think that they are.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

/// One line, harmless (text/harmless.hpp), secrets masked, and without what makes terminals disagree about its width: what joins emoji into one, and more
/// marks on a letter than a cell holds.
std::string safe_line(std::string_view text);

/// The same for a text of several lines, broken at spaces, or within a word that is longer than a line.
std::vector<std::string> safe_lines(std::string_view text, std::size_t columns);

/// Cut or filled up with spaces to exactly so many columns.
std::string in_columns(std::string_view safe, std::size_t columns);

}  // namespace cmtool
