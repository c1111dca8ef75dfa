// SPDX-License-Identifier: MIT
// The goals of a workspace: one document each under "goals".
#pragma once
#include <vector>

#include "model/goal.hpp"
#include "store.hpp"

namespace cmtool {

Result<std::vector<Goal>> goals(Store&);  ///< sorted by name
/// Fault::usage for a name that cannot be one, a deadline before the beginning, or a target of nothing. One of the same name is replaced.
Result<void> set_goal(Store&, const Goal&);
/// Fault::not_found.
Result<Goal> goal(Store&, const std::string& name);
Result<void> remove_goal(Store&, const std::string& name);

}  // namespace cmtool
