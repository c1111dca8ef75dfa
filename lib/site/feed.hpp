// SPDX-License-Identifier: MIT
// A site's feeds: Atom (RFC 4287) and JSON Feed 1.1 of the same records.
//
// Ids are made from the record, not from the address, so that readers do not show everything again when a site moves.
#pragma once
#include <string>
#include <vector>

#include "site/page.hpp"

namespace cmtool::site {

/// How many of the newest posts stand in a feed.
constexpr std::size_t feed_length = 30;

/// Newest first.
std::string atom_feed(const std::vector<Record>&, const Look&);
std::string json_feed(const std::vector<Record>&, const Look&);

}  // namespace cmtool::site
