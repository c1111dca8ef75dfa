// SPDX-License-Identifier: MIT
// The user's own editor, on the user's own terminal.
#pragma once
#include <map>
#include <string>

#include "base/result.hpp"

namespace cmtool {

/// Lets the user change `text` in $VISUAL or $EDITOR (else `editor`, `vi`), in a file that nobody else can read and that is removed
/// afterwards. Fault::cancelled when the editor ends with another status than 0.
Result<std::string> edit_text(const std::string& text, const std::map<std::string, std::string>& variables);

}  // namespace cmtool
