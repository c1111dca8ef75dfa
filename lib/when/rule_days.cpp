// SPDX-License-Identifier: MIT
#include "when/rule_days.hpp"

#include <algorithm>
#include <numeric>

namespace cmtool {
namespace {

using namespace std::chrono;
using Every = RepeatRule::Every;

bool holds(const std::vector<int>& list, int one) { return std::find(list.begin(), list.end(), one) != list.end(); }

std::vector<int> numbers_to(int last) {
  std::vector<int> numbers(static_cast<std::size_t>(last));
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

/// The first day that the rule names in the week of the start.
local_days first_of_week(const RepeatRule& rule, local_days start) {
  const weekday week_start(rule.week_start);
  auto least = days(6);
  for (const auto& day : rule.days) least = std::min(least, weekday(day.weekday) - week_start);
  return start - (weekday(start) - week_start) + least;
}

/// Is it the nth such weekday, from one end or the other, of a time in which it is day `at` of `length`?
bool is_nth(int nth, int at, int length) { return nth == 0 || nth == (at + 6) / 7 || nth == -((length - at + 7) / 7); }

/// Does the rule name this day, before BYSETPOS chooses? Weeks are not looked at.
bool names(const RepeatRule& rule, year_month_day date) {
  const local_days day(date);
  const int in_month = static_cast<int>(static_cast<unsigned>(date.day()));
  const int month_length = static_cast<int>(static_cast<unsigned>((date.year() / date.month() / last).day()));
  if (!rule.months.empty() && !holds(rule.months, static_cast<int>(static_cast<unsigned>(date.month())))) return false;
  if (!rule.month_days.empty() && !holds(rule.month_days, in_month) && !holds(rule.month_days, in_month - month_length - 1)) return false;
  const int in_year = static_cast<int>((day - local_days(date.year() / 1 / 1)).count()) + 1;
  const int year_length = date.year().is_leap() ? 366 : 365;
  if (!rule.year_days.empty() && !holds(rule.year_days, in_year) && !holds(rule.year_days, in_year - year_length - 1)) return false;
  const bool by_month = rule.every == Every::month || !rule.months.empty();
  return rule.days.empty() || std::any_of(rule.days.begin(), rule.days.end(), [&](const RepeatRule::Day& named) {
           if (weekday(named.weekday) != weekday(day)) return false;
           return by_month ? is_nth(named.nth, in_month, month_length) : is_nth(named.nth, in_year, year_length);
         });
}

/// Does BYSETPOS leave one of the days from `first` up to `end`?
bool has_days_between(const RepeatRule& rule, local_days first, local_days end) {
  int found = 0;
  for (auto day = first; day < end; day += days(1)) {
    if (!names(rule, year_month_day(day))) continue;
    if (rule.positions.empty()) return true;
    ++found;
  }
  return std::any_of(rule.positions.begin(), rule.positions.end(), [&](int position) { return std::abs(position) <= found; });
}

}  // namespace

DaysQuestion days_question(const RepeatRule& said, local_days start, local_days from) {
  const year_month_day date(start);
  RepeatRule rule = said;
  rule.hours = rule.minutes = rule.seconds = {};
  rule.count = {};
  rule.end = {};
  if (rule.every == Every::hour) {
    rule.every = Every::day;
    rule.interval = 1;
  }
  if (rule.every == Every::week && rule.days.empty()) rule.days = {{.weekday = weekday(start).c_encoding()}};
  // What only limits days is looked for month by month: libical would walk through all the others, and knows no days from
  // a month's end there.
  const bool limited = !rule.months.empty() || !rule.month_days.empty() || (rule.every == Every::day && !rule.days.empty());
  if ((rule.every == Every::day || rule.every == Every::week) && rule.interval == 1 && limited) {
    rule.every = Every::month;
    if (rule.month_days.empty() && rule.days.empty()) rule.month_days = numbers_to(31);
  }
  // libical takes what is open from the start's day.
  const bool no_days = rule.month_days.empty() && rule.days.empty() && rule.year_days.empty();
  if ((rule.every == Every::month || rule.every == Every::year) && no_days) {
    rule.month_days = {static_cast<int>(static_cast<unsigned>(date.day()))};
    if (rule.every == Every::year && rule.months.empty()) rule.months = {static_cast<int>(static_cast<unsigned>(date.month()))};
  }
  // RFC 5545 means each month here, libical that of the start.
  if (rule.every == Every::year && !rule.month_days.empty() && rule.months.empty()) rule.months = numbers_to(12);

  auto first = rule.every == Every::week ? first_of_week(rule, start) : start;
  if (from > first) {
    const bool same_from_any_day = rule.every == Every::month && rule.interval == 1;
    const days step(rule.every == Every::day ? rule.interval : rule.every == Every::week ? 7 * rule.interval : 0);
    if (same_from_any_day) first = from;
    if (step > days(0)) first += step * ((from - first) / step);
  }
  return {.rule = std::move(rule), .first = first};
}

bool has_days(const DaysQuestion& question, local_days end) {
  const auto& rule = question.rule;
  const year_month_day first(question.first);
  if (!rule.weeks.empty()) return true;
  if (rule.every == Every::month) {
    for (auto month = first.year() / first.month(); local_days(month / 1) <= end; month += months(rule.interval)) {
      if (!rule.months.empty() && !holds(rule.months, static_cast<int>(static_cast<unsigned>(month.month())))) continue;
      if (has_days_between(rule, local_days(month / 1), local_days((month + months(1)) / 1))) return true;
    }
    return false;
  }
  if (rule.every != Every::year) return true;
  for (auto year = first.year(); local_days(year / 1 / 1) <= end; year += years(rule.interval)) {
    if (has_days_between(rule, local_days(year / 1 / 1), local_days((year + years(1)) / 1 / 1))) return true;
  }
  return false;
}

}  // namespace cmtool
