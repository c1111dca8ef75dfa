// SPDX-License-Identifier: MIT
#include "draw/time_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/numbers.hpp"
#include "when/names.hpp"
#include "when/zone.hpp"

namespace cmtool::draw {
namespace {

using namespace std::chrono;

Wall wall_of(Instant at, std::string_view zone) {
  const auto local = to_local(at, zone);
  return local.ok() ? local->wall : Wall(floor<seconds>(at).time_since_epoch());
}

Instant start_of(local_days day, std::string_view zone) {
  const auto moments = moments_of(Wall(day), zone);
  return moments.ok() ? moments->earlier : Instant(day.time_since_epoch());
}

local_days first_of_month(local_days day) {
  const year_month_day date(day);
  return local_days(date.year() / date.month() / 1);
}

std::string named(local_days day, bool by_month, bool with_year, bool by_year, std::string_view lang) {
  const year_month_day date(day);
  const int year = static_cast<int>(date.year());
  if (by_year) return fmt::format("{}", year);
  const std::string month = short_month(date.month(), lang);
  if (by_month) return with_year ? fmt::format("{} {}", month, year) : month;
  const unsigned number = static_cast<unsigned>(date.day());
  if (is_french(lang) && number == 1) return fmt::format("1er\u00A0{}", month);
  return fmt::format("{}\u00A0{}", number, month);
}

}  // namespace

std::string short_month(month which, std::string_view lang) {
  constexpr std::array<std::string_view, 12> french{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."};
  if (is_french(lang)) return std::string(french.at(static_cast<unsigned>(which) - 1));
  return std::string(month_name(which, lang).substr(0, 3));
}

std::string short_weekday(weekday which, std::string_view lang) {
  return std::string(weekday_name(which, lang).substr(0, 3)) + (is_french(lang) ? "." : "");
}

std::string day_text(Instant at, std::string_view zone, std::string_view lang, bool year) {
  const auto day = floor<days>(wall_of(at, zone));
  std::string text = named(day, false, false, false, lang);
  if (year) text += fmt::format(" {}", static_cast<int>(year_month_day(day).year()));
  return text;
}

std::vector<TimeTick> time_ticks(Instant from, Instant until, std::size_t most, std::string_view zone, std::string_view lang) {
  std::vector<TimeTick> ticks;
  if (until < from || most < 2) return ticks;
  // Beyond these years calendars and zones are guesses, and walking there would take forever.
  const auto bound = [](Instant at) { return std::clamp(at, Instant(sys_days(year(1900) / 1 / 1)), Instant(sys_days(year(2200) / 1 / 1))); };
  from = bound(from), until = bound(until);
  const local_days first = floor<days>(wall_of(from, zone)), last = floor<days>(wall_of(until, zone));
  const auto span = static_cast<std::size_t>((last - first).count() + 1);
  const auto add = [&](local_days day, bool by_month, bool with_year, bool by_year) {
    const Instant at = start_of(day, zone);
    if (at >= from && at <= until) ticks.push_back({.at = at, .text = named(day, by_month, with_year, by_year, lang)});
  };
  for (const std::size_t every : {std::size_t{1}, std::size_t{2}}) {
    if (span > most * every) continue;
    for (local_days day = first; day <= last; day += days(every)) add(day, false, false, false);
    return ticks;
  }
  for (const int weeks_apart : {1, 2}) {
    if (span / 7 + 1 > most * static_cast<std::size_t>(weeks_apart)) continue;
    const local_days monday = monday_of(first);
    for (local_days day = monday < first ? monday + days(7) : monday; day <= last; day += days(7 * weeks_apart)) add(day, false, false, false);
    return ticks;
  }
  const bool years_differ = year_month_day(first).year() != year_month_day(last).year();
  std::size_t every = 0;
  for (const std::size_t months_apart : {1u, 2u, 3u, 6u}) {
    if (every == 0 && span / 28 + 1 <= most * months_apart) every = months_apart;
  }
  if (every != 0) {
    for (local_days day = first_of_month(first); day <= last; day = first_of_month(day + days(32))) {
      if ((static_cast<unsigned>(year_month_day(day).month()) - 1) % every == 0) add(day, true, years_differ, false);
    }
    return ticks;
  }
  const int first_year = static_cast<int>(year_month_day(first).year()), last_year = static_cast<int>(year_month_day(last).year());
  int years_apart = 1;
  for (const int apart : {1, 2, 5, 10, 20, 50, 100}) {
    years_apart = apart;
    if (static_cast<std::size_t>((last_year - first_year) / apart + 1) <= most) break;
  }
  for (int y = first_year; y <= last_year; ++y) {
    if (y % years_apart == 0) add(local_days(year(y) / 1 / 1), true, true, true);
  }
  return ticks;
}

}  // namespace cmtool::draw
