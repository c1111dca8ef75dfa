// SPDX-License-Identifier: MIT
// `cmtool post --batch`: many posts from NDJSON, all checked before the first is sent, then many at a time.
#pragma once
#include <string>

#include "cli/env.hpp"
#include "cli/post_options.hpp"
#include "desk.hpp"

namespace cmtool {

/// Reads `file` ("-": stdin), checks every line, publishes `jobs` at a time. What the line does not say, `common` says (from the command
/// line). Shows one row for each delivery as it comes; answers the exit code.
Result<int> run_batch(Env&, Desk&, const std::string& file, const PostOptions& common, std::size_t jobs);

/// What the command line says for all lines that do not say it themselves.
void take_common(PostOptions& line, const PostOptions& common);

/// The whole of a file that the user named; "-" is stdin. Fault::usage when it is larger.
Result<std::string> read_user_file(Env&, const std::string& file, std::size_t largest);

}  // namespace cmtool
