// SPDX-License-Identifier: MIT
// The other half of the review: the queue of tasks, and what their outcomes change.
#include <algorithm>

#include "base/tr.hpp"
#include "cli/screen/review.hpp"
#include "cli/screen/review_words.hpp"

namespace cmtool {
namespace {

constexpr std::size_t near_the_end = 20;
constexpr std::size_t most_undo = 1000;

/// Newest first, as the list is read.
bool stands_before(const InboxItem& a, const InboxItem& b) { return a.item.at != b.item.at ? a.item.at > b.item.at : a.item.id > b.item.id; }

std::string sentence(const InboxItem& entry, const std::string& what) { return tr("{}: {}", name_in_review(entry.item), what); }

}  // namespace

std::optional<Act> inverse_act(Act act, const InboxItem& before, const std::set<Act>& can) {
  const auto if_able = [&](Act inverse) { return can.contains(inverse) ? std::optional(inverse) : std::nullopt; };
  const auto held = [&](Act former) { return before.handling.acts.contains(std::string(slug(former))); };
  const bool was_back = held(Act::hide) || before.item.remote_state == "hold";
  switch (act) {
    case Act::like: return if_able(Act::unlike);
    case Act::unlike: return if_able(Act::like);
    case Act::hide: return if_able(Act::unhide);
    case Act::unhide: return if_able(Act::hide);
    case Act::mute: return if_able(Act::unmute);
    case Act::unmute: return if_able(Act::mute);
    case Act::block: return if_able(Act::unblock);
    case Act::unblock: return if_able(Act::block);
    case Act::approve:
      if (held(Act::spam)) return if_able(Act::spam);
      return was_back ? if_able(Act::hide) : std::nullopt;
    // What was held back before must not be published by undoing.
    case Act::spam: return was_back ? if_able(Act::hide) : if_able(Act::approve);
    case Act::remove:
    case Act::report: return std::nullopt;
  }
  return std::nullopt;
}

bool Review::busy_for_a_moment() const { return busy_ && is_local(*busy_); }

void Review::ask(ReviewTask task) {
  queue_.push_back(std::move(task));
  keep_books();
}

void Review::load() {
  std::erase_if(queue_, [](const ReviewTask& task) { return task.kind == ReviewTask::Kind::list; });
  view_.filter.limit = start_.page;
  view_.loading = true;
  ask({.kind = ReviewTask::Kind::list, .filter = view_.filter});
}

void Review::load_more() {
  const bool asked = (busy_ && busy_->kind == ReviewTask::Kind::list) ||
                     std::any_of(queue_.begin(), queue_.end(), [](const ReviewTask& task) { return task.kind == ReviewTask::Kind::list; });
  if (!view_.more || asked || view_.selected + near_the_end < view_.items.size()) return;
  view_.filter.limit *= 2;
  ask({.kind = ReviewTask::Kind::list, .filter = view_.filter});
}

void Review::keep_books() {
  view_.at_work.clear();
  view_.waiting = queue_.size();
  view_.working = busy_ ? what_goes_on(*busy_) : "";
  const auto note = [&](const ReviewTask& task) {
    if (task.kind == ReviewTask::Kind::around) return;
    if (!task.item.empty()) view_.at_work.insert(task.item);
    if (!task.back.item.empty()) view_.at_work.insert(task.back.item);
  };
  if (busy_) note(*busy_);
  for (const auto& task : queue_) note(task);
}

bool Review::fill_undo(ReviewTask& task) {
  if (undo_.empty()) {
    say(tr("there is nothing to undo"));
    return false;
  }
  task.back = std::move(undo_.back());
  undo_.pop_back();
  if (!task.back.for_good) return true;
  say(tr("“{}” cannot be undone; u again undoes what was done before it", task.back.what));
  return false;
}

std::optional<ReviewTask> Review::next_task() {
  if (busy_ || interrupted_) return std::nullopt;
  while (!queue_.empty()) {
    ReviewTask task = std::move(queue_.front());
    queue_.pop_front();
    // Only now is everything known that was done before.
    if (task.kind == ReviewTask::Kind::undo && !fill_undo(task)) continue;
    busy_ = std::move(task);
    break;
  }
  const auto* const item = current();
  if (!busy_ && want_around_ && item != nullptr) {
    want_around_ = false;
    busy_ = ReviewTask{.kind = ReviewTask::Kind::around, .item = item->item.id, .whole = view_.whole};
  }
  keep_books();
  return busy_;
}

void Review::done(ReviewOutcome outcome) {
  using Kind = ReviewTask::Kind;
  busy_.reset();
  if (outcome.error) {
    failed(outcome);
  } else {
    switch (outcome.task.kind) {
      case Kind::list: took_list(outcome); break;
      case Kind::around:
        if (const auto* item = current(); item != nullptr && item->item.id == outcome.task.item) {
          view_.around = std::move(outcome.items);
          view_.answers = std::move(outcome.answers);
          view_.around_of = outcome.task.item;
        }
        break;
      case Kind::change:
      case Kind::act:
      case Kind::undo: took_change(outcome); break;
      case Kind::check_reply:
      case Kind::send_reply: took_reply(outcome); break;
      case Kind::saved: took_saved(outcome); break;
      case Kind::fetch:
        load();
        say(outcome.said);
        break;
    }
  }
  keep_books();
  keep_in_sight();
}

void Review::failed(ReviewOutcome& outcome) {
  using Kind = ReviewTask::Kind;
  const Error& error = *outcome.error;
  if (outcome.task.kind == Kind::list) view_.loading = false;
  if (outcome.task.kind == Kind::check_reply) {
    if (view_.mode != ReviewMode::checking) return;
    view_.mode = ReviewMode::list;
  }
  if (outcome.task.kind == Kind::fetch) load();  // other accounts may have brought something
  // It may be tried again; but not where somebody else has decided since.
  if (outcome.task.kind == Kind::undo && error.fault != Fault::conflict) undo_.push_back(outcome.task.back);
  if (outcome.after) took_item(*outcome.after);
  say(error);
}

void Review::took_list(ReviewOutcome& outcome) {
  const bool asked_again = std::any_of(queue_.begin(), queue_.end(), [](const ReviewTask& task) { return task.kind == ReviewTask::Kind::list; });
  if (asked_again) return;
  const auto* const before = current();
  const Id chosen = before == nullptr ? Id() : before->item.id;
  view_.items = std::move(outcome.items);
  view_.more = outcome.more;
  view_.loading = false;
  view_.filter.now = outcome.task.filter.now;
  const auto found = std::find_if(view_.items.begin(), view_.items.end(), [&](const InboxItem& one) { return one.item.id == chosen; });
  if (view_.items.empty()) view_.whole = false;
  select(found != view_.items.end() ? static_cast<std::size_t>(found - view_.items.begin()) : view_.selected);
}

/// As it stands now; what no longer belongs into the list leaves it, and what belongs there again comes back and is chosen.
void Review::took_item(const InboxItem& entry) {
  const bool belongs = !view_.filter.state || state_at(entry.handling, view_.filter.now) == *view_.filter.state;
  const auto found = std::find_if(view_.items.begin(), view_.items.end(), [&](const InboxItem& one) { return one.item.id == entry.item.id; });
  const auto at = static_cast<std::size_t>(found - view_.items.begin());
  if (found != view_.items.end() && belongs) {
    *found = entry;
  } else if (found != view_.items.end()) {
    view_.items.erase(found);
    if (view_.items.empty()) view_.whole = false;
    select(at < view_.selected ? view_.selected - 1 : view_.selected);
  } else if (belongs) {
    const auto place = view_.items.insert(std::lower_bound(view_.items.begin(), view_.items.end(), entry, stands_before), entry);
    select(static_cast<std::size_t>(place - view_.items.begin()));
  }
}

void Review::took_change(ReviewOutcome& outcome) {
  const bool is_undo = outcome.task.kind == ReviewTask::Kind::undo;
  if (outcome.rehearsed) return say(outcome.said);
  if (!outcome.after) return;
  took_item(*outcome.after);
  if (is_undo) return say(sentence(*outcome.after, tr("undone: {}", outcome.task.back.what)));
  if (outcome.so_already) return say(sentence(*outcome.after, tr("that was so already")));
  if (outcome.before) {
    const bool is_act = outcome.task.kind == ReviewTask::Kind::act;
    ReviewUndo undo{.item = outcome.after->item.id, .what = is_act ? std::string(slug(outcome.task.act)) : outcome.task.change.what, .before = outcome.before->handling,
                    .after = outcome.after->handling};
    if (is_act) undo.act = inverse_act(outcome.task.act, *outcome.before, can(outcome.after->item.account));
    undo.for_good = is_act && !undo.act;
    undo_.push_back(std::move(undo));
    if (undo_.size() > most_undo) undo_.erase(undo_.begin());
  }
  say(sentence(*outcome.after, outcome.said.empty() ? what_was_done(outcome.task, outcome.after->handling) : outcome.said));
}

void Review::took_reply(ReviewOutcome& outcome) {
  if (outcome.task.kind == ReviewTask::Kind::check_reply) {
    if (view_.mode != ReviewMode::checking) return;
    ReviewTask send = outcome.task;
    send.kind = ReviewTask::Kind::send_reply;
    const std::string account = outcome.before ? outcome.before->item.account : "";
    return ask_yes(tr("Send this as @{}? That cannot be undone (y/n): {}", account, outcome.said), std::move(send));
  }
  reply_language_.clear();
  if (outcome.rehearsed) return say(outcome.said);
  drafts_.erase(outcome.task.item);
  undo_.push_back({.item = outcome.task.item, .what = "reply", .for_good = true});
  if (!outcome.after) return;
  took_item(*outcome.after);
  say(sentence(*outcome.after, outcome.said));
}

void Review::took_saved(ReviewOutcome& outcome) {
  if (view_.mode != ReviewMode::list) return;
  if (outcome.saved.empty()) return say(tr("there are no saved replies"), tr("cmtool moderate replies add makes one"));
  view_.choice = {.purpose = ReviewAction::saved_reply, .item = outcome.task.item, .title = tr("Which answer?")};
  for (const auto& saved : outcome.saved) view_.choice.entries.push_back(saved.name + ": " + saved.text);
  view_.choice.saved = std::move(outcome.saved);
  view_.mode = ReviewMode::choice;
}

}  // namespace cmtool
