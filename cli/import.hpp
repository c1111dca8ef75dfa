// SPDX-License-Identifier: MIT
// `cmtool schedule import`: rows of a calendar file, each checked as `schedule add` would, and recorded all or none.
#pragma once
#include <string>
#include <vector>

#include "calendar.hpp"
#include "cli/env.hpp"
#include "cli/schedule_add.hpp"

namespace cmtool {

struct ImportOptions {
  std::string file{}, from = "auto", date_order{};
  std::vector<std::string> map{};
  bool partial = false, skip_past = false;
  ScheduleOptions common{};  ///< what holds for every row that does not say it itself
};

Result<int> run_import(Env&, Desk&, const ImportOptions&);

}  // namespace cmtool
