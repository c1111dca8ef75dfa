// SPDX-License-Identifier: MIT
// Periods by the workspace's calendar: what is compared with what, and the days, ISO weeks and months that rows stand for.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "figures/figure.hpp"
#include "when/zone.hpp"

namespace cmtool {

/// The period that a period is compared with. "previous": as long as it and right before it; of whole months so many months before. "last-year":
/// the same days a year earlier.
Result<ReportPeriod> compared_period(const ReportPeriod&, std::string_view with, const std::string& zone);

/// The day on the wall, counted since 1970.
Result<std::int32_t> day_number(Instant, const std::string& zone);
std::chrono::local_days day_of_number(std::int32_t);

/// "2026-11-03".
std::string day_name(std::chrono::local_days);
/// "2026-W45": weeks begin on Monday, and belong to the year of their Thursday (ISO 8601).
std::string week_name(std::chrono::local_days);
/// "2026-11".
std::string month_name(std::chrono::local_days);
/// The name of the day, week or month, as `by` says; "" for any other.
std::string time_group(std::chrono::local_days, std::string_view by);
bool is_by_time(std::string_view by);
/// All of the period, in order, also those in which nothing happened. At most 4,000.
Result<std::vector<std::string>> time_groups(const ReportPeriod&, std::string_view by, const std::string& zone);

/// The group of a post: its day, week, month, account ("@atelier"), platform or campaign ("–" where it has none stays empty).
Result<std::string> group_of(const PostFigures&, std::string_view by, const std::string& zone);

/// What the column of groups is called: "Day", "Week", "Account" …
std::string group_title(std::string_view by);

}  // namespace cmtool
