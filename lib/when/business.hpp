// SPDX-License-Identifier: MIT
// Business hours: when somebody is there to answer, and until when they should have.
//
//   "business_hours": {"zone": "Europe/Paris", "mon": "09:00-12:30, 14:00-18:00", "tue": …, "days_off": ["2026-12-26", "2026-08-01/2026-08-15"],
//                      "holidays": "fr", "answer_within": "4h"}
//
// "weekdays" stands for Monday to Friday, "daily" for all seven; a day of its own wins. An interval may end at 24:00, not go over midnight.
#pragma once
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace cmtool {

struct BusinessHours {
  /// Minutes of the day [from, until) on the wall, in order; 0 is Sunday.
  std::array<std::vector<std::pair<int, int>>, 7> week{};
  std::vector<std::pair<std::chrono::year_month_day, std::chrono::year_month_day>> days_off{};  ///< both ends off
  std::string holidays{};  ///< "fr", "fr-alsace": France's public holidays; empty: none
  std::string zone = "UTC";
  std::chrono::seconds answer_within{0};  ///< of business time; 0: no deadline
  bool operator==(const BusinessHours&) const = default;
};

/// May an interval go over midnight? Then they may also meet, overlap, and come in any order.
enum class OverMidnight { no, yes };

/// What settings.json says; nothing where it says nothing. `zone` is the workspace's. Fault::usage naming the member that cannot be understood.
Result<std::optional<BusinessHours>> business_hours(const Json& settings, const std::string& zone);
/// The same of hours that are written elsewhere in the settings.
Result<BusinessHours> hours_of(const Json& said, const std::string& zone, OverMidnight);

/// Easter Sunday of the Gregorian calendar, years 1583 to 9999 (Meeus, Jones and Butcher).
std::chrono::year_month_day easter(int year);
/// Is it a public holiday in France (Code du travail, L3133-1; in "fr-alsace" also Good Friday and 26 December, L3134-13)?
bool is_french_holiday(std::chrono::year_month_day, bool alsace = false);

/// Is somebody there at this moment?
bool is_open(const BusinessHours&, Instant);
/// The moment at which so much business time has passed since `from`; nothing where there is none within a year.
std::optional<Instant> after_business_time(const BusinessHours&, Instant from, std::chrono::seconds);
/// How much business time lies between two moments.
std::chrono::seconds business_time(const BusinessHours&, Instant from, Instant until);

}  // namespace cmtool
