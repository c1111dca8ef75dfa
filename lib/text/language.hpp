// SPDX-License-Identifier: MIT
// Language tags: is "fr-CA" one, and which language is it?
#pragma once
#include <string>
#include <string_view>

namespace cmtool {

/// Is this well-formed by RFC 5646 ("fr", "fr-CA", "zh-Hant-TW", "de-CH-1901", "x-ours")? Any case. Whether such a
/// language exists is not asked.
bool is_language_tag(std::string_view);

/// The language itself in lower case: "fr" of "fr-CA".
std::string primary_language(std::string_view tag);

}  // namespace cmtool
