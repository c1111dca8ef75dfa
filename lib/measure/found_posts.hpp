// SPDX-License-Identifier: MIT
// Posts that an account has published without cmtool become records like those that cmtool sent: so reports count them, and collecting measures them.
//
// A post of ours must not be counted twice: none is taken for a stranger's while the outcome of one that we may have sent by then is not recorded yet.
// Finding the same posts again adds nothing.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "desk.hpp"
#include "model/found_post.hpp"

namespace cmtool {

struct FiledPosts {
  std::size_t fresh = 0;  ///< recorded now
  std::size_t left = 0;   ///< left for later: one of ours whose outcome is not known may be among them
};

/// All are recorded or none. Those of accounts that are not here, and those from the future, are passed over. `source`: where they were found, for their history.
Result<FiledPosts> file_found_posts(Desk&, const std::vector<FoundPost>&, const std::string& source);
/// The same, and nothing is recorded: what would be.
Result<FiledPosts> count_found_posts(Desk&, const std::vector<FoundPost>&);

}  // namespace cmtool
