// SPDX-License-Identifier: MIT
#include "state/json_file.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>

#include "base/thread.hpp"
#include "base/tr.hpp"
#include "state/layout.hpp"

namespace cmtool {
namespace {

// With more files than this, syncing the file system once is cheaper than syncing each, though it also waits for the
// data of other programs (measured on ext4: 100 files 30 to 400 ms, at once 1 to 30 ms).
constexpr std::size_t few = 6;

// From so many files on two threads work side by side: making a file costs the kernel more than it costs us.
constexpr std::size_t many = 1000, lanes = 2;

/// One change on its way to the disk.
class Work {
 public:
  Work(Disk& disk, const Disk::Path& root, const Change& change)
      : disk_(disk), root_(root), change_(change), temporary_(change.first.size() + change.last.size()), placed_(temporary_.size()) {}

  Result<void> result{};

  /// Writes all contents beside their final places.
  void write() {
    each(0, temporary_.size(), [this](std::size_t i) { return write_one(i); });
    if (!result.ok()) drop();
  }

  /// Puts the files in their places; `folders` learns where.
  void place_first(std::set<Disk::Path>& folders) { place(0, change_.first.size(), folders); }
  void place_last(std::set<Disk::Path>& folders) { place(change_.first.size(), temporary_.size(), folders); }

  void finish() {
    if (!result.ok()) {
      take_back();
      return;
    }
    for (const auto& path : change_.remove) (void)disk_.remove(path);
  }

  /// Those that were written; the others are empty.
  [[nodiscard]] const std::vector<std::string>& temporaries() const { return temporary_; }

 private:
  [[nodiscard]] const FileWrite& file(std::size_t i) const {
    return i < change_.first.size() ? change_.first[i] : change_.last[i - change_.first.size()];
  }

  /// Does a step with each of the files from `begin` to before `end`, until one fails.
  template <typename Step>
  void each(std::size_t begin, std::size_t end, const Step& step) {
    if (end - begin < many) {
      for (std::size_t i = begin; i < end && result.ok(); ++i) result = step(i);
      return;
    }
    if (!result.ok()) return;
    std::mutex mutex;
    std::atomic<bool> failed = false;
    std::atomic<std::size_t> next = 0;
    const auto threads = start_threads(lanes, [&] {
      for (std::size_t lane = next++; lane < lanes; lane = next++) {
        for (std::size_t i = begin + lane; i < end && !failed; i += lanes) {
          auto done = step(i);
          if (done.ok()) continue;
          const std::lock_guard guard(mutex);
          if (!failed.exchange(true)) result = std::move(done);
        }
      }
    });
  }

  Result<void> write_one(std::size_t i) {
    const auto& path = file(i).path;
    const auto temporary = temporary_for(path);
    auto written = disk_.write_new(temporary, file(i).bytes);
    if (!written.ok() && written.error().fault == Fault::not_found) {
      CHECK_OK(make_folders(disk_, root_, path.parent_path()));
      written = disk_.write_new(temporary, file(i).bytes);
    }
    if (written.ok()) temporary_[i] = temporary.native();
    return written;
  }

  void place(std::size_t begin, std::size_t end, std::set<Disk::Path>& folders) {
    each(begin, end, [this](std::size_t i) {
      auto done = disk_.rename(temporary_[i], file(i).path);
      placed_[i] = done.ok() ? 1 : 0;
      return done;
    });
    for (std::size_t i = begin; i < end; ++i) folders.insert(file(i).path.parent_path());
  }

  /// Removes what was written beside the final places.
  void drop() {
    for (std::size_t i = 0; i < temporary_.size(); ++i) {
      if (placed_[i] == 0 && !temporary_[i].empty()) (void)disk_.remove(temporary_[i]);
    }
  }

