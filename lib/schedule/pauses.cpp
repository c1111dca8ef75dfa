// SPDX-License-Identifier: MIT
#include "schedule/pauses.hpp"

namespace cmtool {

const Pause* pause_for(const std::vector<Pause>& pauses, const std::string& account, Instant now) {
  for (const auto& pause : pauses) {
    if ((pause.account.empty() || pause.account == account) && holds(pause, now)) return &pause;
  }
  return nullptr;
}

}  // namespace cmtool
