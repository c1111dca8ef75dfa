// SPDX-License-Identifier: MIT
// Looking over a whole workspace: what `workspace check` reports and `workspace repair` mends.
//
// Looking and mending are the same walk, so that a repair does exactly what a check has announced. Nothing that cannot be
// read is thrown away: it goes to damaged/, and what stood for it says so. A delivery whose record is lost becomes
// `unknown`, and a post whose record is lost keeps its id, its key and its deliveries: what may have been sent is never
// forgotten, so it is never sent twice.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stores/files.hpp"

namespace cmtool {

enum class Mending { no, announce, yes };

class Inspection {
 public:
  Inspection(FilesStore& store, Mending mending) : store_(store), disk_(store.disk_), layout_(store.layout_), mending_(mending) {}

  /// Looks at everything but media contents; the caller holds the workspace's lock.
  Result<void> run();
  /// Compares the media with their names and with what the posts refer to; needs no lock, as media never change.
  Result<void> media();
  /// Media that no post refers to, and folders and caches that are not needed.
  Result<void> spare();

  /// Lock files of processes that are gone.
  Result<void> runs();
  /// From now on, what is found is mended or not.
  void mend(Mending mending) { mending_ = mending; }

  std::vector<Finding> take() { return std::exchange(findings_, {}); }

 private:
  using Action = std::function<Result<void>()>;
  struct Copy {
    FilesStore::DeliveryFile file{};
    bool in_place = true;
  };

  /// Adds a finding, and mends it if asked to. `done` says what mending does.
  Result<void> found(const Disk::Path&, std::string problem, bool serious, std::string done, const Action&);
  Result<void> put_aside(const Disk::Path&, const Error& why);
  Result<void> litter(const Disk::Path&, std::string problem);
  /// The entries of a folder, after temporary files and open rights have been dealt with.
  Result<std::vector<Entry>> entries(const Disk::Path& folder);

  Result<void> settings();
  Result<void> accounts();
  Result<void> posts();
  Result<void> post(const Disk::Path&, const Id&);
  Result<void> deliveries();
  Result<void> delivery(const Disk::Path&, const std::string& id);
  Result<void> copies_of(const std::string& id, std::vector<Copy>&);
  Result<void> lost_posts();
  Result<void> lost_deliveries();
  Result<void> keys();
  Result<void> missing_keys();
  /// The lines of inbox/ and decisions/ (inspection_inbox.cpp).
  Result<void> inbox();
  Result<void> lines(const Disk::Path& folder);
  Result<void> lines_of(const Disk::Path&);
  Result<void> documents(const Disk::Path& folder);
  /// The lines of samples/ (inspection_samples.cpp).
  Result<void> samples();
  Result<void> samples_of(const Disk::Path&);

  FilesStore& store_;
  Disk& disk_;
  const Layout& layout_;
  Mending mending_;
  std::vector<Finding> findings_{};
  std::map<Id, FilesStore::PostFile> posts_{};
  std::set<Id> damaged_posts_{};
  std::map<std::string, std::vector<Copy>> copies_{};
  std::map<Id, std::string> keys_{};  ///< of posts, by what the key files say
};

}  // namespace cmtool
