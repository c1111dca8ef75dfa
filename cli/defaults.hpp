// SPDX-License-Identifier: MIT
// Options of a command that were not typed: from the environment, else from the workspace's settings.json.
//
// They are put in front of the typed words before CLI11 sees them, so that what CLI11 checks (required, needs, excludes,
// values) holds for them as well, and whatever was typed wins.
#pragma once
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/usage.hpp"

namespace cmtool {

/// The words with what is missing added; `sources` tells where each addition came from.
std::vector<std::string> with_defaults(const CLI::App&, const std::string& path, std::vector<std::string> words, const World&,
                                       const Json& settings, Sources& sources);

/// Keys in settings.json under the command's name that are no options of it.
std::vector<std::string> unknown_settings(const CLI::App&, const std::string& path, const Json& settings);

}  // namespace cmtool
