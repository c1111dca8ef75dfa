// SPDX-License-Identifier: MIT
// What reports make of a few figures that can be worked out by hand; tests/process/report_test.py holds them to SQL over many.
#include <doctest/doctest.h>

#include "tests/support/report_records.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

AccountFigures levels(const std::string& account, const std::string& metric, std::optional<std::int64_t> before, const std::vector<std::pair<std::int32_t, std::int64_t>>& days) {
  AccountFigures figures{.account = account, .platform = "mastodon", .metric = metric};
  if (before) figures.before = {.value = before, .as_of = moment("2026-10-30T00:00:00Z")};
  for (const auto& [day, value] : days) figures.days.push_back({.day = day, .own = value, .as_of = moment("2026-11-30T12:00:00Z")});
  return figures;
}

constexpr std::int32_t first_of_november = 20758;

}  // namespace

TEST_CASE("posts: unknown comes last, whatever is sorted by, and the rate is by reach, else by views") {
  ReportInputs inputs = november();
  inputs.now.posts = {a_measured_post("atelier", "2026-11-02T10:00:00Z", {}), a_measured_post("atelier", "2026-11-03T10:00:00Z", {{"likes", 0}}),
                      a_measured_post("atelier", "2026-11-04T10:00:00Z", {{"likes", 3}, {"replies", 1}, {"reach", 200}, {"impressions", 1000}}),
                      a_measured_post("atelier", "2026-11-05T10:00:00Z", {{"likes", 2}, {"impressions", 100}})};
  const Table table = run_report("posts", inputs);
  REQUIRE(table.rows.size() == 4);
  CHECK(cell_at(table, 0, "engagement").integer_or(-1) == 4);
  CHECK(cell_at(table, 0, "rate").number_or(0) == doctest::Approx(2));
  CHECK(cell_at(table, 1, "rate").number_or(0) == doctest::Approx(2));
  CHECK(cell_at(table, 2, "engagement") == Json(0));
  CHECK(cell_at(table, 3, "engagement").is_null());
  REQUIRE(table.notes.size() == 1);
  inputs.top = 1;
  CHECK(run_report("posts", inputs).rows.size() == 1);
}

TEST_CASE("posts: what was read long ago is stale, measured by the post's age") {
  ReportInputs inputs = november();
  inputs.now.posts = {a_measured_post("atelier", "2026-11-02T10:00:00Z", {{"likes", 1}}), a_measured_post("atelier", "2026-11-28T10:00:00Z", {{"likes", 2}})};
  inputs.now.posts[0].figures["likes"].as_of = moment("2026-11-26T00:00:00Z");  // 29 days old: a week may pass
  inputs.now.posts[1].figures["likes"].as_of = moment("2026-11-28T12:00:00Z");  // not three days old: two may
  const Table table = run_report("posts", inputs);
  CHECK(cell_at(table, 1, "stale") == Json(false));
  CHECK(cell_at(table, 0, "stale") == Json(true));
}

TEST_CASE("engagement: medians stand beside means, and few posts are marked") {
  ReportInputs inputs = november();
  for (const std::int64_t likes : {1, 2, 3, 4, 90}) inputs.now.posts.push_back(a_measured_post("atelier", "2026-11-02T10:00:00Z", {{"likes", likes}, {"reach", 100}}));
  inputs.now.posts.push_back(a_measured_post("blog", "2026-11-02T10:00:00Z", {{"comments", 4}}));
  inputs.now.posts.push_back(a_measured_post("blog", "2026-11-02T10:00:00Z", {}));
  inputs.now.accounts = {levels("atelier", "followers", 900, {{first_of_november + 20, 1000}})};
  const Table table = run_report("engagement", inputs);
  REQUIRE(table.rows.size() == 2);
  CHECK(cell_at(table, 0, "mean").number_or(0) == doctest::Approx(20));
  CHECK(cell_at(table, 0, "median").number_or(0) == doctest::Approx(3));
  CHECK(cell_at(table, 0, "rate_reach").number_or(0) == doctest::Approx(20));
  CHECK(cell_at(table, 0, "rate_reach_median").number_or(0) == doctest::Approx(3));
  CHECK(cell_at(table, 0, "rate_followers").number_or(0) == doctest::Approx(2));
  CHECK(cell_at(table, 0, "few") == Json(false));
  CHECK(cell_at(table, 1, "posts") == Json(2));
  CHECK(cell_at(table, 1, "measured") == Json(1));
  CHECK(cell_at(table, 1, "rate_reach").is_null());
  CHECK(cell_at(table, 1, "few") == Json(true));
}

