// SPDX-License-Identifier: MIT
#include "cli/remarks.hpp"

#include "disclosure.hpp"
#include "lint.hpp"

namespace cmtool {
namespace {

/// What is judged is what goes out: with the mention that --sponsored adds to each text.
Post with_mention(Post post) {
  if (post.sponsored.empty()) return post;
  post.text = with_disclosure(post.text, post.language, post.sponsored);
  for (auto& [where, text] : post.instead) text = with_disclosure(text, post.language, post.sponsored);
  return post;
}

}  // namespace

std::vector<Error> say_remarks(Env& env, const Post& post, bool strict) {
  std::vector<Error> refusals;
  for (const auto& remark : remarks_on(with_mention(post))) {
    if (strict) refusals.push_back(Error{.fault = Fault::refused, .message = remark.message, .hint = remark.hint});
    else env.warn(remark.hint.empty() ? remark.message : remark.message + " — " + remark.hint);
  }
  return refusals;
}

}  // namespace cmtool
