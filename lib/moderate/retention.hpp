// SPDX-License-Identifier: MIT
// How long what others wrote is kept: settings.moderation.keep, "730d".
//
// What is older is not filed, and what has grown older is erased as forgetting a person erases: the counts stay. It goes by whole months (UTC),
// so that files are rewritten once a month: an item is kept for at most the time that is set, and for at most a month less.
#pragma once
#include <optional>

#include "desk.hpp"
#include "inbox.hpp"

namespace cmtool {

/// Since when items are kept; nothing: for ever. Fault::usage where the setting is no time of at least 31 days.
Result<std::optional<Instant>> kept_since(Desk&);
/// Erases what is older. Does nothing under --dry-run's callers: they do not call it.
Result<Forgotten> expire_items(Desk&);

}  // namespace cmtool
