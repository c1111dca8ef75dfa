// SPDX-License-Identifier: MIT
// What the commands that act on items where they are have in common: one command for each act.
#pragma once
#include "cli/command.hpp"
#include "model/act.hpp"

namespace CLI {
class App;
}

namespace cmtool {

/// ID…, --why and --as; runs the act over all that are named.
Run act_options(CLI::App&, Act);

}  // namespace cmtool
