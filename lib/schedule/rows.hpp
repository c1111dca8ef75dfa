// SPDX-License-Identifier: MIT
// A schedule as rows of a calendar file, and back.
#pragma once
#include <vector>

#include "calendar.hpp"
#include "desk.hpp"

namespace cmtool {

/// Those options of a row that say when, apart from those of the post.
struct RowTiming {
  std::string at{}, every{}, until{}, max_late{}, zone{}, after{}, id{};
  std::vector<std::string> except{};
  bool slot = false;
};

/// Takes the options that say when out of a row's, and answers them. Fault::usage, naming the key, for one of the wrong type.
Result<RowTiming> take_timing(Json& options);

/// The rows of what is still to go out: one for each post and time, and one for each recurrence. Pictures are named by their place
/// in the workspace, so that another import finds them.
Result<std::vector<CalendarRow>> rows_of_schedule(Desk&, const ScheduleFilter&);

}  // namespace cmtool
