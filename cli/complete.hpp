// SPDX-License-Identifier: MIT
// Two hidden commands: `__complete`, which the shells' completion asks, and `__tree`, the whole command tree as JSON, which the
// checks of manual pages and tests read.
#pragma once
#include <string>
#include <vector>

#include "cli/env.hpp"

namespace cmtool {

/// What may stand in the place of the last word, one a line, with what it means after a tab; ":files" or ":folders" where
/// the shell knows better. Never an error, no network: somebody is waiting with a finger on the key.
std::string completions(const std::vector<std::string>& words, Env& env);

/// Every command with its options, arguments and columns, and the global options.
Json command_tree();

/// Runs `__complete` or `__tree`.
Result<int> run_hidden(const std::vector<std::string>& args, Env& env);

}  // namespace cmtool