  /// The commit point goes first, so that nothing half is ever visible.
  void take_back() {
    drop();
    if (!change_.all_new) return;
    for (std::size_t i = placed_.size(); i > 0; --i) {
      if (placed_[i - 1] != 0 && !disk_.remove(file(i - 1).path).ok()) return;
    }
  }

  Disk& disk_;
  const Disk::Path& root_;
  const Change& change_;
  std::vector<std::string> temporary_;  ///< of each file, as text: of ten thousand paths the parts would be dear; empty: not written
  std::vector<char> placed_;            ///< of each file: it has its name (char: two threads write to neighbours)
};

/// A sync concerns all: when it fails, nothing of this stage is sure.
void spread(const Result<void>& synced, std::vector<Work>& all) {
  if (synced.ok()) return;
  for (auto& work : all) {
    if (work.result.ok()) work.result = synced.error();
  }
}

Result<void> sync_contents(Disk& disk, const Disk::Path& root, const std::vector<Work>& all) {
  std::size_t count = 0;
  for (const auto& work : all) count += work.result.ok() ? work.temporaries().size() : 0;
  if (count > few) return disk.sync_all(root);
  for (const auto& work : all) {
    if (!work.result.ok()) continue;
    for (const auto& path : work.temporaries()) CHECK_OK(disk.sync(path));
  }
  return {};
}

Result<void> sync_names(Disk& disk, const Disk::Path& root, const std::set<Disk::Path>& folders) {
  if (folders.size() > few) return disk.sync_all(root);
  for (const auto& folder : folders) CHECK_OK(disk.sync_folder(folder));
  return {};
}

}  // namespace

Error damaged(const Disk::Path& file, const std::string& why) {
  return {.fault = Fault::state, .message = tr("{} is damaged: {}", file.string(), why),
          .hint = tr("cmtool workspace check says what else is; a copy of the file from a backup puts it right")};
}

Result<Json> load_json(Disk& disk, const Disk::Path& path) {
  TRY(const std::string text, disk.read(path));
  auto json = parse_json(text, {.bytes = 64u << 20});
  if (!json.ok()) return damaged(path, json.error().message);
  if (!json->is_object()) return damaged(path, tr("it holds no record"));
  return json;
}

Result<std::optional<Json>> load_json_if_there(Disk& disk, const Disk::Path& path) {
  auto json = load_json(disk, path);
  if (json.ok()) return std::optional<Json>(std::move(json).value());
  if (json.error().fault == Fault::not_found) return std::optional<Json>();
  return std::move(json).error();
}

std::string json_text(const Json& json) { return json.dump(2) + "\n"; }

Result<void> save_json(Disk& disk, const Disk::Path& path, const Json& json) {
  const Change change{.first = {{path, json_text(json)}}};
  return commit(disk, path.parent_path(), {&change}).front();
}

Result<void> make_folders(Disk& disk, const Disk::Path& root, const Disk::Path& folder) {
  Disk::Path path = root;
  for (const auto& piece : folder.lexically_relative(root)) {
    if (piece == ".") continue;
    const Disk::Path above = path;
    path /= piece;
    if (disk.facts(path).ok()) continue;
    CHECK_OK(disk.make_folder(path));
    CHECK_OK(disk.sync_folder(above));
  }
  return {};
}

std::vector<Result<void>> commit(Disk& disk, const Disk::Path& root, const std::vector<const Change*>& changes) {
  std::vector<Work> all;
  all.reserve(changes.size());
  for (const Change* change : changes) all.emplace_back(disk, root, *change).write();

  spread(sync_contents(disk, root, all), all);
  std::set<Disk::Path> folders;
  for (auto& work : all) work.place_first(folders);
  spread(sync_names(disk, root, folders), all);

  folders.clear();
  for (auto& work : all) work.place_last(folders);
  spread(sync_names(disk, root, folders), all);

  std::vector<Result<void>> results;
  for (auto& work : all) {
    work.finish();
    results.push_back(work.result);
  }
  return results;
}

}  // namespace cmtool
