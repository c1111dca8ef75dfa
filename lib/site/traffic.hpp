// SPDX-License-Identifier: MIT
// How often a site's pages were read each day, from the logs of its web server.
//
// The logs named in account.settings.access_log are followed (log_files.hpp), and each day of the workspace's calendar is counted for itself: views,
// visitors, referrals, and the hosts that sent most, of each page, of all together, and of each campaign (utm_campaign in the address that was
// asked for) as the post "campaign:NAME". A day's counts are told whenever they have
// changed, as of now while it lasts and as of its last second once it is over; so the last sample of a day is the day's.
//
// Visitors are different pairs of address and browser in a day. They are told apart by hashes with a salt of that day, and the place
// keeps only those of days that may still go on (today, and yesterday, whose last lines come after midnight); then they and the salt are
// thrown away. No address is ever kept.
#pragma once
#include <string>

#include "net/session.hpp"
#include "platform.hpp"

namespace cmtool::site {

/// Daily "views", "visitors", "referrals" and "referrer:HOST" (of the ten hosts that sent most). Without a value, once, when the account names no log.
Result<MeasurePage> read_traffic(Session&, const std::string& url, const MeasureQuery&);

}  // namespace cmtool::site
