// SPDX-License-Identifier: MIT
// A saved reply as a first answer while nobody is there: "moderation": {"out_of_hours_reply": "closed"}, with "business_hours".
//
// Each person gets one a day at most, rules' replies counted; whoever was answered by a person gets none, nor does spam, nor we ourselves. It is a reply like any
// other, so it goes out once, and the item stays open: in the morning somebody reads it. During a crisis a machine says nothing.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"

namespace cmtool {

/// An item that got such an answer, would get it, or could not be answered.
struct FirstAnswer {
  InboxItem item{};
  std::string url{};             ///< of the answer
  std::optional<Error> error{};  ///< tried again by the next run
};

/// Answers what was written out of hours within the last day. Nothing where the settings say nothing. Fault::usage without business hours; Fault::not_found without
/// such a saved reply; Fault::refused where something in it is still to be filled in.
Result<std::vector<FirstAnswer>> answer_out_of_hours(Desk&, bool dry_run);

/// Whom a machine has answered within a day, by author_key(); of these decisions.
Result<std::set<std::string>> answered_by_machine(Desk&, const std::vector<Decision>&);

}  // namespace cmtool
