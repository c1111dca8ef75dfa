// SPDX-License-Identifier: MIT
// Pictures without a description say nothing to who does not see them.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

std::string file_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

/// "IMG_1234", "photo.jpg", "image": what programs and people in a hurry write.
bool says_nothing(const Media& media) {
  const std::string alt = lower(trimmed(media.alt)), name = lower(file_name(media.file));
  if (alt == name || alt == name.substr(0, name.rfind('.'))) return true;
  for (const std::string_view word : {"image", "photo", "picture", "video", "vidéo", "gif", "img", "screenshot", "alt", "."})
    if (alt == word) return true;
  return alt.find(' ') == std::string::npos && std::count_if(alt.begin(), alt.end(), is_digit) >= 3;
}

std::vector<Remark> check(const Post& post) {
  std::vector<Remark> remarks;
  for (const Media& media : post.media) {
    if (media.kind == MediaKind::audio) continue;
    const std::string name = file_name(media.file);
    if (trimmed(media.alt).empty())
      remarks.push_back({"alt_text", tr("{} has no alternative text", name), tr("say what is to be seen on it, with --alt after --media")});
    else if (says_nothing(media))
      remarks.push_back({"alt_text", tr("the alternative text of {} does not say what is to be seen: “{}”", name, shortened(media.alt, 40)),
                         tr("describe it as you would on the telephone")});
  }
  return remarks;
}

}  // namespace

const Lint& alt_text_lint() {
  static const Lint it{.name = "alt_text", .title = N_("pictures without a description"), .check = check};
  return it;
}

}  // namespace cmtool
