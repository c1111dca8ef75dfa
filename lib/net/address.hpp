// SPDX-License-Identifier: MIT
// Which addresses belong to the public internet.
//
// A link preview fetches what a stranger named. The check is made on the address that is being connected to, after
// the name was looked up, so that no name and no redirect can lead to this machine or into its network.
#pragma once
#include <string_view>

namespace cmtool {

/// Is this address (4 or 16 raw bytes, network order) one of the public internet? Private, loopback, link-local, shared
/// (carrier) and documentation networks, multicast, and IPv6 forms that hide an IPv4 address are not
/// (IANA special-purpose address registries, read as RFC 6890 and successors describe them).
bool is_public_address(std::string_view bytes);

}  // namespace cmtool
