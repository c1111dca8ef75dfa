// SPDX-License-Identifier: MIT
// What can be done on Bluesky about a post of somebody else's, or about its author.
//
// A like and a block are records of ours under a key that is made of what they are about, so that doing it twice leaves one record. Who hides a
// reply writes its address into the threadgate of the thread's first post, which must be ours (lexicon app.bsky.feed.threadgate:
// `hiddenReplies`, at most 300, read 2026-11-26). A mute is known to the server alone. Nobody can delete a post of somebody else's.
#pragma once
#include "platform.hpp"

namespace cmtool::bluesky {

const std::set<Act>& possible_acts();

Result<void> act_on_item(Session&, const Item&, Act, const std::string& why);

}  // namespace cmtool::bluesky
