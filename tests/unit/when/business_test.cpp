// SPDX-License-Identifier: MIT
#include "when/business.hpp"

#include <doctest/doctest.h>

using namespace cmtool;
using namespace std::chrono;

namespace {

Instant at(const std::string& text) { return parse_iso(text).value(); }

BusinessHours hours_of(const std::string& json) {
  const auto parsed = parse_json("{\"business_hours\":" + json + "}");
  REQUIRE(parsed.ok());
  const auto hours = business_hours(*parsed, "Europe/Paris");
  REQUIRE_MESSAGE(hours.ok(), (hours.ok() ? "" : hours.error().message));
  REQUIRE(hours->has_value());
  return **hours;
}

constexpr auto office = R"({"weekdays": "09:00-12:30, 14:00-18:00", "sat": "10:00-12:00", "days_off": ["2026-12-24", "2026-08-01/2026-08-15"],
                            "holidays": "fr", "answer_within": "4h"})";

}  // namespace

TEST_CASE("Easter falls where it has fallen") {
  struct Row { int year; unsigned month, day; };
  for (const auto& [year, month, day] : {Row{2024, 3, 31}, {2025, 4, 20}, {2026, 4, 5}, {2027, 3, 28}, {2038, 4, 25}, {1961, 4, 2}, {2000, 4, 23}}) {
    CAPTURE(year);
    CHECK(easter(year) == std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day));
  }
}

TEST_CASE("the eleven holidays of France are known, and Alsace's two") {
  int found = 0;
  for (auto day = sys_days(2026y / 1 / 1); day < sys_days(2027y / 1 / 1); day += days(1)) found += is_french_holiday(day) ? 1 : 0;
  CHECK(found == 11);
  CHECK(is_french_holiday(2026y / 4 / 6));    // Easter Monday
  CHECK(is_french_holiday(2026y / 5 / 14));   // Ascension Day
  CHECK(is_french_holiday(2026y / 5 / 25));   // Whit Monday
  CHECK_FALSE(is_french_holiday(2026y / 4 / 3));
  CHECK(is_french_holiday(2026y / 4 / 3, true));
  CHECK(is_french_holiday(2026y / 12 / 26, true));
}

TEST_CASE("a deadline counts business time only") {
  const auto hours = hours_of(office);
  CHECK(hours.answer_within == 4h);
  struct Row { const char* name; const char* from; const char* until; };
  for (const Row& row : {Row{"within a morning and an afternoon", "2026-11-25T08:30:00Z", "2026-11-25T14:00:00Z"},
                         Row{"over night", "2026-11-25T16:00:00Z", "2026-11-26T11:00:00Z"},
                         Row{"from the middle of the night", "2026-11-25T02:00:00Z", "2026-11-25T13:30:00Z"},
                         Row{"over Saturday and Sunday", "2026-11-27T16:30:00Z", "2026-11-30T09:30:00Z"},
                         Row{"over a day off and Christmas", "2026-12-23T16:30:00Z", "2026-12-28T09:30:00Z"},
                         Row{"over two weeks of holiday", "2026-07-31T15:30:00Z", "2026-08-17T10:30:00Z"}}) {
    CAPTURE(row.name);
    const auto end = after_business_time(hours, at(row.from), 4h);
    REQUIRE(end.has_value());
    CHECK(iso(*end) == row.until);
    CHECK(business_time(hours, at(row.from), *end) == 4h);
  }
}

TEST_CASE("a clock change neither adds nor takes business time beyond the hour it is") {
  const auto night = hours_of(R"({"daily": "00:00-24:00", "answer_within": "24h"})");
  CHECK(iso(*after_business_time(night, at("2026-03-28T12:00:00Z"), 24h)) == "2026-03-29T12:00:00Z");
  CHECK(iso(*after_business_time(night, at("2026-10-24T12:00:00Z"), 24h)) == "2026-10-25T12:00:00Z");
}

TEST_CASE("somebody is there from the first minute to before the last") {
  const auto hours = hours_of(office);
  CHECK(is_open(hours, at("2026-11-25T08:00:00Z")));
  CHECK_FALSE(is_open(hours, at("2026-11-25T07:59:59Z")));
  CHECK_FALSE(is_open(hours, at("2026-11-25T11:30:00Z")));
  CHECK(is_open(hours, at("2026-11-28T09:30:00Z")));
  CHECK_FALSE(is_open(hours, at("2026-12-25T09:30:00Z")));
}

TEST_CASE("hours without an hour have no deadline, and end nowhere") {
  const auto never = hours_of(R"({"answer_within": "1h"})");
  CHECK_FALSE(after_business_time(never, at("2026-11-25T08:00:00Z"), 1h).has_value());
  CHECK(business_time(never, at("2026-11-25T08:00:00Z"), at("2027-11-25T08:00:00Z")) == 0s);
}

TEST_CASE("a setting that cannot be understood is named") {
  for (const auto& [json, key] : {std::pair{R"({"mon": "9-12"})", "mon"}, {R"({"mon": "12:00-09:00"})", "mon"}, {R"({"mon": "09:00-12:00, 11:00-13:00"})", "mon"},
                                  {R"({"mon": 9})", "mon"}, {R"({"days_off": ["noel"]})", "days_off"}, {R"({"days_off": ["2026-12-26/2026-12-24"]})", "days_off"},
                                  {R"({"holidays": "de"})", "holidays"}, {R"({"answer_within": "soon"})", "answer_within"}, {R"({"tue": "20:00-25:00"})", "tue"}}) {
    CAPTURE(json);
    const auto hours = business_hours(*parse_json(std::string("{\"business_hours\":") + json + "}"), "Europe/Paris");
    REQUIRE_FALSE(hours.ok());
    CHECK(hours.error().message.find(key) != std::string::npos);
  }
  CHECK_FALSE(business_hours(Json::object(), "UTC")->has_value());
}
