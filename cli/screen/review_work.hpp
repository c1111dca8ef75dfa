// SPDX-License-Identifier: MIT
// Does what the review asks for, through the verbs that the commands use too.
#pragma once
#include <string>

#include "cli/env.hpp"
#include "cli/inbox_view.hpp"
#include "cli/screen/review_task.hpp"
#include "desk.hpp"

namespace cmtool {

/// Called by one thread at a time, which need not be the screen's.
class ReviewWork {
 public:
  /// `overdue`: only items that should have been answered are listed.
  ReviewWork(Env&, Desk&, std::string who, ItemRows, bool overdue);
  ReviewOutcome perform(const ReviewTask&);

 private:
  void list(ReviewOutcome&);
  void around(ReviewOutcome&);
  void change(ReviewOutcome&);
  void act(ReviewOutcome&, Act);
  void undo(ReviewOutcome&);
  void reply(ReviewOutcome&);
  void fetch(ReviewOutcome&);
  [[nodiscard]] Moderator moderator(std::string why = {}) const { return {.who = who_, .why = std::move(why)}; }

  Env& env_;
  Desk& desk_;
  std::string who_;
  ItemRows rows_;
  bool overdue_;
};

}  // namespace cmtool
