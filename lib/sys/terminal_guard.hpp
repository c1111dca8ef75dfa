// SPDX-License-Identifier: MIT
// The terminal as it was, whatever happens.
//
// A full screen leaves the terminal without echo and on another page. Who takes it over says here how it is given back; then every
// end of the process does so: a signal that kills, a second Ctrl-C, no memory left. Only SIGKILL leaves no time.
#pragma once
#include <string_view>

namespace cmtool {

/// Remembers how the terminal on stdin is set up and what is to be written to stdout to leave the full screen, and watches for the signals
/// that mean a crash.
void guard_terminal(std::string_view leaving);
/// The terminal has been given back.
void release_terminal();
/// Gives it back now, if it is guarded; may be called in a signal handler.
void restore_terminal() noexcept;

/// As Ctrl-C does, where a full screen takes it for a key.
void interrupt_ourselves();

}  // namespace cmtool
