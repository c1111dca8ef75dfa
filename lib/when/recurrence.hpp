// SPDX-License-Identifier: MIT
// What is repeated: said in words or as an RFC 5545 rule, followed by the local calendar of a zone.
//
// The rule counts wall times; each is then given its moment. RFC 5545 contradicts itself on a wall time that the clocks
// skip (3.3.10 drops it, 3.3.5 shifts it): here it is shifted by the offset before the change, 02:30 to 03:30, so that no
// post is lost. One that the clocks repeat happens once, the first time. Two that fall on one moment by that count once.
//
// Words, in English and French at once, whatever the case and accents: "daily", "weekdays", "every 2 weeks on mon,thu",
// "every first monday of the month", "every 15th", "tous les lundis à 9h30", "chaque dernier vendredi du mois", "une fois par
// semaine". What could mean two things is refused with both readings named. Words shift what short months lack: "every
// month" from the 31st means the last day. A rule of RFC 5545 skips those months, as it says. Words begin with the first
// day that fits; the weeks of "every 2 weeks" are counted from there.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "when/zone.hpp"

namespace cmtool {

/// A rule of repetition, by the local calendar of a zone.
struct Recurrence {
  std::string rule{};              ///< RFC 5545 without "RRULE:": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"
  std::string zone{};              ///< "Europe/Paris"
  Wall start{};                    ///< DTSTART: none falls before it, and it gives the time of day; itself one only if the rule says so
  std::optional<Instant> until{};  ///< the last moment at which one may fall; UNTIL and COUNT of the rule count too
  std::vector<Wall> except{};      ///< wall times left out (EXDATE)
  bool operator==(const Recurrence&) const = default;
};

/// One time that a rule comes round.
struct Occurrence {
  Wall wall{};           ///< by the rule
  Instant at{};          ///< the moment that it means
  bool shifted = false;  ///< the clocks skip the wall time
  bool operator==(const Occurrence&) const = default;
};

/// What people write for a repetition; a time of day in the words goes before that of `start`. Whether it ever comes round
/// is not looked at. Fault::usage, with examples or both readings in the hint, for what is not understood, means two things,
/// comes more often than every 5 minutes, or starts before 1970 or after 2400; for an unknown zone as check_zone().
Result<Recurrence> parse_recurrence(std::string_view said, Wall start, const std::string& zone);

/// The occurrences in [from, until), ascending, at most `limit`; none later than 100 years after `from`, or after the start if
/// that is later. Fault::usage for a rule or zone that is none; Fault::unsupported where the part is missing.
Result<std::vector<Occurrence>> occurrences(const Recurrence&, Instant from, Instant until, std::size_t limit);

/// The first occurrence after (strictly) a moment; nothing where there is none within 100 years.
Result<std::optional<Occurrence>> next_occurrence(const Recurrence&, Instant after);

/// The rule for people: "every 2 weeks on Monday and Thursday at 09:00, until Thu 24 Dec 2026".
std::string in_words(const Recurrence&);

}  // namespace cmtool
