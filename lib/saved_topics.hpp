// SPDX-License-Identifier: MIT
// The topics that a workspace listens to.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store.hpp"
#include "topic.hpp"

namespace cmtool {

/// By name. One that cannot be read has been changed by hand: Fault::state.
Result<std::vector<Topic>> saved_topics(Store&);
/// Adds it or replaces the one of that name. Fault::usage where the query cannot be read. Answers the topic with its query as it was understood.
Result<Topic> save_topic(Store&, Topic, bool dry_run);
/// Fault::not_found with "did you mean".
Result<void> remove_topic(Store&, const std::string& name, bool dry_run);

}  // namespace cmtool
