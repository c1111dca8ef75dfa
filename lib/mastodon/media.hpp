// SPDX-License-Identifier: MIT
// Uploads to a server with the Mastodon API, and the wait until it has digested them.
#pragma once
#include <string>

#include "model/media.hpp"
#include "net/session.hpp"

namespace cmtool::mastodon {

/// Uploads a medium with its alternative text and focus, and waits (at most five minutes) until it can be attached. Answers its
/// id. An upload alone is seen by nobody and servers clear it away, so it may be repeated: never Fault::unknown_outcome.
Result<std::string> upload_medium(Session&, const Media&);

/// An id, which is text, though some servers answer a number; "" when it is neither.
std::string id_text(const Json&);

}  // namespace cmtool::mastodon
