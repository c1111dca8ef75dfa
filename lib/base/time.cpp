// SPDX-License-Identifier: MIT
#include "base/time.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

struct Parts {
  year_month_day date;
  hh_mm_ss<milliseconds> time;
};

Parts parts(Instant at) {
  const auto day = floor<days>(at);
  return {year_month_day(day), hh_mm_ss<milliseconds>(at - day)};
}

std::string seconds_text(const Parts& p) {
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(p.date.year()), static_cast<unsigned>(p.date.month()),
                     static_cast<unsigned>(p.date.day()), p.time.hours().count(), p.time.minutes().count(), p.time.seconds().count());
}

/// Reads exactly `width` digits at `text` and moves on; -1 if they are not there.
int digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return -1;
  const auto value = to_integer(text.substr(0, width));
  if (!value || !is_digit(text.front())) return -1;
  text.remove_prefix(width);
  return static_cast<int>(*value);
}

bool skip(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string iso(Instant at) {
  const Parts p = parts(at);
  const auto fraction = p.time.subseconds().count();
  return fraction == 0 ? seconds_text(p) + "Z" : fmt::format("{}.{:03}Z", seconds_text(p), fraction);
}

std::string iso_milliseconds(Instant at) {
  const Parts p = parts(at);
  return fmt::format("{}.{:03}Z", seconds_text(p), p.time.subseconds().count());
}

std::string month_of(Instant at) {
  const Parts p = parts(at);
  return fmt::format("{:04}-{:02}", static_cast<int>(p.date.year()), static_cast<unsigned>(p.date.month()));
}

Result<Instant> parse_iso(std::string_view whole) {
  const auto wrong = [&] {
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” is not a time such as 2026-12-24T09:00:00Z", whole.substr(0, 60))};
  };
  std::string_view text = whole;
  const int year = digits(text, 4);
  if (year < 0 || !skip(text, "-")) return wrong();
  const int month = digits(text, 2);
  if (month < 0 || !skip(text, "-")) return wrong();
  const int day = digits(text, 2);
  if (day < 0 || !skip(text, "Tt ")) return wrong();
  const int hour = digits(text, 2);
  if (hour < 0 || hour > 23 || !skip(text, ":")) return wrong();
  const int minute = digits(text, 2);
  if (minute < 0 || minute > 59) return wrong();
  int second = 0;
  if (skip(text, ":")) second = digits(text, 2);
  if (second < 0 || second > 60) return wrong();
  int fraction = 0;
  if (skip(text, ".,")) {
    int scale = 100;
    if (text.empty() || !is_digit(text.front())) return wrong();
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), scale /= 10) fraction += scale * (text.front() - '0');
  }
  minutes offset{0};
  if (skip(text, "Zz")) {
  } else if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    const int hours_off = digits(text, 2);
    (void)skip(text, ":");
    const int minutes_off = digits(text, 2);
    if (hours_off < 0 || hours_off > 23 || minutes_off < 0 || minutes_off > 59) return wrong();
    offset = sign * (hours(hours_off) + minutes(minutes_off));
  } else {
    return wrong();
  }
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!text.empty() || !date.ok()) return wrong();
  return Instant(sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + milliseconds(fraction) - offset);
}

}  // namespace cmtool
