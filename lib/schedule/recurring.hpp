// SPDX-License-Identifier: MIT
// From a recurrence to posts on the schedule.
//
// An occurrence becomes an ordinary post two days before it is due (or at once, when the recurrence is added), so that it can be seen, changed, moved
// and cancelled like any other. It is made under a key that names the recurrence and the wall time: two runs, or a run
// that was killed half-way, make it once. What an outage has missed is made too, and expires visibly.
#pragma once
#include <string>
#include <vector>

#include "desk.hpp"
#include "schedule/arrange.hpp"
#include "when/recurrence.hpp"

namespace cmtool {

/// How long before it is due an occurrence is made.
inline constexpr std::chrono::hours made_ahead{48};

Result<Recurrence> recurrence_of(const Series&);

/// What was made, and what somebody should know of it.
struct MadeOccurrences {
  std::vector<PostRecord> posts{};
  std::vector<std::string> notes{};  ///< translated
};

/// Makes all occurrences whose time has come, of one recurrence or of all.
Result<MadeOccurrences> make_occurrences(Desk&, const SchedulePolicy&);
Result<MadeOccurrences> make_occurrences(Desk&, const SchedulePolicy&, const Id& series);

/// Leaves one occurrence out, whether it is made already or not: its post is cancelled.
Result<Series> leave_out(Desk&, const Id& series, const std::string& wall, const Actor&);

/// Ends a recurrence: what is made and still waits is cancelled.
Result<Series> end_series(Desk&, const Id& series, const Actor&);

/// The post that was made for an occurrence; nothing when none was.
Result<std::optional<PostRecord>> occurrence_made(Desk&, const Id& series, const std::string& wall);

}  // namespace cmtool
