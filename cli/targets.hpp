// SPDX-License-Identifier: MIT
// What is acted on, why, and by whom: the words that many commands share.
#pragma once
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/env.hpp"

namespace CLI {
class App;
}

namespace cmtool {

struct Targets {
  std::vector<std::string> ids{};
  std::string why{}, who{};
};
/// ID…, --why and --as. `what`, translated, says of what the ids are.
void add_target_options(CLI::App&, Targets&, const std::string& what);
/// The same where something follows the ids: `named` says so in the usage ("ID WHEN"), and there must be some.
void add_target_options(CLI::App&, Targets&, const std::string& what, const char* named);

/// For the verbs that take the NAME of one thing (a rule, a goal): declares it, and calls `verb` with it. `what`, translated, says of what.
Run one_name(CLI::App&, const std::string& what, Result<int> (*verb)(const std::string& name, Env&));

/// Ids as they were given; "-", or none where stdin is not a terminal: one a line from stdin. `none` where there is none.
Result<std::vector<std::string>> given_ids(Env&, const std::vector<std::string>& given, const Error& none);

}  // namespace cmtool
