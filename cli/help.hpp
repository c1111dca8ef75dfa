// SPDX-License-Identifier: MIT
// The help, in the user's language: CLI11's own is English and aligns bytes.
#pragma once
#include <string>

#include "cli/command.hpp"

namespace cmtool {

/// `cmtool --help`: every command under its heading, and the global options.
std::string program_help(int width);
/// `cmtool account --help`, where "account" only begins commands.
std::string group_help(const std::string& words, int width);
/// `cmtool post --help`.
std::string command_help(const Command&, int width);

}  // namespace cmtool
