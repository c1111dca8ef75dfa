// SPDX-License-Identifier: MIT
// What is wrong with a file that the user named: each fault with its place, and of many the first ones.
#pragma once
#include <vector>

#include "calendar.hpp"
#include "cli/env.hpp"

namespace cmtool {

/// The first is the command's error, the others are complaints; beyond fifty they are counted.
void report_faults(Env&, const std::vector<Error>&);
void report_faults(Env&, const std::vector<CalendarFault>&);

/// The same where nothing of the file was taken in; answers the exit code.
int refuse_import(Env&, const std::vector<CalendarFault>&);

}  // namespace cmtool
