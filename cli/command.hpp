// SPDX-License-Identifier: MIT
// What a command is. One file each in commands/; the table is made from that folder by the build.
//
// A command is an options struct, a set_up function that binds it to CLI11, and a run function. set_up answers a
// closure that owns the options, so nothing is static and the program can run twice in one process.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/env.hpp"
#include "model/table.hpp"

namespace CLI {
class App;
}

namespace cmtool {

/// What must be there before a command starts.
enum class Needs { nothing, workspace };

/// Runs with the parsed options; answers the exit code, or the Error that ends the command.
using Run = std::function<Result<int>(Env&)>;

struct Command {
  std::string path{};     ///< "post list"
  std::string group{};    ///< N_("Posting"): the heading in the help
  std::string summary{};  ///< N_("show what was posted"): a line, no capital, no full stop
  std::string details{};  ///< N_(): paragraphs of the long help; may be empty
  Needs needs = Needs::workspace;
  /// Adds options and arguments to the CLI11 app of this command.
  Run (*set_up)(CLI::App&) = nullptr;
  /// The columns of what it shows, for --json=help, completion and the tests; nullptr: it shows no table.
  std::vector<Column> (*columns)() = nullptr;
};

/// All commands, sorted by path.
const std::vector<const Command*>& commands();

}  // namespace cmtool
