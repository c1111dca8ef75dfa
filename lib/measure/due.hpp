// SPDX-License-Identifier: MIT
// How often a post is measured: the younger it is, the more often.
//
// Half of what people do with a post happens within hours, and nearly all of it within days; but a report compares posts at the same age, and what a
// platform has forgotten nobody can ask for later. So: in its first day each hour, in its first week every six hours, in its first month each
// day, in its first year each week, then each month (of 30 days). A post of one a day costs some 150 readings in its first year.
#pragma once
#include <chrono>

#include "base/time.hpp"

namespace cmtool {

/// Is a post of that time to be measured, if that was last looked into at `last`? Nothing needs to be kept of each post: its readings fall into
/// the hours, days and weeks of its age.
bool is_measure_due(Instant published, Instant last, Instant now);

/// How old posts are that are looked through at each run, at one a day, and at one a week. Older ones are measured so seldom that a run in between
/// would read the records of years to find nothing.
inline constexpr std::chrono::days recent_posts{30}, posts_of_the_year{365};

/// How often an account's own numbers are read: those of one's own, and those of others. A little less than an hour and six, since cron is
/// never quite on time.
inline constexpr std::chrono::minutes own_account_every{50}, followed_account_every{5 * 60 + 50};

}  // namespace cmtool
