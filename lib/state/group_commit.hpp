// SPDX-License-Identifier: MIT
// Many threads, one lock, few syncs.
//
// Fifty deliveries end at about the same time, and each outcome must be on the disk before it is reported. Whoever comes
// while nobody is at work becomes the leader: takes the workspace's lock, does everything that is queued with one set of
// syncs, and wakes the others. While it waits for the disk, the next batch gathers.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "state/json_file.hpp"
#include "state/layout.hpp"

namespace cmtool {

class GroupCommit {
 public:
  /// One operation. `prepare` looks at the records and says what is to be written; it runs under the workspace's lock, on any
  /// thread. Operations with a name in common are never prepared in the same batch, so each sees what the other did.
  struct Task {
    std::vector<std::string> names{};
    std::function<Result<Change>()> prepare{};
  };

  GroupCommit(Disk& disk, const Layout& layout) : disk_(disk), layout_(layout) {}

  /// Does all tasks, durably; one result for each, in order. Waits for the workspace's lock for at most 5 s.
  std::vector<Result<void>> run(std::vector<Task>);
  Result<void> run_one(Task task);

 private:
  struct Pending {
    Task task{};
    Change change{};
    Result<void> result{};
    bool done = false;
    bool broken = false;  ///< an exception ended the batch: there was no memory
  };

  std::vector<Pending*> next_batch();
  void work(const std::vector<Pending*>& batch);

  Disk& disk_;
  const Layout& layout_;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<Pending*> queue_{};
  bool led_ = false;
};

/// Takes the workspace's lock, or says who holds it after 5 s.
Result<std::unique_ptr<Lock>> lock_workspace(Disk&, const Layout&);

}  // namespace cmtool
