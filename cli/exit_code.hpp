// SPDX-License-Identifier: MIT
// Fault -> exit code: the only such table. The numbers are promises (cli.md, and "Exit codes" in cmtool(1)).
#pragma once
#include <vector>

#include "base/error.hpp"

namespace cmtool {

namespace exit_code {
inline constexpr int done = 0, failed = 1, usage = 2, partly = 3, sign_in = 4, not_found = 5, refused = 6, later = 7,
                     unknown = 8, workspace = 9, bug = 70, interrupted = 130, closed_pipe = 141;
}  // namespace exit_code

int exit_code_of(Fault);

/// For many at once: done when all are done; the one that says most when none is (an unknown outcome before all else);
/// partly when some are done and the others failed, but unknown when any outcome is unknown.
int exit_code_of(std::size_t done, const std::vector<Fault>& failed);

}  // namespace cmtool
