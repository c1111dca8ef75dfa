// SPDX-License-Identifier: MIT
// One key for each action of the review: the only such table. The keys shown at the bottom, the help and the manual follow it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/screen/screen.hpp"

namespace cmtool {

enum class ReviewAction {
  next, previous, page_down, page_up, first, last, whole, scroll_down, scroll_up,
  done, reopen, reply, edit_reply, saved_reply, label, assign, note, priority, snooze,
  like, hide, approve, spam, remove, mute, block, report,
  search, show_open, show_pending, show_snoozed, show_done, show_all, fetch, reload,
  undo, help, quit, interrupt,
};

struct ReviewKey {
  ReviewAction action;
  std::string name;   ///< as the help shows it: "j ↓"
  std::string brief;  ///< N_(): one word for the bottom of the screen; empty: only the help has it
  std::string what;   ///< N_(): what it does
  std::string keys;   ///< the characters that do it
  std::optional<Press> press{};
};

/// In the order of the help; what has a brief is shown at the bottom as far as there is room, in the order of `rank`.
const std::vector<ReviewKey>& review_keys();

/// Nothing where the key does nothing.
std::optional<ReviewAction> action_of(const KeyPress&);

/// "d done", the most useful first, on as many lines as are given.
std::vector<std::string> key_lines(std::size_t columns, std::size_t lines);

}  // namespace cmtool
