// SPDX-License-Identifier: MIT
// Whether a line carries the right sum (state/json_lines.hpp), quickly.
//
// The sum is the beginning of a SHA-256. Ten million of them cost libmd four seconds; where the processor has instructions for it, half a
// second.
#pragma once
#include <string_view>

namespace cmtool::samples {

/// Are these 8 characters the first 8 hexadecimal digits of the text's SHA-256?
bool is_sum_of(std::string_view text, const char* digits);

}  // namespace cmtool::samples
