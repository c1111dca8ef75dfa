// SPDX-License-Identifier: MIT
#include "moderate/handle.hpp"

#include <algorithm>

#include "base/tr.hpp"

namespace cmtool {
namespace {

/// The former value, where it was changed; false when it is no longer what it was changed to.
template <typename T>
bool restore(T& now, const T& before, const T& after) {
  if (before == after) return true;
  if (now != after) return false;
  now = before;
  return true;
}

/// The verb that the taking back amounts to, for the record.
std::string verb_back(const Handling& before, const Handling& after) {
  if (before.state != after.state || before.snoozed_until != after.snoozed_until) {
    switch (before.state) {
      case ItemState::open:
      case ItemState::pending: return "reopen";
      case ItemState::snoozed: return "snooze";
      case ItemState::done: return "done";
    }
  }
  if (before.assigned != after.assigned) return "assign";
  if (before.labels != after.labels) return "label";
  if (before.priority != after.priority) return "priority";
  return "note";
}

bool restore_all(Handling& handling, const Handling& before, const Handling& after) {
  if (before.state != after.state || before.snoozed_until != after.snoozed_until) {
    if (handling.state != after.state || handling.snoozed_until != after.snoozed_until) return false;
    handling.state = before.state;
    handling.snoozed_until = before.snoozed_until;
  }
  if (!restore(handling.assigned, before.assigned, after.assigned) || !restore(handling.priority, before.priority, after.priority)) return false;
  for (const auto& label : after.labels) {
    if (!before.labels.contains(label)) handling.labels.erase(label);
  }
  for (const auto& label : before.labels) {
    if (!after.labels.contains(label)) handling.labels.insert(label);
  }
  for (const auto& note : after.notes) {
    if (std::find(before.notes.begin(), before.notes.end(), note) == before.notes.end()) std::erase(handling.notes, note);
  }
  return true;
}

}  // namespace

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

Result<InboxItem> take_back(Desk& desk, const Id& item, const Handling& before, const Handling& after, const Moderator& moderator) {
  const Decision as{.by = moderator.who, .what = verb_back(before, after), .why = moderator.why};
  auto results = desk.store.inbox().decide({item}, as, [&](const InboxItem& now, Handling& handling, Decision&) -> Result<bool> {
    if (!restore_all(handling, before, after)) {
      return Error{.fault = Fault::conflict, .message = tr("it has been changed since, and is left as it is"), .where = now.item.id};
    }
    return !(handling == now.handling);
  });
  return std::move(results.front());
}

}  // namespace cmtool