TEST_CASE("growth: a day without a reading stands as the one before, and what nobody read yet is unknown") {
  ReportInputs inputs = november();
  inputs.by = "day";
  inputs.now.period.until = moment("2026-11-05T00:00:00Z");
  inputs.now.accounts = {levels("atelier", "followers", std::nullopt, {{first_of_november + 1, 100}, {first_of_november + 3, 95}})};
  const Table table = run_report("growth", inputs);
  REQUIRE(table.rows.size() == 4);
  CHECK(cell_at(table, 0, "followers").is_null());
  CHECK(cell_at(table, 1, "followers") == Json(100));
  CHECK(cell_at(table, 1, "gained").is_null());
  CHECK(cell_at(table, 2, "followers") == Json(100));
  CHECK(cell_at(table, 2, "gained") == Json(0));
  CHECK(cell_at(table, 3, "gained") == Json(-5));
  CHECK(cell_at(table, 3, "growth").number_or(0) == doctest::Approx(-5));
}

TEST_CASE("growth: by account, each day's gain is its trend; by day the rows are") {
  ReportInputs inputs = november();
  inputs.by = "account";
  inputs.now.period.until = moment("2026-11-05T00:00:00Z");
  inputs.now.accounts = {levels("atelier", "followers", 100, {{first_of_november + 1, 104}, {first_of_november + 3, 99}})};
  const Table accounts = run_report("growth", inputs);
  CHECK(cell_at(accounts, 0, "trend").dump() == "[null,4,null,-5]");
  CHECK(cell_at(accounts, 1, "trend").dump() == "[]");
  CHECK(accounts.columns.back().shown);
  CHECK(accounts.notes.empty());
  inputs.by = "day";
  const Table days = run_report("growth", inputs);
  CHECK(cell_at(days, 1, "trend").is_null());
  CHECK_FALSE(days.columns.back().shown);
  CHECK(days.notes == std::vector<std::string>{"gained: ▅█▅▁"});
}

TEST_CASE("accounts: what is compared stands beside it, with the change in percent") {
  ReportInputs inputs = november();
  inputs.now.accounts = {levels("atelier", "followers", 100, {{first_of_november, 120}})};
  inputs.before = PeriodInputs{.period = {.from = moment("2026-10-01T00:00:00Z"), .until = moment("2026-11-01T00:00:00Z")}};
  inputs.before->accounts = {levels("atelier", "followers", 90, {{first_of_november - 5, 100}})};
  const Table table = run_report("accounts", inputs);
  CHECK(cell_at(table, 0, "followers") == Json(120));
  CHECK(cell_at(table, 0, "followers_before") == Json(100));
  CHECK(cell_at(table, 0, "followers_change").number_or(0) == doctest::Approx(20));
  CHECK(cell_at(table, 0, "followers_gained") == Json(20));
  CHECK(cell_at(table, 0, "followers_gained_before") == Json(10));
  CHECK(cell_at(table, 1, "followers").is_null());
}

TEST_CASE("ads: costs are those of one currency, and cents become units") {
  ReportInputs inputs = november();
  const auto figure = [](std::int64_t value) { return Figure{.value = value, .as_of = moment("2026-11-20T00:00:00Z")}; };
  inputs.now.ads = {{.account = "atelier", .campaign = "a", .figures = {{"spend:EUR", figure(1250)}, {"results", figure(5)}, {"ad_impressions", figure(5000)}}},
                    {.account = "atelier", .campaign = "b", .figures = {{"spend:EUR", figure(100)}, {"spend:JPY", figure(100)}, {"results", figure(5)}}},
                    {.account = "atelier", .campaign = "c", .figures = {{"results", figure(0)}, {"spend:USD", figure(100)}}}};
  const Table table = run_report("ads", inputs);
  REQUIRE(table.rows.size() == 4);
  CHECK(cell_at(table, 0, "spend").number_or(0) == doctest::Approx(12.5));
  CHECK(cell_at(table, 0, "cost_per_result").number_or(0) == doctest::Approx(2.5));
  CHECK(cell_at(table, 0, "cost_per_thousand").number_or(0) == doctest::Approx(2.5));
  CHECK(cell_at(table, 1, "cost_per_result").is_null());
  CHECK(cell_at(table, 2, "spend").number_or(0) == doctest::Approx(100));
  CHECK(cell_at(table, 2, "results").is_null());
  CHECK(cell_at(table, 3, "cost_per_result").is_null());
}

