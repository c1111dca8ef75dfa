// SPDX-License-Identifier: MIT
// The one gate between cmtool and the user's screen: format, colour, width, and strangers' text made harmless.
#pragma once
#include <string>

#include "cli/env.hpp"

namespace cmtool {

/// Are colours wanted on stdout (or stderr)? --color, NO_COLOR, CLICOLOR_FORCE, TERM=dumb, and whether it is a terminal.
bool wants_colour(const Globals&, const World&, bool is_terminal);

/// A table in the chosen fields and format. Fault::usage for bytes on a terminal, which they would garble.
Result<std::string> rendered(const Table&, const Globals&, const World&, const Streams&,
                             std::function<std::string(Instant)> time, const std::string& zone = "UTC");

/// "cmtool: @atelier: …", "hint: …" and, with -v, the platform's own words. Secrets masked, harmless.
std::string error_text(const Error&, const Globals&, bool colour);

/// {"ok":false,"error":{…}}
Json error_record(const Error&);

bool is_json(const Globals&);

}  // namespace cmtool
