// SPDX-License-Identifier: MIT
// What an HTML document looks like: system fonts, one column on a phone, light and dark, and A4 paper.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cmtool::paper {

/// The whole style, around the client's colour. Its hash is in the page's policy, so that no other can take effect.
std::string style_sheet(std::string_view accent);

/// May these rules of the user's stand in a page that is one file? Fault::usage names the line of what would leave it (@import, url() of anything but data:) or
/// end its style ("</"), and of bytes that are no text.
Result<void> check_style(std::string_view css);

}  // namespace cmtool::paper
