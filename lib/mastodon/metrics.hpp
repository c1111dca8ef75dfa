// SPDX-License-Identifier: MIT
// Numbers of posts and accounts, as a server with the Mastodon API tells them; of others' public accounts too.
//
// Up to twenty posts in one request where the server knows how (Mastodon 4.3: docs.joinmastodon.org/methods/statuses#index; more are refused,
// DEFAULT_STATUSES_LIMIT in Api::BaseController; read 2026-11-27), else one by one. Nobody tells how often a post was seen.
#pragma once
#include "net/session.hpp"
#include "platform.hpp"

namespace cmtool::mastodon {

Result<MeasurePage> read_metrics(Session&, const MeasureQuery&);

/// The public account behind a handle, asked of its own server: that knows all its numbers, others know what has reached them.
Result<Account> look_up(Session&, const Account& wanted);

}  // namespace cmtool::mastodon
