// SPDX-License-Identifier: MIT
// What others say to an account on a server with the Mastodon API: mentions, quotes, conversations below our posts, and reports to its
// moderators where the account is one of them.
//
// Mastodon's notifications are read upwards from the cursor (`min_id`, docs.joinmastodon.org/methods/notifications, read 2026-11-26).
// Others ignore that parameter, or sort their ids in ways of their own, and some ignore `types[]`: there the list is read downwards from its newest
// end, over as many calls as it takes, and what was not asked for is left out here. Deletions and edits are told by no list: statuses of
// late are asked for again, in turns. A reply deep in a conversation that mentions us no more is found in the context of our own post.
#pragma once
#include "platform.hpp"

namespace cmtool::mastodon {

Result<InboxPage> read_inbox(Session&, const InboxQuery&);

/// The id of an item that is a report, not a status, begins with this.
inline constexpr std::string_view report_mark = "report:";

}  // namespace cmtool::mastodon
