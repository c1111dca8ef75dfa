// SPDX-License-Identifier: MIT
// A site's pages as HTML: one for each post, listings of posts, and the style sheet.
//
// Pure functions, so that a page can be made again at any time and comes out the same. Every address inside the site
// is relative to the page, so that the folder works on any server, below any path, and opened as files. No script;
// valid HTML 5; everything that is not ours is escaped, and only http and https lead elsewhere.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "site/record.hpp"
#include "site/words.hpp"

namespace cmtool::site {

/// How a site presents itself; from the account's settings.
struct Look {
  std::string title{};
  std::string url{};       ///< where visitors find it, without a slash at the end; empty: it is read as files
  std::string language{};  ///< BCP 47
  bool operator==(const Look&) const = default;
};

/// What stands on a listing: newest first.
struct Listing {
  std::string path{};      ///< of its folder below the site's, "" or "tags/noel/page/2"
  std::string heading{};   ///< "" for the first page
  std::vector<Record> records{};
  std::string newer{}, older{};  ///< paths of the neighbours' folders; meaningful where has_… is set
  bool has_newer = false, has_older = false;
};

std::string post_page(const Record&, const Look&);
std::string listing_page(const Listing&, const Look&);
std::string_view style_sheet();

/// The content alone, for feeds. `root` leads from where it is read to the site's folder: "../../../", or the site's URL and a slash.
std::string content_html(const Record&, const Look&, std::string_view root);
/// Its title, or the day of its publication.
std::string headline(const Record&, const Look&);
/// One plain line of at most `limit` characters: its excerpt, or how its text begins.
std::string summary(const Post&, std::size_t limit);
/// The address of a folder's page as links need it: with "index.html" where the site is read as files.
std::string folder_link(const std::string& path, const Look&, std::string_view root);

}  // namespace cmtool::site
