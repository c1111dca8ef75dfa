// SPDX-License-Identifier: MIT
// How the outcomes of deliveries are shown: one row each on stdout, each failure on stderr, and the exit code.
#pragma once
#include <vector>

#include "cli/env.hpp"
#include "publish.hpp"

namespace cmtool {

/// The columns of `post`, `post delete`, `post edit` and `post reply`.
std::vector<Column> outcome_columns();

/// Shows what became of a post. A single delivery that went well prints its URL alone. Answers the exit code.
Result<int> show_outcomes(Env&, const std::vector<Outcome>&);

/// The same for a batch: always rows, never a single address.
Result<int> show_many(Env&, const std::vector<Outcome>&);

/// Shows every misfit with its account and answers the exit code for "refused before anything was sent".
Result<int> show_misfits(Env&, const std::vector<Error>&);

/// So many posts were found on a network and not recorded, since one of ours whose outcome is not known may be among them.
std::string posts_left(std::size_t count);

}  // namespace cmtool
