// SPDX-License-Identifier: MIT
// The options with which a post is put on the schedule, and what they ask for.
#pragma once
#include <string>
#include <vector>

#include "cli/post_options.hpp"
#include "schedule/arrange.hpp"

namespace cmtool {

struct ScheduleOptions {
  PostOptions post{};
  std::string at{}, slot{}, every{}, until{}, max_late{}, after{}, fold{}, who{}, evergreen{}, rest{};
  bool hold = false;
};

void add_schedule_options(CLI::App&, ScheduleOptions&);

/// A post that is adapted and checked, and all that stands in its way: misfits, and with --strict the lints' remarks.
struct ScheduledPlan {
  Plan plan{};
  std::vector<Error> misfits{};
};
Result<ScheduledPlan> prepare_scheduled(Env&, Desk&, const ScheduleOptions&);

/// When each account's delivery is due: --at for all of them, --slot for each its own.
Result<Timing> timing_of(Env&, Desk&, const ScheduleOptions&, const std::vector<Account>&);

/// The post of a plan as a recurrence keeps it.
SeriesPost series_post(const Plan&);

}  // namespace cmtool
