// SPDX-License-Identifier: MIT
// What a web page says about itself: title, description, picture.
//
// Read by a scanner that goes over the page once, not by an HTML parser: the standard's own algorithm builds trees that
// grow with the square of a hostile page and may be nested without end, and none of that tree is wanted here.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// UTF-8, white space collapsed, entities resolved, bounded; "" where the page says nothing.
struct PageFacts {
  std::string title{};        ///< og:title, else twitter:title, else <title>; at most 300 bytes
  std::string description{};  ///< og:description, else twitter:description, else description; at most 1000 bytes
  std::string picture{};      ///< og:image and its like: an address as it stands there, perhaps a relative one
  std::string picture_alt{};
  bool operator==(const PageFacts&) const = default;
};

/// Reads a page. `content_type` is the header's value, for its charset; else the page's own, else UTF-8, else Windows-1252.
PageFacts page_facts(std::string_view html, std::string_view content_type);

/// The page as UTF-8. Windows-1252 (which is what "ISO-8859-1" means on the web) and ISO-8859-15 are translated; other
/// charsets lose what is not ASCII. Invalid UTF-8 becomes U+FFFD.
std::string page_text(std::string_view html, std::string_view content_type);

/// "&amp;", "&#233;", "&#xE9;", "&eacute;" and the like, resolved; what is unknown stays as it is.
std::string without_entities(std::string_view);

}  // namespace cmtool
