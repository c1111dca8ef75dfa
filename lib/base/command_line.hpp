// SPDX-License-Identifier: MIT
// A program and its arguments on one line, as a user writes them in an option, a variable or a settings file.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// The argument list of a command written on one line: blanks separate, '…' and "…" keep together, \ takes the next
/// character as it is. No shell is involved. Fault::usage for an open quote or an empty command.
Result<std::vector<std::string>> split_command(std::string_view line);

}  // namespace cmtool
