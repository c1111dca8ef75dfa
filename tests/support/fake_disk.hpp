// SPDX-License-Identifier: MIT
// A disk in memory that can stop, fail, or lose power before any of its operations.
//
// A test counts the operations of an undisturbed run, and then runs again for each of them with a fault there: after
// SQLite's way of testing, the loop covers every operation until a run ends without meeting its fault.
// The power cut follows the letter of POSIX: of what was not synced, any mix may be lost, data and names apart.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>

#include "sys/disk.hpp"

namespace cmtool::test {

class FakeDisk final : public Disk {
 public:
  /// What happens at operation number `at` (from 1).
  enum class Trouble { none, stop, fail, fail_from_here };
  struct Plan {
    Trouble trouble = Trouble::none;
    std::size_t at = 0;
    Error error{};  ///< for fail
  };
  void plan(Plan);
  /// Operations since plan().
  [[nodiscard]] std::size_t operations() const { return operations_; }
  /// Was the planned operation reached?
  [[nodiscard]] bool met() const { return met_; }
  [[nodiscard]] std::size_t syncs() const { return syncs_; }

  /// The processes are gone and so are their locks; everything written is still there.
  void restart();
  enum class Loss { all, some };  ///< of what was not synced
  /// As restart(), but the power was cut: what was not synced is lost, or a random part of it.
  void power_cut(Loss, unsigned seed = 0);
  /// A copy of the files as they are, without locks or plans.
  [[nodiscard]] std::unique_ptr<FakeDisk> copy() const;
  /// Puts a file there as if it had always been (its folder must exist).
  void put(const Path&, std::string bytes);
  /// Sets the rights of what is there.
  void rights(const Path&, unsigned mode);

  Result<std::string> read(const Path&, std::uint64_t limit) override;
  Result<std::unique_ptr<Source>> open(const Path&, bool follow) override;
  Result<void> write_new(const Path&, std::string_view, Readable) override;
  Result<void> append(const Path&, std::string_view) override;
  Result<void> truncate(const Path&, std::uint64_t) override;
  Result<void> sync(const Path&) override;
  Result<void> sync_folder(const Path&) override;
  Result<void> sync_all(const Path&) override;
  Result<void> make_private(const Path&) override;
  Result<void> rename(const Path&, const Path&) override;
  Result<void> rename_new(const Path&, const Path&) override;
  Result<void> remove(const Path&) override;
  Result<void> remove_folder(const Path&) override;
  Result<void> make_folder(const Path&, Readable) override;
  Result<std::vector<Entry>> list(const Path&) override;
  Result<FileFacts> facts(const Path&) override;
  Result<std::unique_ptr<Lock>> lock(const Path&, std::chrono::milliseconds) override;

 private:
  struct Node;
  using NodePtr = std::shared_ptr<Node>;
  struct Node {
    Entry::Kind kind = Entry::Kind::file;
    unsigned mode = 0600;
    std::string bytes{}, synced{};
    std::map<std::string, NodePtr> names{}, synced_names{};
  };
  class HeldLock;

  /// Counts, and answers the planned trouble if it is its turn.
  Result<void> step();
  [[nodiscard]] bool stopping() const { return plan_.trouble == Trouble::stop && operations_ == plan_.at; }
  NodePtr find(const Path&) const;
  Result<NodePtr> file(const Path&) const;
  Result<NodePtr> folder(const Path&) const;
  static NodePtr copy_of(const NodePtr&, std::map<const Node*, NodePtr>&);
  static void lose(const NodePtr&, Loss, std::mt19937&, std::set<const Node*>&);
  static void sync_deep(const NodePtr&);

  mutable std::recursive_mutex mutex_{};
  NodePtr root_ = std::make_shared<Node>(Node{.kind = Entry::Kind::folder, .mode = 0755});
  std::shared_ptr<std::set<std::string>> locks_ = std::make_shared<std::set<std::string>>();
  Plan plan_{};
  std::size_t operations_ = 0, syncs_ = 0;
  bool met_ = false, dead_ = false;
};

}  // namespace cmtool::test
