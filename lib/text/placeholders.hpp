// SPDX-License-Identifier: MIT
// Templates: a text with places such as {{name}} to be filled.
//
// A post that goes out with "{{name}}" in it cannot be taken back unseen, so a place without a value is refused by
// name, line and column, and nothing is filled in by halves. Values are put in as they are: braces in a value are text.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// A {{name}} in a text. White space inside the braces does not count; "\{{" is two braces and no place.
struct Placeholder {
  std::string name{};
  std::size_t begin = 0, end = 0;    ///< bytes, with the braces
  std::size_t line = 1, column = 1;  ///< from 1; columns are code points
  bool operator==(const Placeholder&) const = default;
};

/// All places of a text in order. Fault::usage, with line and column, for braces that are not closed on their line or
/// hold anything but letters, digits, ".", "_" and "-".
Result<std::vector<Placeholder>> placeholders_in(std::string_view text);

/// The text with every place filled. Fault::usage naming all that have no value, each with line and column; the hint
/// names the values that there are and the text does not use, among which a misspelt one shows.
Result<std::string> fill(std::string_view text, const std::map<std::string, std::string>& values);

}  // namespace cmtool
