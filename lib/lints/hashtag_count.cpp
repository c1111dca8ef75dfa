// SPDX-License-Identifier: MIT
// Many hashtags look like spam, to people and to some networks' filters.
#include <algorithm>

#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most = 5;

std::vector<Remark> check(const Post& post) {
  std::size_t count = 0;
  for (const auto text : texts_of(post)) count = std::max(count, hashtags(text).size());
  if (count <= most) return {};
  return {{"hashtag_count", trn("the text has {} hashtag", "the text has {} hashtags", static_cast<long long>(count), count),
           tr("keep the three to five that people really look for")}};
}

}  // namespace

const Lint& hashtag_count_lint() {
  static const Lint it{.name = "hashtag_count", .title = N_("too many hashtags"), .check = check};
  return it;
}

}  // namespace cmtool
