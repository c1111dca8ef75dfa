// SPDX-License-Identifier: MIT
// The options with which a post is put on the schedule, and what they ask for.
#pragma once
#include <string>
#include <vector>

#include "cli/post_options.hpp"
#include "schedule/arrange.hpp"
#include "schedule/slots.hpp"

namespace cmtool {

struct ScheduleOptions {
  PostOptions post{};
  std::string at{}, slot{}, every{}, until{}, max_late{}, after{}, fold{}, who{}, evergreen{}, rest{};
  bool hold = false, native = false;
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

/// The places to choose from: the account's own, or (wish "best") those hours at which its posts did best.
Result<std::vector<Slot>> slots_of(Desk&, const Account&, const std::string& wish, const std::string& zone);

/// The recurrence that the options describe, or the queue with its first post. `zone` empty: the workspace's; `except`: times that are left out.
Result<Series> series_of(Env&, Desk&, const ScheduleOptions&, const Plan&, const std::string& zone = {}, const std::vector<std::string>& except = {});

/// The post of a plan as a recurrence keeps it.
SeriesPost series_post(const Plan&);

}  // namespace cmtool
