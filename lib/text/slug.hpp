// SPDX-License-Identifier: MIT
// A title as part of an address: "Fête de l’été : 10 ans !" is "fete-de-l-ete-10-ans".
//
// ASCII only, because addresses are copied, spoken and typed. Letters of other scripts are written in Latin ones as
// far as ICU knows how. The same title always gives the same slug.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace cmtool {

/// Lower-case letters, digits and single dashes between them, at most `longest` bytes, cut at a word where there is one;
/// empty if the title has neither letters nor digits.
std::string url_slug(std::string_view title, std::size_t longest = 60);

}  // namespace cmtool
