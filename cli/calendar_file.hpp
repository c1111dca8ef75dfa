// SPDX-License-Identifier: MIT
// What the commands that write a schedule into a file share.
#pragma once
#include <string>
#include <string_view>

#include "calendar.hpp"
#include "cli/env.hpp"

namespace cmtool {

/// Times in the workspace's zone, rules in words understood as from now.
WriteWish write_wish(Env&);

/// Writes a document to the file that the user named, or to stdout for "-". Fault::usage when a folder stands there.
Result<void> write_document(Env&, const std::string& file, std::string_view bytes);

}  // namespace cmtool
