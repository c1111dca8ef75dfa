// SPDX-License-Identifier: MIT
// Answering an item: a post like any other, under a key of its own, so that the same answer never goes out twice.
#pragma once
#include <map>
#include <string>

#include "desk.hpp"
#include "inbox.hpp"
#include "moderate/handle.hpp"
#include "publish.hpp"

namespace cmtool {

struct ReplyWish {
  std::string text{};
  std::map<std::string, std::string> set{};  ///< placeholders
  Post post{};                               ///< media, language, visibility, warning; its text is replaced
  ComposeWish compose{};
  MediaWish media{};
  bool done = false;                         ///< the item is done with, not pending
  bool automatic = false;                    ///< by a machine, so that somebody still has to answer: the item stays as it is
};

/// A reply that fits and may go out.
struct PreparedReply {
  InboxItem item{};
  Plan plan{};
  std::vector<Error> misfits{};
};

/// Fills in, adapts and checks. Sends nothing. Fault::refused for placeholders that are empty.
Result<PreparedReply> prepare_reply(Desk&, const Id&, const ReplyWish&);

/// Publishes it and records it: the item is pending, or done. After a crash in between the same call records what was sent.
Result<Outcome> send_reply(Desk&, const PreparedReply&, const ReplyWish&, const Moderator&);

}  // namespace cmtool
