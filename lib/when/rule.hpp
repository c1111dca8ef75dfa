// SPDX-License-Identifier: MIT
// An RFC 5545 rule of repetition, read strictly and written in one way.
//
// A rule may come from anyone's file, so it is checked here before any library sees it: every part once, every number in its
// range, nothing that RFC 5545 3.3.10 forbids, and nothing that libical computes wrongly (measured with 3.0.16: BYSETPOS
// is ignored for weeks, is counted in days only, and BYYEARDAY or BYWEEKNO mix with few others). What is refused says why.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "when/zone.hpp"

namespace cmtool {

/// The parts of an RRULE; lists are sorted and without doubles, empty where nothing was said.
struct RepeatRule {
  enum class Every { hour, day, week, month, year } every = Every::day;
  int interval = 1;
  /// A weekday (0 is Sunday); `nth` of its month or year, from the end where negative, 0 for each.
  struct Day {
    int nth = 0;
    unsigned weekday = 0;
    auto operator<=>(const Day&) const = default;
  };
  std::vector<int> months{}, weeks{}, year_days{}, month_days{};
  std::vector<Day> days{};
  std::vector<int> hours{}, minutes{}, seconds{}, positions{};
  unsigned week_start = 1;
  std::optional<int> count{};
  /// UNTIL: the last wall time at which it may fall, in the rule's zone or, where `utc`, in UTC.
  struct End {
    Wall wall{};
    bool utc = false;
    bool operator==(const End&) const = default;
  };
  std::optional<End> end{};
  bool operator==(const RepeatRule&) const = default;
};

/// Reads "FREQ=WEEKLY;BYDAY=MO", with or without "RRULE:", in any case. Fault::usage with the reason otherwise, also for more
/// than 500 bytes, for seconds and minutes as FREQ, and for what cannot be computed.
Result<RepeatRule> parse_rule(std::string_view);

/// "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH": the parts in RFC 5545's order, without those that say nothing.
std::string rule_text(const RepeatRule&);

/// The beginning of a text that was not understood, as it may stand in a message: one line of at most 80 bytes.
std::string shown_rule(std::string_view);

}  // namespace cmtool
