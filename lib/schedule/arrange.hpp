// SPDX-License-Identifier: MIT
// Putting posts on the schedule, and changing what stands there while it waits.
//
// Every change is made to the record as it is at that moment, under the workspace's lock: what a sender has taken already is
// refused, never overwritten. Who did what, when and why is added to the post's history.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "publish.hpp"
#include "schedule/policy.hpp"

namespace cmtool {

/// Who does something, and why.
struct Actor {
  std::string who{};
  std::string why{};
};

/// When the deliveries of a post are due.
struct Timing {
  std::map<std::string, Due> due{};                    ///< account -> when
  std::optional<std::chrono::seconds> max_late{};      ///< else as the settings say
  std::string after{};                                 ///< a post or delivery that must be sent first
  bool native = false;                                 ///< the platform is to publish it itself
  bool hold = false;                                   ///< wait for an approval although the settings ask for none
};

/// The records of a post on the schedule: `waiting`, `held` where an approval is missing, or `draft`.
PostRecord schedule_record(const Plan&, const Timing&, const SchedulePolicy&, const Actor&, Instant now);

/// Records them. A known key answers what stands under it, with `existed`.
Result<PostRecord> add_to_schedule(Desk&, const PostRecord&);

/// Gives the waiting deliveries of a post another time. `accounts` empty: all of them.
Result<PostRecord> move_scheduled(Desk&, const Id& post, const std::vector<std::string>& accounts, const Due&, const SchedulePolicy&, const Actor&);

/// Takes the deliveries that have not gone out off the schedule.
Result<PostRecord> cancel_scheduled(Desk&, const Id& post, const std::vector<std::string>& accounts, const Actor&);

/// What an edit makes of drafts.
enum class Drafts { stay, ready };

/// Replaces the text and all that belongs to it, adapted and checked anew; the times stay. An approval is asked for again.
/// Drafts::ready: those that are drafts wait from now on. Fault::refused where one has no time to come.
Result<PostRecord> edit_scheduled(Desk&, const Plan& changed, const SchedulePolicy&, const Actor&, Drafts = Drafts::stay);

/// Somebody agrees; enough of them set the held deliveries free. `code`: the client's, from the preview page; else the policy says who may.
Result<PostRecord> approve_scheduled(Desk&, const Id& post, const std::string& code, const SchedulePolicy&, const Actor&);
/// Somebody does not agree: the deliveries are held, and the reason stands in the history.
Result<PostRecord> reject_scheduled(Desk&, const Id& post, const Actor&);

/// Lets `schedule run` try again what failed or expired, now or at `due`. Fault::refused for what may have been sent.
Result<PostRecord> retry_scheduled(Desk&, const Id& post, const std::vector<std::string>& accounts, const Due&, const SchedulePolicy&, const Actor&);

/// Says what became of a delivery whose outcome is unknown: sent (with its address), or not (it failed, and may be retried).
Result<PostRecord> resolve_scheduled(Desk&, const Id& post, const std::vector<std::string>& accounts, const std::optional<std::string>& sent_url,
                                     const Actor&);

}  // namespace cmtool
