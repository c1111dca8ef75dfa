// SPDX-License-Identifier: MIT
// A review without terminal and desk: keys are pressed, tasks come out, outcomes are given by hand.
#pragma once
#include <string>
#include <vector>

#include "cli/screen/review.hpp"
#include "cli/screen/review_paint.hpp"
#include "moderate/act.hpp"

namespace cmtool::test {

inline const Instant review_now{std::chrono::seconds(1'800'000'000)};

inline InboxItem review_item(const std::string& id, const std::string& text, const std::string& author = "Zoe", int minutes_ago = 5) {
  return {.item = {.id = id, .remote_id = id, .account = "a", .author = {.remote_id = author, .handle = author, .name = author}, .text = text,
                   .at = review_now - std::chrono::minutes(minutes_ago)}};
}

class ReviewPlace {
 public:
  explicit ReviewPlace(std::vector<InboxItem> items, ScreenSize size = {}, std::optional<ItemState> state = ItemState::open)
      : review({.filter = {.state = state, .now = review_now},
                .can = {{"a", {Act::like, Act::unlike, Act::hide, Act::unhide, Act::approve, Act::spam, Act::remove, Act::block, Act::unblock, Act::report}}},
                .who = "lea"}) {
    review.resize(size);
    auto first = review.next_task();
    review.done({.task = *first, .items = std::move(items)});
    settle();
  }

  /// Answers what is only looked at; what changes something is left for the test.
  void settle() {
    while (!pending) {
      pending = review.next_task();
      if (!pending || pending->kind != ReviewTask::Kind::around) return;
      review.done({.task = *pending});
      pending.reset();
    }
  }
  void press(const std::string& keys) {
    for (const char c : keys) press(KeyPress{.press = Press::character, .text = std::string(1, c)});
  }
  void press(Press key) { press(KeyPress{.press = key}); }
  void press(const KeyPress& key) {
    review.press(key);
    settle();
  }
  /// Does what waits as the desk would, and says what it was.
  ReviewTask work(std::optional<Error> error = {}) {
    REQUIRE(pending.has_value());
    const ReviewTask task = *pending;
    pending.reset();
    ReviewOutcome outcome{.task = task, .error = std::move(error)};
    const Id id = task.item.empty() ? task.back.item : task.item;
    if (!id.empty()) {
      const auto found = std::find_if(known.begin(), known.end(), [&](const InboxItem& one) { return one.item.id == id; });
      outcome.before = found != known.end() ? *found : *look(id);
      InboxItem after = *outcome.before;
      if (!outcome.error) {
        if (task.kind == ReviewTask::Kind::change) apply_change(after.handling, task.change, review_now, "lea");
        if (task.kind == ReviewTask::Kind::act) apply_act(after.handling, task.act);
        if (task.kind == ReviewTask::Kind::undo) after.handling = task.back.before;
        if (task.kind == ReviewTask::Kind::check_reply) outcome.said = task.text;
        if (task.kind == ReviewTask::Kind::send_reply) after.handling.state = ItemState::pending;
        if (found != known.end()) *found = after;
        else known.push_back(after);
      }
      outcome.after = after;
    }
    review.done(std::move(outcome));
    settle();
    return task;
  }
  const InboxItem* look(const Id& id) const {
    for (const auto& item : review.view().items) {
      if (item.item.id == id) return &item;
    }
    return nullptr;
  }
  [[nodiscard]] const ReviewView& view() const { return review.view(); }
  [[nodiscard]] Id selected() const { return view().items.empty() ? Id() : view().items[view().selected].item.id; }
  [[nodiscard]] std::vector<std::string> screen() const {
    std::vector<std::string> lines;
    for (const auto& line : picture().lines) lines.push_back(line.text);
    return lines;
  }
  [[nodiscard]] ScreenPicture picture() const {
    return paint(view(), {.now = review_now, .time = [](Instant) { return std::string("Sun 22 Nov 2026 10:00"); }}).picture;
  }
  [[nodiscard]] bool shows(const std::string& words) const {
    const auto lines = screen();
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(words) != std::string::npos; });
  }

  Review review;
  std::optional<ReviewTask> pending{};
  std::vector<InboxItem> known{};  ///< as they stand after what was done
};

}  // namespace cmtool::test
