// SPDX-License-Identifier: MIT
#include "figures/period.hpp"

#include <fmt/format.h>

#include "base/tr.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr std::size_t most_groups = 4000;

/// The moment at which a wall time is first shown; where the clocks skip it, the one after.
Result<Instant> moment(Wall wall, const std::string& zone) {
  TRY(const Moments moments, moments_of(wall, zone));
  return moments.earlier;
}

/// The same day and time so many months away; the last day of a shorter month.
Wall months_away(Wall wall, months by) {
  const auto day = floor<days>(wall);
  year_month_day moved = year_month_day(day) + by;
  if (!moved.ok()) moved = moved.year() / moved.month() / last;
  return local_days(moved) + (wall - day);
}

bool begins_month(Wall wall) { return floor<days>(wall) == wall && year_month_day(floor<days>(wall)).day() == day(1); }

}  // namespace

Result<ReportPeriod> compared_period(const ReportPeriod& period, std::string_view with, const std::string& zone) {
  TRY(const Local from, to_local(period.from, zone));
  TRY(const Local until, to_local(period.until, zone));
  if (with == "last-year") {
    TRY(const Instant first, moment(months_away(from.wall, -months(12)), zone));
    TRY(const Instant end, moment(months_away(until.wall, -months(12)), zone));
    return ReportPeriod{.from = first, .until = end};
  }
  Wall first = from.wall - (until.wall - from.wall);
  if (begins_month(from.wall) && begins_month(until.wall)) {
    const auto a = year_month_day(floor<days>(from.wall)), b = year_month_day(floor<days>(until.wall));
    first = months_away(from.wall, (a.year() / a.month()) - (b.year() / b.month()));
  }
  TRY(const Instant start, moment(first, zone));
  return ReportPeriod{.from = start, .until = period.from};
}

Result<std::int32_t> day_number(Instant at, const std::string& zone) {
  TRY(const Local local, to_local(at, zone));
  return static_cast<std::int32_t>(floor<days>(local.wall).time_since_epoch().count());
}

local_days day_of_number(std::int32_t number) { return local_days(days(number)); }

std::string day_name(local_days day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string week_name(local_days day) {
  const auto thursday = day - (weekday(day) - Monday) + days(3);
  const year of = year_month_day(thursday).year();
  const auto week = (thursday - local_days(of / January / 1)).count() / 7 + 1;
  return fmt::format("{:04}-W{:02}", static_cast<int>(of), week);
}

std::string month_name(local_days day) { return day_name(day).substr(0, 7); }

std::string time_group(local_days day, std::string_view by) {
  if (by == "day") return day_name(day);
  if (by == "week") return week_name(day);
  return by == "month" ? month_name(day) : std::string();
}

bool is_by_time(std::string_view by) { return by == "day" || by == "week" || by == "month"; }

Result<std::vector<std::string>> time_groups(const ReportPeriod& period, std::string_view by, const std::string& zone) {
  std::vector<std::string> all;
  if (period.until <= period.from) return all;
  TRY(const Local from, to_local(period.from, zone));
  TRY(const Local until, to_local(period.until - milliseconds(1), zone));
  for (auto day = floor<days>(from.wall); day <= until.wall && all.size() < most_groups; day += days(1)) {
    std::string name = time_group(day, by);
    if (all.empty() || all.back() != name) all.push_back(std::move(name));
  }
  return all;
}

Result<std::string> group_of(const PostFigures& one, std::string_view by, const std::string& zone) {
  if (by == "account") return "@" + one.delivery.account;
  if (by == "platform") return one.delivery.platform;
  if (by == "campaign") return one.post.campaign;
  if (!one.delivery.receipt) return std::string();
  TRY(const std::int32_t day, day_number(one.delivery.receipt->at, zone));
  return time_group(day_of_number(day), by);
}

std::string group_title(std::string_view by) {
  if (by == "day") return tr("Day");
  if (by == "week") return tr("Week");
  if (by == "month") return tr("Month");
  if (by == "account") return tr("Account");
  if (by == "platform") return tr("Platform");
  if (by == "campaign") return tr("Campaign");
  return tr("Group");
}

}  // namespace cmtool
