// SPDX-License-Identifier: MIT
// What the review says: of whom, what was done, and what it asks before what cannot be undone.
#pragma once
#include <string>

#include "cli/screen/review_task.hpp"

namespace cmtool {

/// Who wrote it, as short as can be.
std::string name_in_review(const Item&);
/// "Delete for ever what Zoé wrote?"
std::string question_before(Act, const std::string& name);
/// What was done, in a word or two: "done", "assigned to lea".
std::string what_was_done(const ReviewTask&, const Handling& after);
/// What is being done.
std::string what_goes_on(const ReviewTask&);

}  // namespace cmtool
