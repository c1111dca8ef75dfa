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

std::vector<Remark> remarks_on(const Post& post, const std::vector<std::string>& without) {
  std::vector<Remark> remarks;
  for (const Lint* lint : lints()) {
    if (std::find(without.begin(), without.end(), lint->name) != without.end()) continue;
    for (auto& remark : lint->check(post)) remarks.push_back(std::move(remark));
  }
  return remarks;
}

}  // namespace cmtool
