// SPDX-License-Identifier: MIT
// A drawing as an <svg> that stands inside a page.
//
// It is an image to a screen reader, with its title and description. Inks become classes ("ink-series-2" with "fill" or "stroke"), so that
// the page's own style colours it, in the light and in the dark; there is no colour, style or script in it. Texts are escaped.
#pragma once
#include <string>
#include <string_view>

#include "draw/drawing.hpp"

namespace cmtool::draw {

/// `id` must be the only one of its name in the page: title and description are found by it.
std::string svg(const Drawing&, std::string_view id);

}  // namespace cmtool::draw
