// SPDX-License-Identifier: MIT
#include "cli/exit_code.hpp"

#include <algorithm>

namespace cmtool {

int exit_code_of(Fault fault) {
  switch (fault) {
    case Fault::usage: return exit_code::usage;
    case Fault::not_found: return exit_code::not_found;
    case Fault::conflict: return exit_code::failed;
    case Fault::auth: return exit_code::sign_in;
    case Fault::refused: return exit_code::refused;
    case Fault::rate_limited: return exit_code::later;
    case Fault::network: return exit_code::later;
    case Fault::unknown_outcome: return exit_code::unknown;
    case Fault::unsupported: return exit_code::refused;
    case Fault::protocol: return exit_code::failed;
    case Fault::state: return exit_code::workspace;
    case Fault::cancelled: return exit_code::interrupted;
    case Fault::internal: return exit_code::bug;
  }
  return exit_code::bug;
}

int exit_code_of(std::size_t done, const std::vector<Fault>& failed) {
  if (failed.empty()) return exit_code::done;
  // Somebody must look before anything is repeated: that outweighs how many went well.
  if (std::find(failed.begin(), failed.end(), Fault::unknown_outcome) != failed.end()) return exit_code::unknown;
  if (done > 0) return exit_code::partly;
  const bool alike =
      std::all_of(failed.begin(), failed.end(), [&](Fault f) { return exit_code_of(f) == exit_code_of(failed.front()); });
  return alike ? exit_code_of(failed.front()) : exit_code::failed;
}

}  // namespace cmtool
