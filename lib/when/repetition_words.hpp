// SPDX-License-Identifier: MIT
// The words that repetitions are said with, English and French, in lower case and without accents (when/phrase.hpp).
#pragma once
#include <optional>
#include <string_view>

#include "when/rule.hpp"

namespace cmtool {

/// "fortnight" is two weeks, "trimestre" three months.
struct RepetitionUnit {
  RepeatRule::Every every = RepeatRule::Every::day;
  int times = 1;
  bool operator==(const RepetitionUnit&) const = default;
};

/// "day", "semaines"; nothing for other words.
std::optional<RepetitionUnit> unit_named(std::string_view word);

/// "daily", "hebdomadaire": the unit that is meant.
std::optional<RepetitionUnit> adverb_named(std::string_view word);

/// 1 to 5 for "first" to "cinquieme", -1 for "last".
std::optional<int> nth_named(std::string_view word);

/// A weekday's name (0 is Sunday), also in the plural ("lundis") where it is written in full.
std::optional<unsigned> weekday_or_plural(std::string_view word);

}  // namespace cmtool
