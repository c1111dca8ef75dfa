// SPDX-License-Identifier: MIT
#include "cli/remarks.hpp"

#include "lint.hpp"

namespace cmtool {

std::vector<Error> say_remarks(Env& env, const Post& post, bool strict) {
  std::vector<Error> refusals;
  for (const auto& remark : remarks_on(post)) {
    if (strict) refusals.push_back(Error{.fault = Fault::refused, .message = remark.message, .hint = remark.hint});
    else env.warn(remark.hint.empty() ? remark.message : remark.message + " — " + remark.hint);
  }
  return refusals;
}

}  // namespace cmtool
