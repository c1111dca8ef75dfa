// SPDX-License-Identifier: MIT
// Following a log that grows, is rotated and is packed: each of its lines once.
//
// A file is known by its beginning, whatever it is called meanwhile: access.log becomes access.log.1, then access.log.2.gz. Of the last few
// files it is remembered how far they were read, so that lines that a server still writes to the old file after the rotation are read too. A
// file that is not known is new where it is younger than one that is, else it was read long ago. Where none is known any more (nobody has read
// the log for longer than its rotated files are kept, or it was replaced), what is not newer than the last line that was read is passed over.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "net/session.hpp"

namespace cmtool::site {

/// How far a file was read.
struct LogPlace {
  std::uint64_t beginning = 0;  ///< so many bytes it is known by
  std::string hash{};           ///< of these
  std::uint64_t read = 0;       ///< where its whole lines ended
};

/// How far a log was read.
struct LogProgress {
  std::vector<LogPlace> places{};  ///< the youngest file last
  Instant last{};                  ///< the time of the newest line
};

Json to_json(const LogProgress&);
LogProgress log_progress_from_json(const Json&);

/// Is this the name of a rotated file of that log: "access.log.1", "access.log.2.gz", "access.log-20261122"?
bool is_rotated(std::string_view name, std::string_view log);

/// Hands out what is new, the oldest line first. `take` answers a line's time, or nothing for what is none. Fault::not_found when there is neither the
/// log nor a rotated one.
Result<void> read_new_lines(Session&, const std::string& log, LogProgress&, const std::function<std::optional<Instant>(std::string_view line, Instant not_before)>& take);

}  // namespace cmtool::site