TEST_CASE("campaigns: ours and that of the advertisements are one where their links say the same") {
  ReportInputs inputs = november();
  inputs.now.posts = {a_measured_post("atelier", "2026-11-02T10:00:00Z", {{"likes", 2}, {"clicks", 8}}, "Noël 2026"), a_measured_post("blog", "2026-11-02T10:00:00Z", {}, "noel-2026"),
                      a_measured_post("blog", "2026-11-02T10:00:00Z", {{"likes", 100}})};
  const auto figure = [](std::int64_t value) { return Figure{.value = value, .as_of = moment("2026-11-20T00:00:00Z")}; };
  inputs.now.ads = {{.account = "atelier", .campaign = "NOEL 2026", .figures = {{"spend:EUR", figure(2000)}, {"results", figure(4)}, {"sessions", figure(10)}}}};
  inputs.goals = {{.name = "g", .metric = "likes", .campaign = "noël 2026"}};
  const Table table = run_report("campaigns", inputs);
  REQUIRE(table.rows.size() == 1);
  CHECK(cell_at(table, 0, "campaign") == Json("Noël 2026"));
  CHECK(cell_at(table, 0, "posts") == Json(2));
  CHECK(cell_at(table, 0, "engagement") == Json(10));
  CHECK(cell_at(table, 0, "visits") == Json(10));
  CHECK(cell_at(table, 0, "cost_per_result").number_or(0) == doctest::Approx(5));
  CHECK(cell_at(table, 0, "goals")[std::size_t{0}] == Json("g"));
}

TEST_CASE("links: of a post with several links each shows its clicks, and it is said") {
  ReportInputs inputs = november();
  inputs.now.posts = {a_measured_post("atelier", "2026-11-02T10:00:00Z", {{"link_clicks", 5}, {"impressions", 100}}), a_measured_post("blog", "2026-11-03T10:00:00Z", {})};
  inputs.now.posts[0].post.text = "https://a.example/x?utm_source=mastodon&utm_campaign=noel and https://b.example/";
  inputs.now.posts[1].post.text = "https://b.example/";
  const Table table = run_report("links", inputs);
  REQUIRE(table.rows.size() == 2);
  CHECK(cell_at(table, 0, "utm_campaign") == Json("noel"));
  CHECK(cell_at(table, 0, "click_rate").number_or(0) == doctest::Approx(5));
  CHECK(cell_at(table, 1, "posts") == Json(2));
  CHECK(cell_at(table, 1, "clicks") == Json(5));
  CHECK(cell_at(table, 1, "shared") == Json(true));
  CHECK(table.notes.size() == 1);
}

TEST_CASE("best times: too few posts have no best hour") {
  ReportInputs inputs = november();
  inputs.now.posts = {a_measured_post("atelier", "2026-11-02T10:00:00Z", {{"likes", 2}})};
  Table table = run_report("best-times", inputs);
  CHECK(table.rows.empty());
  CHECK(table.notes.size() == 2);
  for (int day = 1; day <= 28; ++day) {
    const std::string date = "2026-11-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    inputs.now.posts.push_back(a_measured_post("atelier", date + "T09:00:00Z", {{"likes", day % 7 == 2 ? 50 : 2}}));  // Mondays
  }
  inputs.now.posts.push_back(a_measured_post("atelier", "2026-11-30T09:00:00Z", {{"likes", 50}}));
  table = run_report("best-times", inputs);
  REQUIRE_FALSE(table.rows.empty());
  CHECK(cell_at(table, 0, "slot") == Json("mon 09:00"));
}
