// SPDX-License-Identifier: MIT
// What an HTML document looks like: system fonts, one column on a phone, light and dark, and A4 paper.
#pragma once
#include <string>
#include <string_view>

namespace cmtool::paper {

/// The whole style, around the client's colour. Its hash is in the page's policy, so that no other can take effect.
std::string style_sheet(std::string_view accent);

}  // namespace cmtool::paper
