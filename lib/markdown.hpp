// SPDX-License-Identifier: MIT
// Markdown in, HTML and plain text out, for platforms whose posts are pages.
//
// CommonMark (cmark), in its safe mode: raw HTML of the author is left out and only harmless addresses become links,
// so what comes out can be put into a page as it is. Two things are added that people who write posts expect: a bare
// URL becomes a link, and a hashtag can link to its page. Never fails; invalid UTF-8 becomes U+FFFD.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace cmtool {

/// What a single line break in the text becomes.
enum class LineBreaks {
  kept,    ///< <br>, as a post's author sees it on every network
  folded,  ///< a space, as CommonMark has it: for texts that were wrapped in an editor
};

struct MarkdownLook {
  LineBreaks breaks = LineBreaks::kept;
  int heading_shift = 1;  ///< "# x" becomes <h2>: the page's own title is its <h1>; at most <h6>
  /// The address of a hashtag's page, given the tag without "#"; "" or no function: the hashtag stays plain text.
  std::function<std::string(std::string_view tag)> tag_url{};
};

/// The text as HTML blocks, each line ending in a newline.
std::string html_from_markdown(std::string_view text, const MarkdownLook& = {});

/// The words alone: no marks, blocks apart by newlines. For descriptions, excerpts and titles.
std::string plain_from_markdown(std::string_view text);

/// Text as it stands in HTML or XML, also between quotes: & < > " ' as references, control characters left out, broken bytes
/// as U+FFFD.
std::string html_escaped(std::string_view text);

/// Only http and https, followed by a host: what may become a link to elsewhere.
bool is_web_url(std::string_view url);

}  // namespace cmtool
