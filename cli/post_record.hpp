// SPDX-License-Identifier: MIT
// How recorded posts and their deliveries are shown by `post list` and `post show`.
#pragma once
#include <vector>

#include "cli/env.hpp"
#include "store.hpp"

namespace cmtool {

/// One row for each delivery; a draft for no account has a row of its own.
std::vector<Column> record_columns();
void add_rows(Table&, const PostRecord&);

/// The id of a post whose argument may also be that of one of its deliveries ("ID.account").
std::string post_of(const std::string& id);

}  // namespace cmtool
