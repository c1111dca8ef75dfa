// SPDX-License-Identifier: MIT
#include "figures/period.hpp"

#include <doctest/doctest.h>

#include "tests/support/report_records.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace std::chrono;

namespace {

std::string compared(const std::string& from, const std::string& until, std::string_view with, const std::string& zone = "UTC") {
  const auto period = compared_period({.from = moment(from), .until = moment(until)}, with, zone).value();
  return iso(period.from) + " " + iso(period.until);
}

}  // namespace

TEST_CASE("a whole month is compared with the month before, whatever their lengths") {
  CHECK(compared("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "previous") == "2026-02-01T00:00:00Z 2026-03-01T00:00:00Z");
  CHECK(compared("2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z", "previous") == "2025-10-01T00:00:00Z 2026-01-01T00:00:00Z");
  CHECK(compared("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "previous") == "2026-02-23T00:00:00Z 2026-03-02T00:00:00Z");
}

TEST_CASE("a month is one of the zone's calendar, also where the clocks change in it") {
  CHECK(compared("2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z", "previous", "Europe/Paris") == "2026-09-30T22:00:00Z 2026-10-31T23:00:00Z");
}

TEST_CASE("last year is the same days a year earlier") {
  CHECK(compared("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", "last-year") == "2025-11-01T00:00:00Z 2025-12-01T00:00:00Z");
  CHECK(compared("2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z", "last-year") == "2027-02-28T00:00:00Z 2027-03-01T00:00:00Z");
}

TEST_CASE("weeks are those of ISO 8601") {
  const auto week = [](year_month_day day) { return week_name(local_days(day)); };
  CHECK(week(2026y / 1 / 1) == "2026-W01");
  CHECK(week(2027y / 1 / 3) == "2026-W53");
  CHECK(week(2027y / 1 / 4) == "2027-W01");
  CHECK(week(2024y / 12 / 30) == "2025-W01");
  CHECK(week(2023y / 1 / 1) == "2022-W52");
}

TEST_CASE("every day of the period has its place, also one in which nothing happened") {
  const ReportPeriod period{.from = moment("2026-10-23T22:00:00Z"), .until = moment("2026-10-26T23:00:00Z")};
  CHECK(time_groups(period, "day", "Europe/Paris").value() == std::vector<std::string>{"2026-10-24", "2026-10-25", "2026-10-26"});
  CHECK(time_groups(period, "week", "Europe/Paris").value() == std::vector<std::string>{"2026-W43", "2026-W44"});
  CHECK(time_groups(period, "month", "Europe/Paris").value() == std::vector<std::string>{"2026-10"});
}
