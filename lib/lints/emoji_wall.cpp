// SPDX-License-Identifier: MIT
// Screen readers say each emoji by its name: "party popper party popper party popper".
#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

constexpr int most_in_a_row = 3, most = 10;

std::vector<Remark> check(const Post& post) {
  for (const auto text : texts_of(post)) {
    const auto count = count_emoji(text);
    const auto hint = tr("screen readers say the name of each: keep one or two, at the end of a sentence");
    if (count.longest_run > most_in_a_row)
      return {{"emoji_wall", trn("{} emoji stands in a row", "{} emoji stand in a row", count.longest_run, count.longest_run), hint}};
    if (count.all > most) return {{"emoji_wall", trn("the text has {} emoji", "the text has {} emoji", count.all, count.all), hint}};
  }
  return {};
}

}  // namespace

const Lint& emoji_wall_lint() {
  static const Lint it{.name = "emoji_wall", .title = N_("walls of emoji"), .check = check};
  return it;
}

}  // namespace cmtool
