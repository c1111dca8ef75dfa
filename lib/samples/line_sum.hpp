// SPDX-License-Identifier: MIT
// Whether a line carries the right sum (state/json_lines.hpp), quickly.
//
// The sum is the beginning of a SHA-256. Ten million of them cost libmd four seconds; where the processor has instructions for it, half a
// second.
#pragma once
#include <string_view>

namespace cmtool::samples {

/// A text, and the 8 characters that should be the first hexadecimal digits of its SHA-256.
struct Summed {
  std::string_view text{};
  const char* digits = nullptr;  ///< null: it has no sum
};

/// Are they?
bool is_right(const Summed&);
/// Are both right? Takes hardly longer than one: the processor has to wait for itself half of the time.
bool are_right(const Summed&, const Summed&);

}  // namespace cmtool::samples
