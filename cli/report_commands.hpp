// SPDX-License-Identifier: MIT
// `cmtool report NAME`: one command for each file of lib/reports/, made from what the report says of itself.
#pragma once
#include <vector>

#include "cli/command.hpp"

namespace cmtool {

const std::vector<const Command*>& report_commands();

}  // namespace cmtool
