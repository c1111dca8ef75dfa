// SPDX-License-Identifier: MIT
// What a moderator does to items without any platform: assign, label, note, put off, be done with.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"

namespace cmtool {

/// Who acts, and why.
struct Moderator {
  std::string who{};
  std::string why{};
};

/// What is to be changed; everything that is not said stays.
struct HandlingChange {
  std::string what{};                         ///< "done", "reopen", "snooze", "assign", "label", "note", "priority"
  std::optional<ItemState> state{};
  std::optional<Instant> snoozed_until{};
  std::optional<std::string> assigned{};      ///< "" takes it from whoever had it
  std::vector<std::string> add_labels{}, drop_labels{};
  std::optional<Priority> priority{};
  std::string note{};
  std::string sentiment{};
};

/// Changes a handling; `at` and `who` are those of a note.
void apply_change(Handling&, const HandlingChange&, Instant at, const std::string& who);

/// Changes each item in one step; what is so already is left alone and not recorded.
std::vector<Result<InboxItem>> handle(Desk&, const std::vector<Id>&, const HandlingChange&, const Moderator&);

/// Takes back what led from one handling to the other, by a decision of its own: state, assignment, labels, priority and notes; what holds on the platform
/// is left to acts. Fault::conflict where somebody has changed it since.
Result<InboxItem> take_back(Desk&, const Id&, const Handling& before, const Handling& after, const Moderator&);

}  // namespace cmtool
