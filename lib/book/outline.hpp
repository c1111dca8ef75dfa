// SPDX-License-Identifier: MIT
// The order of a book, and texts of one's own in it: a Markdown file in the workspace's templates.
//
//   {{cover}}
//   # A word before
//   Dear {{client}}, {{month}} was a month of …
//   {{month-in-brief}}
//
// A line that is only {{NAME}} of a section puts the section there. All else is Markdown: headings, lists, paragraphs, in which {{client}}, {{month}},
// {{by}} and the month's numbers are filled in.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "document.hpp"

namespace cmtool {

/// A section, or text of one's own.
struct OutlinePart {
  std::string section{};   ///< its name; empty: it is text
  std::string markdown{};  ///< as written, not filled yet
};

/// The outline of a workspace that has none of its own.
const std::string& usual_outline();

/// Fault::usage, naming the line, for a section that there is not.
Result<std::vector<OutlinePart>> parse_outline(const std::string& text, const std::vector<std::string>& sections);

/// Markdown as blocks: headings (# is a chapter), lists, paragraphs; marks within a line are left out. Fault::usage for a place without a value.
Result<std::vector<paper::Block>> blocks_of_markdown(const std::string& markdown, const std::map<std::string, std::string>& values);

}  // namespace cmtool
