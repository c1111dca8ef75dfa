// SPDX-License-Identifier: MIT
// When governments change their clocks: what waits keeps the time on the wall.
#pragma once
#include <string>
#include <vector>

#include "desk.hpp"

namespace cmtool {

/// Notes by which version of the machine's database the moments were made, if nothing is noted yet.
void note_zones(Desk&);

/// If the machine's zone database has another version than at the last run, gives every delivery that waits the moment that its wall
/// time means now. Answers what was changed, translated.
Result<std::vector<std::string>> follow_zones(Desk&);

/// The same whatever the version: those whose moment is not what their wall time means.
Result<std::vector<std::string>> recompute_zones(Desk&);

}  // namespace cmtool
