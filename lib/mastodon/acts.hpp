// SPDX-License-Identifier: MIT
// What can be done about a status of somebody else's, or about its author, on a server with the Mastodon API.
//
// docs.joinmastodon.org/methods/statuses, /accounts and /reports, read 2026-11-26. Nobody but its author and the server's moderators can hide or
// delete a status. All of it but a report may be repeated: a favourite, a mute or a block that is there already is answered with 200.
// Servers lack parts of it (snac and GoToSocial 0.7 cannot mute) and say 404, as they do of a status that is gone; so where there is a 404 the status
// or the account itself is asked for.
#pragma once
#include "platform.hpp"

namespace cmtool::mastodon {

const std::set<Act>& possible_acts();

Result<void> act_on_item(Session&, const Item&, Act, const std::string& why);

}  // namespace cmtool::mastodon
