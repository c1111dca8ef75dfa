// SPDX-License-Identifier: MIT
// Numbers from a file: another tool's export, a spreadsheet, or samples of our own.
//
// All of a file or nothing. The same file again adds nothing: its content is remembered, and with it as of when its numbers were taken the first time.
#pragma once
#include <string>
#include <vector>

#include "desk.hpp"
#include "measure/found_posts.hpp"
#include "metrics_export.hpp"

namespace cmtool {

struct ImportedMetrics {
  MetricsReading reading{};      ///< what was read; with faults nothing is filed
  std::size_t fresh = 0;        ///< samples that were filed
  FiledPosts posts{};           ///< published without cmtool: recorded, or on a dry run to be
  std::vector<std::string> strangers{};  ///< names that no account here has; their numbers are kept under them
};

/// `wish.as_of`: when the file was made, or as the user says. Nothing is filed on a dry run, or where there is a fault.
Result<ImportedMetrics> import_metrics(Desk&, const NamedBytes&, MetricsWish wish, bool dry_run);

}  // namespace cmtool
