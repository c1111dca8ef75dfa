// SPDX-License-Identifier: MIT
// What a command is. One file each in commands/; the table is made from that folder by the build.
//
// A command is an options struct, a set_up function that binds it to CLI11, and a run function. set_up answers a
// closure that owns the options, so nothing is static and the program can run twice in one process.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/env.hpp"
#include "model/table.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

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
  /// Command lines, one a line, for the help's examples; "# …" at a line's end is translated with it: N_().
  std::string examples{};
  bool hidden = false;  ///< not in the help; for completion scripts
};

/// All commands, sorted by path.
const std::vector<const Command*>& commands();

/// The command of exactly this path; nullptr if there is none.
const Command* find_command(std::string_view path);

/// "CMTOOL_POST_TO": the variable from which an option of a command is read; for "" a global option's.
std::string variable_of(std::string_view path, std::string_view option);

// What set_up says of an option beyond CLI11's own words. The help shows it and the shells complete it.

/// Only these values; any other is a usage error with "did you mean".
CLI::Option* one_of(CLI::Option*, std::vector<std::string> values);

/// Where the values come from that a shell should offer.
enum class Offer { accounts, platforms, files, folders, states, languages, formats, commands };
CLI::Option* offers(CLI::Option*, Offer);

/// The command's app, set up and with the manners that all commands share: an option takes one value each time it is given.
struct Prepared {
  std::unique_ptr<CLI::App> app;
  Run run;
};
Prepared prepared(const Command&);

/// What stands for an option's value in the help: the words of one_of(), what set_up has named with type_name(), or the type.
std::string value_name(const CLI::Option&);
/// What stands for an argument in the help and in messages; add_option() has its English name, N_().
std::string argument_name(const CLI::Option&);
/// The values of one_of(); empty for any other option.
std::vector<std::string> values_of(const CLI::Option&);
std::optional<Offer> offer_of(const CLI::Option&);
std::string_view slug(Offer);

}  // namespace cmtool
