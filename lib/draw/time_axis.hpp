// SPDX-License-Identifier: MIT
// An axis of time: days, Mondays, first days of months or years as a calendar in that zone shows them, named in the language.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace cmtool::draw {

struct TimeTick {
  Instant at{};
  std::string text{};  ///< "14 Nov", "nov. 2026"
};

/// At most `most` ticks within the period, both ends included; none for a period that is empty or reversed. An unknown zone is UTC.
std::vector<TimeTick> time_ticks(Instant from, Instant until, std::size_t most, std::string_view zone, std::string_view lang);

/// "Nov", "nov."
std::string short_month(std::chrono::month, std::string_view lang);
/// "Mon", "lun."
std::string short_weekday(std::chrono::weekday, std::string_view lang);
/// "14 Nov 2026", "14 nov. 2026": a day as the zone's calendar shows it.
std::string day_text(Instant, std::string_view zone, std::string_view lang, bool year);

}  // namespace cmtool::draw
