// SPDX-License-Identifier: MIT
// A post that begins with a mention is taken for an answer: some networks show it only to who follows both.
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

std::vector<Remark> check(const Post& post) {
  if (!post.reply_to.empty() || post.visibility == Visibility::direct) return {};
  const auto starts = [](std::string_view text) {
    const auto rest = trimmed(text);
    return rest.size() > 1 && rest[0] == '@' && is_letter_or_digit(rest[1]);
  };
  bool found = starts(post.text);
  for (const auto& [where, text] : post.instead) found = found || starts(text);
  if (!found) return {};
  return {{"mention_at_start", tr("the text begins with a mention, so some networks show it to few people"),
           tr("put a word before it")}};
}

}  // namespace

const Lint& mention_at_start_lint() {
  static const Lint it{.name = "mention_at_start", .title = N_("posts that begin with a mention"), .check = check};
  return it;
}

}  // namespace cmtool
