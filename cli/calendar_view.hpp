// SPDX-License-Identifier: MIT
// The schedule as a calendar on a terminal. How a delivery stands is a sign or a word, never a colour alone.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "model/pause.hpp"
#include "schedule/upcoming.hpp"

namespace cmtool {

/// Some whole days in a zone.
struct CalendarDays {
  std::chrono::local_days first{}, last{};
};

/// The first moment of a day, also where the clocks skip its midnight.
Result<Instant> start_of(std::chrono::local_days, const std::string& zone);

struct CalendarView {
  const std::vector<Upcoming>& deliveries;
  std::vector<Pause> pauses{};
  Instant now{};
  std::string zone{}, lang{};
  std::size_t width = 80;  ///< columns
};

/// The month as a grid, and a line that explains its signs; a list of its days where the terminal is too narrow.
std::string month_view(const CalendarView&, CalendarDays);
/// Each day with its deliveries, one on a line. `empty_days`: also the days without any.
std::string agenda_view(const CalendarView&, CalendarDays, bool empty_days);

}  // namespace cmtool
