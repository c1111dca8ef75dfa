// SPDX-License-Identifier: MIT
// What a post on the schedule points to: does its link lead anywhere, and the pictures that a calendar file names by their address.
#pragma once
#include <optional>
#include <string>

#include "desk.hpp"

namespace cmtool {

/// Asks the network whether the first link of a post leads anywhere; nothing when it does, or when nobody can tell.
std::optional<Error> dead_link(Desk&, const Post&);

/// The bytes of a picture at a public address.
Result<std::string> fetch_named_picture(Desk&, const std::string& url);

}  // namespace cmtool
