// SPDX-License-Identifier: MIT
// The lints' remarks on a post, as warnings or as reasons to refuse it.
#pragma once
#include <vector>

#include "cli/env.hpp"
#include "model/post.hpp"

namespace cmtool {

/// Says every remark as a warning; with `strict` answers them as refusals instead.
std::vector<Error> say_remarks(Env&, const Post&, bool strict);

}  // namespace cmtool
