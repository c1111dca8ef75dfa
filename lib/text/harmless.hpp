// SPDX-License-Identifier: MIT
// Strangers' text, made harmless for a terminal.
//
// A comment can hold an escape sequence that repaints the screen, a line that looks like a message of ours, or a control that
// turns the reading direction around. What could do so is replaced by something visible; nothing disappears without a trace.
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// What becomes of line ends and tabs.
enum class Lines {
  keep,  ///< for text of several lines; a tab and "\n" stay
  show,  ///< for a cell: "⏎" and a space
};

/// The text with C0 and C1 controls, DEL, direction controls, U+2028 and U+2029, tag characters and invalid UTF-8 replaced.
std::string harmless(std::string_view text, Lines);

/// JSON text (with line ends) whose dangerous characters are written as \u escapes: the same value, harmless on a terminal.
std::string harmless_json(std::string_view json);

}  // namespace cmtool
