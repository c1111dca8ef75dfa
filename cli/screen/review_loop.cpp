// SPDX-License-Identifier: MIT
#include "cli/screen/review_loop.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/thread.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds while_idle{100}, while_busy{15}, for_a_moment{1000};

/// One task at a time, in a thread that waits for the next.
class ReviewWorker {
 public:
  explicit ReviewWorker(std::function<ReviewOutcome(const ReviewTask&)> perform) : perform_(std::move(perform)), thread_(start_thread([this] { work(); })) {}
  ReviewWorker(const ReviewWorker&) = delete;
  ReviewWorker& operator=(const ReviewWorker&) = delete;
  ~ReviewWorker() {
    {
      const std::lock_guard lock(mutex_);
      ends_ = true;
    }
    changed_.notify_all();
  }

  void start(ReviewTask task) {
    {
      const std::lock_guard lock(mutex_);
      task_ = std::move(task);
    }
    changed_.notify_all();
  }
  /// What came of it, waiting at most so long.
  std::optional<ReviewOutcome> outcome(Milliseconds patience) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return outcome_.has_value(); });
    return std::exchange(outcome_, std::nullopt);
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return ends_ || task_.has_value(); });
      if (ends_) return;
      const ReviewTask task = *std::exchange(task_, std::nullopt);
      lock.unlock();
      auto outcome = perform_(task);
      lock.lock();
      outcome_ = std::move(outcome);
      changed_.notify_all();
    }
  }

  std::function<ReviewOutcome(const ReviewTask&)> perform_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::optional<ReviewTask> task_{};
  std::optional<ReviewOutcome> outcome_{};
  bool ends_ = false;
  std::jthread thread_;
};

/// Remarks come from other threads; the screen takes them when it is its turn.
class ReviewRemarks {
 public:
  void add(std::string sentence) {
    const std::lock_guard lock(mutex_);
    latest_ = std::move(sentence);
  }
  std::optional<std::string> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(latest_, std::nullopt);
  }

 private:
  std::mutex mutex_{};
  std::optional<std::string> latest_{};
};

/// Anything typed before a question could be read is no answer to it.
void forget_typed(Screen& screen, Review& review) {
  while (const auto key = screen.next(Milliseconds(0))) {
    if (key->press == Press::closed || key->press == Press::resize || action_of(*key) == ReviewAction::interrupt) return review.press(*key);
  }
}

void edit(Screen& screen, Review& review, const ReviewWorld& world) {
  const std::string text = *review.to_edit();
  if (!world.edit) return review.edited(Error{.fault = Fault::usage, .message = tr("there is no terminal for an editor")});
  screen.leave();
  auto written = world.edit(text);
  screen.enter();
  review.edited(std::move(written));
}

}  // namespace

ReviewEnd run_review(Screen& screen, Review& review, ReviewWorld& world) {
  ReviewRemarks remarks;
  if (world.on_remark) world.on_remark([&remarks](std::string sentence) { remarks.add(std::move(sentence)); });
  ReviewEnd end = ReviewEnd::left;
  {
    ReviewWorker worker(world.perform);
    auto began = std::chrono::steady_clock::now();
    ReviewMode mode = ReviewMode::list;
    bool stopping = false;
    review.resize(screen.size());
    const auto draw = [&] {
      world.clock.now = world.now();
      auto picture = paint(review.view(), world.clock);
      review.bound_scroll(picture.most_scroll);
      screen.show(picture.picture);
    };
    for (;;) {
      if (world.stop.stop_requested() || review.interrupted()) {
        end = ReviewEnd::interrupted;
        if (!review.busy()) break;
        if (!stopping && !world.stop.stop_requested() && world.interrupt) world.interrupt();
        stopping = true;
        review.press({.press = Press::closed});  // nothing else is begun
        review.remark(tr("stopping…"));
        draw();
        if (auto outcome = worker.outcome(while_idle)) review.done(std::move(*outcome));
        // Whoever presses it again does not want to wait.
        if (const auto key = screen.next(Milliseconds(0)); key && action_of(*key) == ReviewAction::interrupt && world.interrupt) world.interrupt();
        continue;
      }
      if (review.over()) break;
      if (!review.busy()) {
        if (const auto task = review.next_task()) {
          worker.start(*task);
          began = std::chrono::steady_clock::now();
        }
      }
      if (review.busy()) {
        // What is done within a moment is waited for: the next key is meant for the list as it will be.
        const bool waits = review.busy_for_a_moment() && std::chrono::steady_clock::now() - began < for_a_moment;
        auto outcome = worker.outcome(waits ? while_idle : Milliseconds(0));
        const bool is_done = outcome.has_value();
        if (is_done) review.done(std::move(*outcome));
        if (is_done && review.view().mode != ReviewMode::question) continue;
        if (waits && !is_done) {
          draw();
          continue;
        }
      }
      if (auto sentence = remarks.take()) review.remark(std::move(*sentence));
      if (review.to_edit()) {
        edit(screen, review, world);
        continue;
      }
      draw();
      if (review.view().mode == ReviewMode::question && mode != ReviewMode::question) forget_typed(screen, review);
      mode = review.view().mode;
      const auto key = screen.next(review.busy() ? while_busy : while_idle);
      if (!key) continue;
      if (key->press == Press::resize) review.resize(screen.size());
      review.press(*key);
    }
  }
  if (world.on_remark) world.on_remark({});
  return end;
}

}  // namespace cmtool
