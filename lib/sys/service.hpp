// SPDX-License-Identifier: MIT
// Telling systemd how a service is doing: the datagram protocol of sd_notify(3).
//
// The library for it would be loaded at every start for one send(); the protocol is a line of text to a socket that $NOTIFY_SOCKET names.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// Sends "READY=1", "WATCHDOG=1" or "STOPPING=1" to the socket; does nothing where `socket` is empty or nobody listens.
void tell_service_manager(const std::string& socket, std::string_view state);

}  // namespace cmtool
