// SPDX-License-Identifier: MIT
// An account's own posts with what people did with them, from the samples on record.
#pragma once
#include <vector>

#include "desk.hpp"
#include "schedule/best_times.hpp"

namespace cmtool {

/// The account's posts of the last 16 weeks that were measured, each with its reactions as last measured.
Result<std::vector<MeasuredPost>> measured_posts(Desk&, const Account&);

}  // namespace cmtool
