// SPDX-License-Identifier: MIT
// Mistakes on the command line, in the user's language, with "did you mean".
//
// CLI11 speaks English only, so its exceptions are taken by type and what they concern is looked up in the app.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace cmtool {

/// Where a value came from that the user did not type: "--to" -> "CMTOOL_POST_TO" or "settings.json".
using Sources = std::map<std::string, std::string>;

/// The Error for a mistake in the words of the command `path`.
Error usage_error(const CLI::ParseError&, const CLI::App&, const std::string& path, const Sources&);

/// No command has this name.
Error unknown_command(const std::string& words);
/// These words begin commands but are none: `cmtool account`.
Error incomplete_command(const std::string& words);
Error unknown_option(const std::string& option, std::vector<std::string> known, const std::string& path);
/// A global option without its value.
Error missing_value(const std::string& option);

/// The nearest of `known`, if any is near enough to be meant.
std::optional<std::string> nearest(std::string_view given, const std::vector<std::string>& known);

/// "“blu” is none of: …".
std::string not_among(const std::string& given, const std::vector<std::string>& values);
/// Wraps a translated sentence so that it passes through CLI11's validators as it is.
std::string own_message(const std::string& sentence);

}  // namespace cmtool
