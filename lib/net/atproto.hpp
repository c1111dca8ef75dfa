// SPDX-License-Identifier: MIT
// The AT Protocol's names: record keys made of time, addresses of records, and where an account's server is.
//
// Pure functions; the requests are in bluesky/ and platforms/bluesky.cpp. From atproto.com/specs (tid, at-uri-scheme, did), read 2026-11-22.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool::atproto {

/// A record key of kind "tid": 13 characters that sort by time. `chance` tells apart what is made in the same millisecond
/// (its low 10 bits are the clock's number, the next ones microseconds).
std::string tid(Instant, std::uint64_t chance);

/// The address of a record: at://AUTHORITY/COLLECTION/RKEY.
struct Address {
  std::string authority{};  ///< a DID or a handle
  std::string collection{}, rkey{};
  bool operator==(const Address&) const = default;
};
std::string text_of(const Address&);

/// From an at:// URI of a record, or from the address of a post at bsky.app. Nothing for anything else.
std::optional<Address> address_of(std::string_view text);

bool is_did(std::string_view);

/// The personal data server named in a DID document; "" if there is none that may be used.
std::string server_in(const Json& did_document);

}  // namespace cmtool::atproto
