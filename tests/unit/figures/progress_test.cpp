// SPDX-License-Identifier: MIT
#include "figures/progress.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/support/report_records.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

constexpr std::int32_t first_of_november = 20758;

Goal a_goal(const std::string& metric, std::int64_t target) {
  return {.name = "g", .metric = metric, .target = target, .from = moment("2026-11-01T00:00:00Z"), .by = moment("2026-12-01T00:00:00Z")};
}

/// So many a day, from the first of November on.
GoalDays counted(const std::vector<std::int64_t>& gains) {
  GoalDays days{.as_of = moment("2026-11-10T00:00:00Z")};
  for (std::size_t i = 0; i < gains.size(); ++i) days.days.push_back({.day = first_of_november + static_cast<std::int32_t>(i), .value = gains[i]});
  return days;
}

/// After ten days.
GoalProgress after_ten_days(const Goal& goal, const GoalDays& days) { return progress_of(goal, days, moment("2026-11-11T00:00:00Z"), first_of_november, first_of_november + 9); }

}  // namespace

TEST_CASE("the forecast goes on at the pace so far, and its range is that of the days") {
  const auto progress = after_ten_days(a_goal("likes", 300), counted({10, 12, 8, 10, 10, 12, 8, 10, 10, 10}));
  CHECK(progress.now == 100);
  CHECK(*progress.pace == doctest::Approx(10));
  CHECK(*progress.needed == doctest::Approx(10));
  CHECK(progress.expected == doctest::Approx(100.0 / 3));
  CHECK(*progress.forecast == doctest::Approx(300));
  // s = √(16 / 9) = 4/3; 1.2816 × 4/3 × √(20 + 400 / 10) = 13.236
  CHECK(*progress.high - *progress.forecast == doctest::Approx(13.236).epsilon(0.001));
  CHECK(*progress.forecast - *progress.low == doctest::Approx(13.236).epsilon(0.001));
  CHECK(progress.state == GoalState::on_track);
}

TEST_CASE("a goal is at risk where only luck reaches it, and behind where not even that does") {
  const auto days = counted({10, 12, 8, 10, 10, 12, 8, 10, 10, 10});
  CHECK(after_ten_days(a_goal("likes", 310), days).state == GoalState::at_risk);
  CHECK(after_ten_days(a_goal("likes", 320), days).state == GoalState::behind);
  CHECK(after_ten_days(a_goal("likes", 100), days).state == GoalState::reached);
}

TEST_CASE("a goal whose time is over is reached or missed") {
  const auto days = counted({10, 10, 10});
  const auto at_end = [&](std::int64_t target) { return progress_of(a_goal("likes", target), days, moment("2026-12-02T00:00:00Z"), first_of_november, first_of_november + 31).state; };
  CHECK(at_end(30) == GoalState::reached);
  CHECK(at_end(31) == GoalState::missed);
}

TEST_CASE("nothing read is unknown, and not zero") {
  const auto progress = after_ten_days(a_goal("followers", 100), {.kind = MetricKind::level});
  CHECK_FALSE(progress.now);
  CHECK_FALSE(progress.percent);
  CHECK(progress.state == GoalState::unknown);
}

TEST_CASE("of a level the way from where it stood counts") {
  GoalDays days{.kind = MetricKind::level, .before = 1000};
  for (std::int32_t i = 0; i < 10; ++i) days.days.push_back({.day = first_of_november + i, .value = 1000 + 10 * (i + 1)});
  const auto progress = after_ten_days(a_goal("followers", 1300), days);
  CHECK(progress.start == 1000);
  CHECK(progress.now == 1100);
  CHECK(*progress.percent == doctest::Approx(100.0 / 3));
  CHECK(*progress.forecast == doctest::Approx(1300));
}

TEST_CASE("the levels of accounts are added up as last read, and one that is first read later does not look like a gain") {
  std::vector<AccountFigures> accounts{
      {.account = "a", .metric = "followers", .before = {.value = 100}, .days = {{.day = first_of_november, .own = 110}, {.day = first_of_november + 2, .own = 120}}},
      {.account = "b", .metric = "followers", .days = {{.day = first_of_november + 1, .own = 50}}},
  };
  const auto days = goal_days(a_goal("followers", 200), accounts, {}, "UTC").value();
  CHECK(days.before == 150);
  REQUIRE(days.days.size() == 3);
  CHECK(days.days[0].value == 160);
  CHECK(days.days[1].value == 160);
  CHECK(days.days[2].value == 170);
}

TEST_CASE("readings further apart say how days vary, too") {
  // 4 over one day, 8 over four, 15 over five: 2.7 a day. (1.3² / 1 + 2.8² / 4 + 1.5² / 5) / 2 = 2.05
  GoalDays days{.kind = MetricKind::level, .before = 1000, .days = {{first_of_november, 1004}, {first_of_november + 4, 1012}, {first_of_november + 9, 1027}}};
  const auto progress = after_ten_days(a_goal("followers", 1300), days);
  CHECK(*progress.pace == doctest::Approx(2.7));
  CHECK(*progress.forecast == doctest::Approx(1081));
  CHECK(*progress.high - *progress.forecast == doctest::Approx(1.2816 * std::sqrt(2.05) * std::sqrt(60.0)));
}
