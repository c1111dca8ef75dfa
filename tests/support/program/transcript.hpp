// SPDX-License-Identifier: MIT
// A transcript of the program: commands and all that they say, held to what the program really says.
//
//   # A comment.
//   % clock 2026-11-22T09:00:00Z     the clock from here on
//   % tape two_accounts.http         what the servers answer, in tests/cassettes; all of it must be asked for
//   % env NAME=VALUE                 a variable from here on
//   % file NAME                      a file in the current folder, of the lines that follow with "| " in front
//   $ cmtool post --to @blog "Hi"    a command
//   < a line of its stdin
//   a line of stdout                 [..] stands for anything, $DIR for the folder of the test
//   ! a line of stderr
//   = 3                              its exit code, if not 0
//
// A line of stdout that would begin with one of these signs is written with "\" in front. With CMTOOL_ACCEPT=1 the file is
// rewritten with what was said; lines that matched keep their [..].
#pragma once
#include <filesystem>
#include <string>

namespace cmtool::test {

/// Plays it; answers what differs, "" if nothing does. `accept` rewrites the file instead.
std::string play(const std::filesystem::path& file, bool accept);

/// Does a text match a pattern with [..] in it?
bool fits(std::string_view pattern, std::string_view text);

}  // namespace cmtool::test
