// SPDX-License-Identifier: MIT
// Weekly places in an account's queue: "mon,wed 09:00". `--slot` takes the next one that is free.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/delivery.hpp"

namespace cmtool {

struct Slot {
  unsigned weekday = 0;  ///< 0 is Sunday
  int minute = 0;        ///< of the day, 0 to 1439, on the wall
  auto operator<=>(const Slot&) const = default;
};

/// "mon 09:00", as it is kept.
std::string text_of(const Slot&);

/// What people write: "mon,wed 09:00", "lundi et jeudi 9h30", "weekdays 12:00", "daily 8:00", "mon 9:00, fri 17:30". Sorted, each once.
/// Fault::usage with examples otherwise.
Result<std::vector<Slot>> parse_slots(std::string_view);

/// The first of these places after `now` that is not among `taken`, by the zone's calendar: a place that the clock change skips is an
/// hour later, one that it repeats is the first. Fault::usage when there is no slot; Fault::refused when none is free within a year.
Result<Due> next_free(const std::vector<Slot>&, const std::string& zone, Instant now, const std::set<Instant>& taken);

}  // namespace cmtool
