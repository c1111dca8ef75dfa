// SPDX-License-Identifier: MIT
#include "moderate/handle.hpp"

namespace cmtool {

void apply_change(Handling& handling, const HandlingChange& change, Instant at, const std::string& who) {
  if (change.state) {
    handling.state = *change.state;
    handling.snoozed_until = *change.state == ItemState::snoozed ? change.snoozed_until : std::nullopt;
  }
  if (change.assigned) handling.assigned = *change.assigned;
  for (const auto& label : change.add_labels) handling.labels.insert(label);
  for (const auto& label : change.drop_labels) handling.labels.erase(label);
  if (change.priority) handling.priority = *change.priority;
  if (!change.note.empty()) handling.notes.push_back({.at = at, .by = who, .text = change.note});
  if (!change.sentiment.empty()) handling.sentiment = change.sentiment;
}

std::vector<Result<InboxItem>> handle(Desk& desk, const std::vector<Id>& items, const HandlingChange& change, const Moderator& moderator) {
  return desk.store.inbox().decide(items, {.by = moderator.who, .what = change.what, .why = moderator.why},
                                   [&](const InboxItem& now, Handling& handling, Decision& decision) -> Result<bool> {
                                     apply_change(handling, change, decision.at, moderator.who);
                                     return !(handling == now.handling);
                                   });
}

}  // namespace cmtool
