// SPDX-License-Identifier: MIT
// The program as a function of its words, the world and three streams, so that tests run it in one process.
#pragma once
#include <string>
#include <vector>

#include "cli/env.hpp"

namespace cmtool {

/// Runs the command line without the program's name; answers the exit code of cli.md.
int run(const std::vector<std::string>& args, World& world, Streams streams);

}  // namespace cmtool
