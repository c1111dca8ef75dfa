// SPDX-License-Identifier: MIT
// From one format of a workspace to the next.
//
// Each step is a function from format N to N+1 that can be killed at any moment and run again: it writes the new records
// beside the old ones, then the new number into format.json, and only then removes what is superseded. A caller holds the
// workspace's lock and has made a backup.
#pragma once
#include <string>
#include <vector>

#include "state/json_file.hpp"
#include "state/layout.hpp"

namespace cmtool {

/// What a migration did, or would do, to one file.
struct MigrationStep {
  std::string file{};     ///< relative to the workspace
  std::string problem{};  ///< translated
  std::string done{};     ///< translated
};

/// Takes all steps from `from` to `to`. Fault::state when a record of the old format is damaged; then nothing has changed.
Result<std::vector<MigrationStep>> migrate_format(Disk&, const Layout&, std::int64_t from, std::int64_t to, bool dry_run);

}  // namespace cmtool
