// SPDX-License-Identifier: MIT
// Is this the end of a domain name?
//
// Bluesky makes links of bare domains ("example.org/a") whose last label is a top-level domain that exists; so
// the list is needed to link what its own application would link, and not "fichier.txt".
#pragma once
#include <string_view>

namespace cmtool {

/// Is this one of the top-level domains in ASCII, the "xn--" ones left out? Any case.
bool is_top_level_domain(std::string_view);

}  // namespace cmtool
