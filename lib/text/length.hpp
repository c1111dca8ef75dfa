// SPDX-License-Identifier: MIT
// How long a text is, as each platform counts.
#pragma once
#include <cstdint>
#include <string_view>

namespace cmtool {

/// What a platform counts.
enum class Unit {
  code_points,  ///< Unicode scalar values
  utf16,        ///< UTF-16 units
  bytes,        ///< UTF-8 bytes
  graphemes,    ///< extended grapheme clusters (UAX #29)
  twitter,      ///< twitter-text v3 weights: CJK and emoji 2, most Latin 1
};
std::string_view slug(Unit);

/// How links and mentions count, where that is not as long as they are.
struct Weights {
  int url = 0;                  ///< every URL counts as this much; 0: as long as it is
  bool short_mentions = false;  ///< of @user@host only @user counts (Mastodon)
};

/// The length of a text in a unit. Invalid UTF-8 counts as one for each broken byte.
std::int64_t length(std::string_view text, Unit, Weights = {});

}  // namespace cmtool
