// SPDX-License-Identifier: MIT
// The words of a text that came back from a server as HTML, and whether two texts say the same.
//
// A post whose answer was lost is looked for among what the server shows, and servers rewrite what they are given:
// links are shortened with invisible spans, mentions lose their host, quotes become curly, Markdown becomes tags.
// So texts are compared in two ways: letter by letter but for white space, where the server keeps the text as it is,
// and by letters and digits alone, where it rewrites it.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// The text a reader sees (and the invisible parts of shortened links): tags removed, <br> and the ends of blocks as line
/// breaks, references decoded. Mastodon's "RE: link" paragraph before a quote is left out. Never fails; a tag that is never
/// closed ends the text.
std::string text_from_html(std::string_view html);

/// How much a server changes a text that it is given.
enum class Rewriting {
  none,   ///< white space and the hosts of mentions at most
  heavy,  ///< punctuation, emoticons and Markdown too
};

/// Do both say the same, but for what a server of this kind rewrites? Two texts without any letter or digit are compared as
/// by Rewriting::none.
bool same_words(std::string_view a, std::string_view b, Rewriting);

}  // namespace cmtool
