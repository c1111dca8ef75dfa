// SPDX-License-Identifier: MIT
// What others say to an account on Bluesky: replies, mentions and quotes.
//
// app.bsky.notification.listNotifications goes from the newest to the oldest, so it is read downwards over as many calls as it takes. It is
// sorted by the earlier of two times, of which a post's author tells one, and it leaves out those whom the account has muted or blocked and the replies
// that it has hidden (source of the app view, @atproto/bsky in dev-env 0.6.7, read 2026-11-26). What slips through, by a time set back or deep in
// a conversation, is found in the threads of our own posts. Deletions are told by no list: posts of late are asked for again, in turns.
#pragma once
#include "platform.hpp"

namespace cmtool::bluesky {

Result<InboxPage> read_inbox(Session&, const InboxQuery&);

/// Posts as the app view shows them, at most 25 of them; those that are not there, or that a block hides, are missing.
Result<Json> posts_of(Session&, const std::vector<std::string>& uris);

}  // namespace cmtool::bluesky
