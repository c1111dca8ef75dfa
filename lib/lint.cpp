// SPDX-License-Identifier: MIT
#include "lint.hpp"

#include <algorithm>

namespace cmtool {

#define X(name) const Lint& name##_lint();
#include "lints.inc"
#undef X

const std::vector<const Lint*>& lints() {
  static const std::vector<const Lint*> all = {
#define X(name) &name##_lint(),
#include "lints.inc"
#undef X
  };
  return all;
}

std::vector<std::string_view> texts_of(const Post& post) {
  std::vector<std::string_view> texts = {post.text, post.title, post.first_comment};
  texts.insert(texts.end(), post.thread.begin(), post.thread.end());
  for (const auto& [where, text] : post.instead) texts.push_back(text);
  std::erase_if(texts, [](std::string_view text) { return text.empty(); });
  return texts;
}

std::vector<Remark> remarks_on(const Post& post, const std::vector<std::string>& without) {
  std::vector<Remark> remarks;
  for (const Lint* lint : lints()) {
    if (std::find(without.begin(), without.end(), lint->name) != without.end()) continue;
    for (auto& remark : lint->check(post)) remarks.push_back(std::move(remark));
  }
  return remarks;
}

}  // namespace cmtool
