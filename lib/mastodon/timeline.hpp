// SPDX-License-Identifier: MIT
// An account's own latest posts, as a server with the Mastodon API lists them.
//
// Paging differs: Mastodon and GoToSocial link to the next page, Hollo does so with a parameter of its own and unescaped blanks
// in it, snac and others not at all. The link is followed as it is given when it leads to the same server, else `max_id` is
// tried.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "net/session.hpp"

namespace cmtool::mastodon {

/// What a status says to its readers. A warning stands before the text: it is said by its author too.
std::string text_of(const Json& status);

/// What was read, newest first.
struct OwnPosts {
  std::vector<Json> posts{};  ///< those that were wanted
  bool complete = false;  ///< everything from `since` on is there; false: it may go on, and absence proves nothing
  std::optional<Instant> server_time{};  ///< the server's clock when it answered
};

/// Reads the account's posts, replies included and boosts not, back to `since` by the server's times, at most `pages` pages.
/// Only what is `wanted` is kept (default: all).
Result<OwnPosts> read_own_posts(Session&, Instant since, int pages, const std::function<bool(const Json&)>& wanted = {});

/// The address behind rel="next" of a Link header; "" if there is none.
std::string next_link(std::string_view link_header);
/// Where the next page is, as a path on our own server; "" when the server does not say, or points elsewhere.
std::string next_path(const Session&, const Answer&);

}  // namespace cmtool::mastodon
