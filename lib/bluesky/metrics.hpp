// SPDX-License-Identifier: MIT
// Numbers of posts and accounts on Bluesky; of others' public accounts too.
//
// 25 posts in one request (lexicon app.bsky.feed.getPosts, read 2026-11-27). Others' accounts are asked for at the public view of the network,
// https://public.api.bsky.app, which wants no credentials (docs.bsky.app/docs/advanced-guides/api-directory, read 2026-11-27). Nobody tells how often a post
// was seen.
#pragma once
#include "net/session.hpp"
#include "platform.hpp"

namespace cmtool::bluesky {

Result<MeasurePage> read_metrics(Session&, const MeasureQuery&);

/// The public account behind a handle or a DID.
Result<Account> look_up(Session&, const Account& wanted);

}  // namespace cmtool::bluesky
