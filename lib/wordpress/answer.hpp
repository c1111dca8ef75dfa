// SPDX-License-Identifier: MIT
// Answering a comment on a WordPress site with a comment of ours below it.
//
// WordPress refuses the same words by the same user to the same post and parent (wp_allow_comment(), WordPress 6.1.9: 409, comment_duplicate), for
// as long as they are there, so the request may be repeated, and what was lost is found by its words.
#pragma once
#include <optional>

#include "model/post.hpp"
#include "net/session.hpp"
#include "platform.hpp"

namespace cmtool::wordpress {

/// Posts the text below the comment that `post.reply_to` names by its id.
Result<Receipt> answer_comment(Session&, const Post& post);
/// Our comment with these words below that one, if it is there.
Result<std::optional<Receipt>> find_answer(Session&, const Post& post);
/// Is this the receipt of such a comment? Its id is not that of a post.
bool is_comment(const Receipt&);
Result<void> remove_answer(Session&, const Receipt&);
Result<Receipt> edit_answer(Session&, const Receipt&, const Post& changed);

}  // namespace cmtool::wordpress
