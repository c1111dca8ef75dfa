// SPDX-License-Identifier: MIT
// What a post becomes on a site: a title, and HTML.
#pragma once
#include <string>
#include <vector>

#include "model/post.hpp"
#include "wordpress/library.hpp"

namespace cmtool::wordpress {

struct Article {
  std::string title{};  ///< plain text
  std::string html{};
};

/// The article of a post whose media are uploaded (`uploads` in the order of post.media). The title is the post's, else a
/// Markdown heading in its first line (which is then taken out of the body), else its first sentence, else the first picture's
/// alternative text. The first picture is the featured one and is shown by the theme; other media follow the text.
Article article_of(const Post&, const std::vector<Upload>& uploads);

/// The place of the featured picture in post.media; nothing when there is none.
std::optional<std::size_t> featured(const Post&);

}  // namespace cmtool::wordpress
