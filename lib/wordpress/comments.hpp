// SPDX-License-Identifier: MIT
// What people write below a site's articles, in all states, and what its moderators do about it.
//
// Comments are read in the order of their ids, which is the order in which they came, by `offset`: the REST interface knows no "newer than
// this id", and its `after` compares times that a comment may lie about (developer.wordpress.org/rest-api/reference/comments, of
// 2026-10-14; the source of WordPress 6.1.9). An offset is not to be trusted after a deletion, so each page begins with the
// last comment of the page before; where it does not, the reading goes back. `status=any` has those that wait, that count as spam and
// that are in the trash. No list tells of edits and deletions, so comments of late are asked for again by their ids, in turns.
#pragma once
#include "model/act.hpp"
#include "model/item.hpp"
#include "platform.hpp"

namespace cmtool::wordpress {

/// What may be done about a comment. Its author is often nobody whom the site knows, so there is nobody to mute or to block.
const std::set<Act>& comment_acts();

/// The next comments, and those that were looked at again. Fault::refused where the user may not moderate: comments that wait would be passed over.
Result<InboxPage> read_comments(Session&, const InboxQuery&);

/// `remove` is what it is on the site: into the trash, from which its owner can take it back for some weeks; away where there is no trash.
Result<void> act_on_comment(Session&, const Item&, Act);

}  // namespace cmtool::wordpress
