// SPDX-License-Identifier: MIT
// What a workspace's settings say of its schedule.
//
//   "max_late": "2h"                        later than this a post is not sent any more, but expires
//   "pace": "1m"                            between two posts of one account that are late
//   "approval": {"needed": 1, "by": ["lea", "client"], "own": false}
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "model/post.hpp"

namespace cmtool {

/// Who must agree before a post goes out.
struct ApprovalPolicy {
  std::size_t needed = 0;          ///< by how many; 0: nobody
  std::vector<std::string> by{};   ///< who may; empty: everybody
  bool own = false;                ///< may the author approve too?
};

struct SchedulePolicy {
  std::chrono::seconds max_late = std::chrono::hours(2);
  std::chrono::seconds pace = std::chrono::minutes(1);
  ApprovalPolicy approval{};
};

/// Fault::usage, naming the setting, when one cannot be understood.
Result<SchedulePolicy> schedule_policy(const Json& settings);

/// Those who have approved the post as it is now, each once.
std::vector<std::string> approved_by(const Post&);
/// Have enough of those who may approved the post as it is now?
bool is_approved(const Post&, const ApprovalPolicy&);
/// Fault::refused, saying why, when this person may not approve this post.
Result<void> may_approve(const Post&, const ApprovalPolicy&, const std::string& who);

}  // namespace cmtool
