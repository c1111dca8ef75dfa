// SPDX-License-Identifier: MIT
// The options that every command has, before or after its words.
//
// They are found before CLI11 sees anything: the language, the workspace and --json must be known to word even a mistake, and
// one that stands before the command belongs to it all the same. What is not on the command line comes from the environment,
// then from the workspace's settings.json.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/env.hpp"

namespace cmtool {

/// A global option as data; help, completion and the manual's check read it too.
struct GlobalOption {
  std::string name{};                 ///< without dashes: "workspace"
  char letter = 0;                    ///< 'C'; 0: none
  std::string value{};                ///< N_("DIR"); empty: a flag
  std::string description{};          ///< N_()
  bool optional_value = false;        ///< --json or --json=FIELDS
  std::vector<std::string> values{};  ///< where only some are allowed
  bool settable = true;               ///< may come from the environment and settings.json
};
const std::vector<GlobalOption>& global_options();

/// The command line, taken apart.
struct Line {
  std::map<std::string, std::string> given{};  ///< global options by name; flags are "true", verbose is its count
  std::vector<std::string> words{};            ///< all that is not a global option, in order
  bool help = false, version = false;
  std::string without_value{};  ///< a global option that lacks its value; empty: none does
};
Line read_line(const std::vector<std::string>& args);

/// The folder or URL of the workspace: -C, --workspace, CMTOOL_WORKSPACE, or "default". Fault::usage when no place is known.
Result<std::string> workspace_of(const Line&, const World&);

/// "en" or "fr": --lang, CMTOOL_LANG, settings.json, then LANGUAGE, LC_ALL, LC_MESSAGES and LANG.
std::string language_of(const Line&, const World&, const Json& settings);

/// All the global options. On an error `into` has what could be read, so that the error can be told in the right format.
Result<void> read_globals(const Line&, const World&, const Json& settings, Globals& into);

}  // namespace cmtool
