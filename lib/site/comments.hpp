// SPDX-License-Identifier: MIT
// Comments on a site's posts, from a file drop: whatever receives them (a form's script, a mail filter, another program)
// appends a line of JSON, and the inbox reads it.
//
//   {"id":"c7","post":"https://site.example/2026/11/bonjour/","author":"Zoé","email":"zoe@example.org","url":"https://zoe.example",
//    "text":"Merci !","at":"2026-11-22T09:00:00Z","in_reply_to":"c5","language":"fr"}
//
// `post` is the page's address or its path ("2026/11/bonjour"); `text` is needed, all else may be missing. The files are all *.ndjson of
// the folder named in account.settings.comments (else .cmtool/comments in the site's folder), or one file.
// A line without its end is still being written and is left for the next time; one that is no comment is passed over.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "model/item.hpp"
#include "net/session.hpp"
#include "platform.hpp"

namespace cmtool::site {

/// The item that a line stands for; nothing if it is no comment. Without an id its content names it, so that it is read once.
std::optional<Item> comment_of(std::string_view line, const std::string& account, const std::string& url, Instant read_at);

/// The next comments after `cursor` ("" for the start): which byte of which file comes next.
Result<InboxPage> read_comments(Session&, const std::string& url, const std::string& cursor);

}  // namespace cmtool::site
