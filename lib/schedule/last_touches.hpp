// SPDX-License-Identifier: MIT
// What is left for the moment before a post leaves for the first time: its preview card, and the hook that may change its text.
#pragma once
#include "desk.hpp"

namespace cmtool {

/// The delivery's note that says that this was done, so that what is handed over a second time is not touched twice.
inline constexpr const char* touched_note = "cmtool.touched";

/// Reads the card and asks the hook `publishing`; what they make of the post is recorded, if it fits. A hook that fails is a warning.
Result<void> last_touches(Desk&, const Delivery&, const Account&, const Platform&);

}  // namespace cmtool
