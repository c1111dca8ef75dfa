// SPDX-License-Identifier: MIT
// A paid partnership that is not said to be one: lib/disclosure.hpp has the law.
#include "disclosure.hpp"

#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

/// Each text goes out alone: the variant for one platform must say it as well.
std::vector<std::string_view> texts_that_must_say_it(const Post& post) {
  std::vector<std::string_view> texts = {post.text};
  for (const auto& [where, text] : post.instead) texts.push_back(text);
  return texts;
}

std::vector<Remark> check(const Post& post) {
  const std::string mention = disclosure_in(post.language, post.sponsored);
  for (const auto text : texts_that_must_say_it(post)) {
    if (is_disclosed(text, post.language)) continue;
    if (!post.sponsored.empty())
      return {{"disclosure", tr("{} pays for this post and the text does not say so", post.sponsored), tr("begin it with “{}”", mention)}};
    if (const auto hint = hint_of_payment(text); !hint.empty())
      return {{"disclosure", tr("“{}” hints at a paid partnership without saying so clearly", hint),
               tr("if you are paid for it, use --sponsored, or begin with “{}”", mention)}};
  }
  return {};
}

}  // namespace

const Lint& disclosure_lint() {
  static const Lint it{.name = "disclosure", .title = N_("paid partnerships that are not disclosed"), .check = check};
  return it;
}

}  // namespace cmtool
