// SPDX-License-Identifier: MIT
// English or French? Told by the small words that every sentence needs.
//
// Meant for short messages of strangers, and for one question: whose rude words may be looked for in it ("bite", "con" and
// "retard" are harmless in one of the two). So it would rather not know than be wrong, and it costs a microsecond: no model,
// no table beyond some two hundred words. Words that both languages have ("on", "me", "dans" is not one) say nothing.
#pragma once
#include <cstdint>
#include <string_view>

namespace cmtool {

enum class Language : std::uint8_t { unknown, english, french };

/// The language of the text, from its first kilobytes; unknown where neither has more signs than the other.
Language guess_language(std::string_view text);

/// "fr-CA" is French, "en" English; everything else is unknown.
Language language_of_tag(std::string_view tag);

}  // namespace cmtool
