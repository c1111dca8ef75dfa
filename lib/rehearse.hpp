// SPDX-License-Identifier: MIT
// --dry-run: a platform does all its work, and nothing that has an effect leaves this program.
#pragma once
#include "desk.hpp"
#include "publish.hpp"

namespace cmtool {

/// Lets each account's platform publish into the void: requests with effects are shown by the network stack (NetworkWish::dry_run), files
/// that would be written are named with desk.say. No record is made.
void rehearse(Desk&, const Plan&);

/// The same for deleting.
void rehearse_delete(Desk&, const Delivery&);

}  // namespace cmtool
