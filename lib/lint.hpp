// SPDX-License-Identifier: MIT
// Remarks on a post: what is allowed but will hurt. One file each in lints/; pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/post.hpp"

namespace cmtool {

struct Remark {
  std::string lint{};     ///< "alt_text"
  std::string message{};  ///< translated
  std::string hint{};     ///< translated
  bool operator==(const Remark&) const = default;
};

struct Lint {
  std::string name{};
  std::string title{};  ///< N_()
  std::vector<Remark> (*check)(const Post&) = nullptr;
};

const std::vector<const Lint*>& lints();

/// All that readers will see as text: of the post, its title, its first comment, its thread and its variants.
std::vector<std::string_view> texts_of(const Post&);

/// All remarks of all lints on a post, except those named in `without`.
std::vector<Remark> remarks_on(const Post&, const std::vector<std::string>& without = {});

}  // namespace cmtool
