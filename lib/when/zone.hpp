// SPDX-License-Identifier: MIT
// Between what a clock on the wall shows and the moment it means.
//
// A wall time is said in a zone; when the clocks change it may mean two moments or none, and the answer says so
// instead of choosing. Nothing is read before the first zone is asked for; each is read once and kept. Thread-safe.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace cmtool {

/// What a clock on the wall shows, to the second, in a zone that is told beside it.
using Wall = std::chrono::local_seconds;

/// "2026-12-24T09:00", with ":30" where the seconds are not zero.
std::string iso_wall(Wall);

/// A moment as a wall shows it.
struct Local {
  Wall wall{};
  std::chrono::seconds offset{};  ///< ahead of UTC
};

/// The moments that a wall time may mean.
struct Moments {
  enum class Kind { once, skipped, repeated } kind = Kind::once;
  /// Both the same but for a clock change. Repeated: the first and the second time that the wall shows it. Skipped:
  /// by the clock after the change (an hour before), and by the clock before it (an hour after).
  Instant earlier{}, later{};
};

/// Is there such a zone? Fault::usage with "did you mean" otherwise.
Result<void> check_zone(std::string_view name);

/// Fault::usage for an unknown zone.
Result<Moments> moments_of(Wall, std::string_view zone);
Result<Local> to_local(Instant, std::string_view zone);

/// "2026-03-29 03:30 +02:00": a moment with its offset, as both readings of a doubtful time are named.
std::string with_offset(const Local&);

/// A moment for people: "Thu 24 Dec 2026 09:00", or where `lang` is "fr" "jeu. 24 décembre 2026 à 9 h 00". In UTC, and
/// saying so, where the zone is unknown.
std::string human_time(Instant, std::string_view zone, std::string_view lang);
/// The day alone: "Thu 24 Dec 2026", "jeu. 24 décembre 2026".
std::string human_day(std::chrono::year_month_day, std::string_view lang);

}  // namespace cmtool
