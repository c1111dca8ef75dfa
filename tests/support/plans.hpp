// SPDX-License-Identifier: MIT
// Calendars read and written in one line.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "calendar.hpp"

namespace cmtool::test {

inline CalendarReading read(const char* calendar, const std::string& bytes, const ReadWish& wish = {}) {
  auto reading = read_calendar(**find_calendar(calendar), {{.name = "plan.csv", .bytes = bytes}}, wish);
  REQUIRE(reading.ok());
  return std::move(reading).value();
}

/// The one row of a file without faults, as JSON.
inline std::string row(const char* calendar, const std::string& bytes, const ReadWish& wish = {}) {
  const auto reading = read(calendar, bytes, wish);
  for (const auto& fault : reading.faults) FAIL_CHECK(place_of(fault) << ": " << fault.message);
  REQUIRE(reading.rows.size() == 1);
  return reading.rows.front().options.dump();
}

/// "plan.csv:3:1 (date): “x” is no day …" of each fault.
inline std::vector<std::string> faults(const CalendarReading& reading) {
  std::vector<std::string> all;
  for (const auto& fault : reading.faults) all.push_back(place_of(fault) + ": " + fault.message);
  return all;
}

inline std::string sniffed(const std::string& bytes, const std::string& name = "plan.csv") {
  const auto calendar = sniff_calendar({{.name = name, .bytes = bytes}});
  return calendar.ok() ? (*calendar)->name : "?";
}

inline CalendarWriting written(const char* calendar, const std::vector<Json>& rows, const WriteWish& wish = {}) {
  std::vector<CalendarRow> all;
  for (const auto& options : rows) all.push_back({.options = options});
  auto writing = (*find_calendar(calendar))->write(all, wish);
  REQUIRE(writing.ok());
  return std::move(writing).value();
}

}  // namespace cmtool::test
