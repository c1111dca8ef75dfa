// SPDX-License-Identifier: MIT
// Which pause keeps an account from publishing: its own, or everybody's.
#pragma once
#include <string>
#include <vector>

#include "model/pause.hpp"

namespace cmtool {

/// What keeps an account from publishing now; nullptr: nothing does.
const Pause* pause_for(const std::vector<Pause>&, const std::string& account, Instant now);

}  // namespace cmtool
