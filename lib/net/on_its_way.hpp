// SPDX-License-Identifier: MIT
// What a process must know of its requests when it has to end at once, without memory.
#pragma once

namespace cmtool {

/// Has it begun to send anything with Effects::yes? Then something may have been done of which there is no record. Allocates
/// nothing; any thread.
bool may_have_changed_something() noexcept;

/// To be called before the first byte of a request with Effects::yes leaves.
void note_change_begins() noexcept;

}  // namespace cmtool
