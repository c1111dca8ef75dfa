// SPDX-License-Identifier: MIT
// What people write for a time, understood in English and French at once.
//
// ISO 8601 with or without zone, "14:30", "+2h30m", "tomorrow 9am", "next monday 18:00", "demain 9h30", "lundi prochain
// 18h", "le 24 décembre à 9h", "in 2 hours", "il y a 3 jours", and their relatives; case and accents do not matter, and
// both languages are read whatever the program speaks. What could mean two things is refused with both readings named,
// never guessed: a post at the wrong hour cannot be taken back.
//
// Where a phrase leaves something out:
// - no zone: the workspace's; a zone's name or "UTC" may follow any phrase;
// - a time of day alone ("14:30", "midi", "minuit"): the next one, so tomorrow if it is past today;
// - a weekday: the next one, today only if its time is still to come; "next"/"prochain": not today;
// - a day without a year (or month): the next one;
// - a day without a time: its midnight, unless NoTime::refuse;
// - "morning" 9:00, "afternoon" 14:00, "evening", "tonight", "ce soir" 18:00, unless an hour is said;
// - "midnight"/"minuit" with a day: the one at which that day begins; with "tonight"/"ce soir": the one at its end;
// - days, weeks and months added ("+1d", "dans 3 jours") keep the time on the wall; hours, minutes and seconds are exact.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/delivery.hpp"
#include "when/zone.hpp"

namespace cmtool {

/// Which reading of a time that a clock change repeats or skips is meant (--fold).
enum class Fold { refuse, earlier, later };

/// What a day without a time means: its first moment (a limit of a period), or a question back (a time to publish).
enum class NoTime { midnight, refuse };

/// Where and when a phrase is said.
struct WhenContext {
  Instant now{};
  std::string zone = "UTC";  ///< the workspace's
  Fold fold = Fold::refuse;
  std::string lang = "en";  ///< "fr": in 03/04/2026 the day comes first; otherwise such dates are refused
  NoTime no_time = NoTime::midnight;
};

/// The moment a phrase means; `wall` and `zone` are empty where an instant was said ("now", "+2h", "…Z"). The past is
/// not refused. Fault::usage, with examples in the hint, for what cannot be understood or means two things.
Result<Due> parse_when(std::string_view, const WhenContext&);

/// The moment of a wall time in a zone, by the same rule for clock changes.
Result<Due> due_at(Wall, const std::string& zone, Fold);

/// "2h30m", "90s", "+1d", "2 jours", "1 semaine", "1 h 30", "1d 12h": days of 24 hours. Fault::usage otherwise, also for
/// months and years, which have no fixed length, and for more than 100 years. A leading "-" makes it negative.
Result<std::chrono::seconds> parse_duration(std::string_view);

}  // namespace cmtool
