// SPDX-License-Identifier: MIT
// Whole-file JSON, replaced atomically.
//
// A reader sees the old file or the new one, never a mixture, also after a power cut: the new content goes to a
// temporary file in the same folder, is synced, and takes the name; then the folder is synced. A file that cannot be
// parsed is Fault::state and never reads as an empty one. Readers need no lock; writers hold the store's.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "sys/disk.hpp"

namespace cmtool {

/// The file's JSON object. Fault::not_found if there is none; Fault::state, naming it, when it is not a JSON object.
Result<Json> load_json(Disk&, const Disk::Path&);
/// The same, but nothing where there is no file.
Result<std::optional<Json>> load_json_if_there(Disk&, const Disk::Path&);

/// As it is written: indented by two, with a line end.
std::string json_text(const Json&);

/// Replaces the file, durably. On an error the old content is still there.
Result<void> save_json(Disk&, const Disk::Path&, const Json&);

/// "FILE is damaged: why", with the hint to look at the workspace.
Error damaged(const Disk::Path& file, const std::string& why);

/// Makes a folder and those above it down from `root`, which must exist, so that the names last.
Result<void> make_folders(Disk&, const Disk::Path& root, const Disk::Path& folder);

/// One file to be written anew or replaced.
struct FileWrite {
  Disk::Path path{};
  std::string bytes{};
};

/// What one operation writes. After a crash `last` is visible only if all of `first` is.
struct Change {
  std::vector<FileWrite> first{};
  std::vector<FileWrite> last{};         ///< the commit point, if `first` alone is not enough
  std::vector<Disk::Path> remove{};      ///< superseded copies; if they come back after a power cut nothing is wrong
  bool all_new = false;                  ///< none of these files existed, so that a failed change can be taken back
};

/// Makes many changes durable with as few syncs as possible; one result for each, in order. A change that failed has no
/// effect but leftovers that readers ignore, unless its syncing failed after files were replaced: then it may be visible.
/// The caller holds the store's lock.
std::vector<Result<void>> commit(Disk&, const Disk::Path& root, const std::vector<const Change*>&);

}  // namespace cmtool
