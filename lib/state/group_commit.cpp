// SPDX-License-Identifier: MIT
#include "state/group_commit.hpp"

#include <algorithm>
#include <new>
#include <set>

namespace cmtool {
namespace {
constexpr auto patience = std::chrono::seconds(5);
constexpr std::size_t largest_batch = 512;
}  // namespace

Result<std::unique_ptr<Lock>> lock_workspace(Disk& disk, const Layout& layout) { return disk.lock(layout.lock(), patience); }

std::vector<GroupCommit::Pending*> GroupCommit::next_batch() {
  std::vector<Pending*> batch;
  std::set<std::string> taken;
  std::deque<Pending*> later;
  for (Pending* pending : queue_) {
    const auto& names = pending->task.names;
    const bool free = std::none_of(names.begin(), names.end(), [&](const auto& name) { return taken.contains(name); });
    // Names of those put off count too: otherwise a later task could overtake an earlier one.
    taken.insert(names.begin(), names.end());
    (free && batch.size() < largest_batch ? batch.push_back(pending) : later.push_back(pending));
  }
  queue_ = std::move(later);
  return batch;
}

void GroupCommit::work(const std::vector<Pending*>& batch) {
  const auto lock = lock_workspace(disk_, layout_);
  std::vector<Pending*> ready;
  std::vector<const Change*> changes;
  for (Pending* pending : batch) {
    if (!lock.ok()) {
      pending->result = lock.error();
      continue;
    }
    auto change = pending->task.prepare();
    if (!change.ok()) {
      pending->result = change.error();
      continue;
    }
    pending->change = std::move(change).value();
    ready.push_back(pending);
    changes.push_back(&pending->change);
  }
  if (changes.empty()) return;
  auto results = commit(disk_, layout_.root(), changes);
  for (std::size_t i = 0; i < ready.size(); ++i) ready[i]->result = std::move(results[i]);
}

std::vector<Result<void>> GroupCommit::run(std::vector<Task> tasks) {
  std::deque<Pending> mine;
  for (auto& task : tasks) mine.emplace_back().task = std::move(task);
  const auto all_done = [&] { return std::all_of(mine.begin(), mine.end(), [](const Pending& pending) { return pending.done; }); };

  std::unique_lock guard(mutex_);
  // When memory ends here, the queue must not go on pointing to what dies with this function.
  const auto leave = [&] {
    std::erase_if(queue_, [&](const Pending* queued) {
      return std::any_of(mine.begin(), mine.end(), [&](const Pending& pending) { return &pending == queued; });
    });
    changed_.notify_all();
  };
  try {
    for (auto& pending : mine) queue_.push_back(&pending);
  } catch (...) {
    leave();
    throw;
  }
  while (!all_done()) {
    if (led_) {
      changed_.wait(guard);
      continue;
    }
    std::vector<Pending*> batch;
    try {
      batch = next_batch();
    } catch (...) {
      leave();
      throw;
    }
    led_ = true;
    guard.unlock();
    bool broken = false;
    try {
      work(batch);
    } catch (...) {
      broken = true;  // no memory: the others must hear of it rather than wait for ever
    }
    guard.lock();
    led_ = false;
    for (Pending* pending : batch) {
      pending->broken = broken;
      pending->done = true;
    }
    changed_.notify_all();
  }
  guard.unlock();

  std::vector<Result<void>> results;
  for (auto& pending : mine) {
    if (pending.broken) throw std::bad_alloc();
    results.push_back(std::move(pending.result));
  }
  return results;
}

Result<void> GroupCommit::run_one(Task task) {
  std::vector<Task> one;
  one.push_back(std::move(task));
  return std::move(run(std::move(one)).front());
}

}  // namespace cmtool
