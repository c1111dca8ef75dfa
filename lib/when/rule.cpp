// SPDX-License-Identifier: MIT
#include "when/rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 5> frequencies{"HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 7> weekdays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr int most_times = 10'000;

/// Why a rule is not taken; the text and the hint are added where both are known.
Error because(std::string why) { return Error{.fault = Fault::usage, .message = std::move(why)}; }

/// A number with at most 5 digits, and a sign where `least` is negative.
Result<int> number(std::string_view name, std::string_view text, int least, int most) {
  const bool negative = text.starts_with('-');
  const auto digits = negative || text.starts_with('+') ? text.substr(1) : text;
  const bool all_digits = !digits.empty() && digits.size() <= 5 && std::all_of(digits.begin(), digits.end(), is_digit);
  const auto value = all_digits ? static_cast<int>(*to_integer(digits)) * (negative ? -1 : 1) : most + 1;
  const bool zero = value == 0 && least < 0;
  if (!all_digits || zero || value < least || value > most) {
    return least < 0 ? because(tr("{} takes numbers from 1 to {}, or negative ones", name, most))
                     : because(tr("{} takes numbers from {} to {}", name, least, most));
  }
  return value;
}

template <typename T>
void sort_unique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

Result<std::vector<int>> numbers(std::string_view name, std::string_view text, int least, int most) {
  std::vector<int> result;
  for (const auto& piece : split(text, ',')) {
    TRY(const int value, number(name, piece, least, most));
    result.push_back(value);
  }
  sort_unique(result);
  return result;
}

Result<unsigned> weekday_of(std::string_view text) {
  const auto found = std::find(weekdays.begin(), weekdays.end(), text);
  if (found == weekdays.end()) return because(tr("weekdays are written MO, TU, WE, TH, FR, SA and SU"));
  return static_cast<unsigned>(found - weekdays.begin());
}

Result<std::vector<RepeatRule::Day>> days_of(std::string_view text) {
  std::vector<RepeatRule::Day> result;
  for (const auto& piece : split(text, ',')) {
    const auto at = piece.size() < 2 ? 0 : piece.size() - 2;
    RepeatRule::Day day;
    TRY(day.weekday, weekday_of(std::string_view(piece).substr(at)));
    if (at > 0) {
      TRY(day.nth, number("BYDAY", std::string_view(piece).substr(0, at), -53, 53));
    }
    result.push_back(day);
  }
  // Monday first, as weeks are read.
  std::sort(result.begin(), result.end(), [](const RepeatRule::Day& a, const RepeatRule::Day& b) {
    return std::pair(a.nth, (a.weekday + 6) % 7) < std::pair(b.nth, (b.weekday + 6) % 7);
  });
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

/// "20301231", "20301231T090000", "20301231T090000Z".
Result<RepeatRule::End> end_of(std::string_view text) {
  const auto wrong = [] { return because(tr("UNTIL is written like 20301231 or 20301231T090000Z")); };
  const bool utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  const bool timed = text.size() == 15 && text[8] == 'T';
  if (!timed && (text.size() != 8 || utc)) return wrong();
  const auto part = [&](std::size_t at, std::size_t size) -> int {
    const auto digits = text.substr(at, size);
    return std::all_of(digits.begin(), digits.end(), is_digit) ? static_cast<int>(*to_integer(digits)) : -1;
  };
  const int y = part(0, 4), m = part(4, 2), d = part(6, 2);
  if (y < 1 || m < 1 || d < 1) return wrong();
  const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!date.ok()) return wrong();
  if (!timed) return RepeatRule::End{.wall = Wall(local_days(date)) + hours(24) - seconds(1)};
  const int hour = part(9, 2), minute = part(11, 2), second = part(13, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return wrong();
  return RepeatRule::End{.wall = Wall(local_days(date)) + hours(hour) + minutes(minute) + seconds(second), .utc = utc};
}

Result<void> take_part(RepeatRule& rule, const std::string& name, const std::string& value) {
  if (name == "FREQ") {
    const auto found = std::find(frequencies.begin(), frequencies.end(), value);
    if (value == "SECONDLY" || value == "MINUTELY") return because(tr("nothing is repeated more often than every 5 minutes"));
    if (found == frequencies.end()) return because(tr("FREQ is one of HOURLY, DAILY, WEEKLY, MONTHLY and YEARLY"));
    rule.every = static_cast<RepeatRule::Every>(found - frequencies.begin());
  } else if (name == "INTERVAL") {
    TRY(rule.interval, number(name, value, 1, 1000));
  } else if (name == "COUNT") {
    TRY(rule.count, number(name, value, 1, most_times));
  } else if (name == "UNTIL") {
    TRY(rule.end, end_of(value));
  } else if (name == "WKST") {
    TRY(rule.week_start, weekday_of(value));
  } else if (name == "BYSECOND") {
    TRY(rule.seconds, numbers(name, value, 0, 59));
  } else if (name == "BYMINUTE") {
    TRY(rule.minutes, numbers(name, value, 0, 59));
  } else if (name == "BYHOUR") {
    TRY(rule.hours, numbers(name, value, 0, 23));
  } else if (name == "BYDAY") {
    TRY(rule.days, days_of(value));
  } else if (name == "BYMONTHDAY") {
    TRY(rule.month_days, numbers(name, value, -31, 31));
  } else if (name == "BYYEARDAY") {
    TRY(rule.year_days, numbers(name, value, -366, 366));
  } else if (name == "BYWEEKNO") {
    TRY(rule.weeks, numbers(name, value, -53, 53));
  } else if (name == "BYMONTH") {
    TRY(rule.months, numbers(name, value, 1, 12));
  } else if (name == "BYSETPOS") {
    TRY(rule.positions, numbers(name, value, -366, 366));
  } else {
    return because(tr("it has an unknown part “{}”", shown_rule(name)));
  }
  return {};
}

bool any_nth(const RepeatRule& rule) {
  return std::any_of(rule.days.begin(), rule.days.end(), [](const RepeatRule::Day& day) { return day.nth != 0; });
}

/// What RFC 5545 3.3.10 forbids, and what is not computed.
Result<void> check_together(const RepeatRule& rule) {
  using Every = RepeatRule::Every;
  const auto every = rule.every;
  const auto not_with = [&](std::string_view part) {
    return because(tr("{} does not go with FREQ={}", part, frequencies[static_cast<std::size_t>(every)]));
  };
  const auto not_both = [](std::string_view one, std::string_view other) { return because(tr("{} does not go with {}", one, other)); };
  if (every == Every::year && rule.interval > 100) return because(tr("nothing is repeated more rarely than every 100 years"));
  if (rule.count && rule.end) return not_both("COUNT", "UNTIL");
  if (!rule.weeks.empty() && every != Every::year) return not_with("BYWEEKNO");
  if (!rule.year_days.empty() && every != Every::year) return not_with("BYYEARDAY");
  if (!rule.month_days.empty() && every == Every::week) return not_with("BYMONTHDAY");
  if (any_nth(rule)) {
    if (every != Every::month && every != Every::year) return because(tr("numbered weekdays go with FREQ=MONTHLY and FREQ=YEARLY only"));
    if (!rule.weeks.empty()) return not_both("BYWEEKNO", tr("numbered weekdays"));
    if (!rule.month_days.empty()) return not_both("BYMONTHDAY", tr("numbered weekdays"));
    if (!rule.year_days.empty()) return not_both("BYYEARDAY", tr("numbered weekdays"));
  }
  if (!rule.year_days.empty()) {
    constexpr std::size_t most_year_days = 31;
    if (!rule.weeks.empty()) return not_both("BYYEARDAY", "BYWEEKNO");
    if (!rule.months.empty()) return not_both("BYYEARDAY", "BYMONTH");
    if (!rule.month_days.empty()) return not_both("BYYEARDAY", "BYMONTHDAY");
    if (rule.year_days.size() > most_year_days) return because(tr("BYYEARDAY has more than {} days", most_year_days));
  }
  if (!rule.weeks.empty()) {
    if (rule.days.empty()) return because(tr("BYWEEKNO needs BYDAY"));
    if (!rule.months.empty()) return not_both("BYWEEKNO", "BYMONTH");
    if (!rule.month_days.empty()) return not_both("BYWEEKNO", "BYMONTHDAY");
    if (rule.week_start != 1) return not_both("BYWEEKNO", "WKST");
  }
  if (!rule.positions.empty()) {
    if (every != Every::month && every != Every::year) return not_with("BYSETPOS");
    if (rule.days.empty() && rule.month_days.empty() && rule.year_days.empty()) return because(tr("BYSETPOS needs days from which it chooses"));
    if (rule.hours.size() > 1 || rule.minutes.size() > 1 || rule.seconds.size() > 1) return because(tr("BYSETPOS goes with one time of day only"));
    if (!rule.weeks.empty()) return not_both("BYSETPOS", "BYWEEKNO");
    // libical counts a day twice that is named from both ends.
    const auto mixed = [](const std::vector<int>& list) { return !list.empty() && list.front() < 0 && list.back() > 0; };
    if (mixed(rule.month_days) || mixed(rule.year_days)) return because(tr("BYSETPOS goes with days counted from one end only"));
  }
  if (every == Every::day && rule.interval > 1 && !rule.month_days.empty() && rule.month_days.front() < 0)
    return because(tr("days from a month's end go with FREQ=MONTHLY only"));
  const bool limited = !rule.hours.empty() || !rule.days.empty() || !rule.months.empty() || !rule.month_days.empty();
  if (every == Every::hour && 24 % rule.interval != 0 && limited)
    return because(tr("{} hours do not fit into a day, so that only FREQ, INTERVAL and BYMINUTE can be followed", rule.interval));
  return {};
}

Result<RepeatRule> rule_from(std::string_view text) {
  constexpr std::size_t longest = 500;
  if (text.size() > longest) return because(tr("it is longer than {} bytes", longest));
  std::string upper_case;
  for (const char c : text) {
    if (c <= ' ' || c > '~') return because(tr("it holds characters that no rule has"));
    upper_case += is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  }
  std::string_view rest = upper_case;
  if (rest.starts_with("RRULE:")) rest.remove_prefix(6);
  if (rest.ends_with(';')) rest.remove_suffix(1);
  RepeatRule rule;
  std::set<std::string> known;
  for (const auto& part : split(rest, ';')) {
    const auto equals = part.find('=');
    if (equals == std::string::npos) return because(tr("“{}” is not NAME=VALUE", shown_rule(part)));
    const auto name = part.substr(0, equals);
    if (!known.insert(name).second) return because(tr("it has {} twice", shown_rule(name)));
    CHECK_OK(take_part(rule, name, part.substr(equals + 1)));
  }
  if (!known.contains("FREQ")) return because(tr("it has no FREQ"));
  CHECK_OK(check_together(rule));
  return rule;
}

std::string listed(const std::vector<int>& numbers) { return fmt::format("{}", fmt::join(numbers, ",")); }

std::string compact(const RepeatRule::End& end) {
  return replaced(replaced(iso_wall(end.wall).substr(0, 16), "-", ""), ":", "") +
         fmt::format("{:02}{}", (end.wall - floor<minutes>(end.wall)).count(), end.utc ? "Z" : "");
}

}  // namespace

std::string shown_rule(std::string_view text) {
  constexpr std::size_t most = 80;
  std::string line(text.substr(0, most));
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
  }
  // No letter is cut in two.
  if (text.size() > most) {
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) line.pop_back();
    if (!line.empty() && static_cast<unsigned char>(line.back()) >= 0x80) line.pop_back();
    line += "…";
  }
  return line;
}

Result<RepeatRule> parse_rule(std::string_view text) {
  auto rule = rule_from(trimmed(text));
  if (rule.ok()) return rule;
  return Error{.fault = Fault::usage,
               .message = tr("“{}” is not a rule of repetition: {}", shown_rule(trimmed(text)), rule.error().message),
               .hint = tr("write for example “FREQ=WEEKLY;BYDAY=MO,TH”, “FREQ=MONTHLY;BYMONTHDAY=15;COUNT=6”, or words such as “every 2 weeks on mon,thu”")};
}

std::string rule_text(const RepeatRule& rule) {
  std::string text = fmt::format("FREQ={}", frequencies[static_cast<std::size_t>(rule.every)]);
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += fmt::format(";{}={}", name, value);
  };
  if (rule.interval != 1) add("INTERVAL", fmt::format("{}", rule.interval));
  add("BYMONTH", listed(rule.months));
  add("BYWEEKNO", listed(rule.weeks));
  add("BYYEARDAY", listed(rule.year_days));
  add("BYMONTHDAY", listed(rule.month_days));
  std::vector<std::string> days;
  for (const auto& day : rule.days) days.push_back((day.nth == 0 ? "" : fmt::format("{}", day.nth)) + std::string(weekdays[day.weekday]));
  add("BYDAY", joined(days, ","));
  add("BYHOUR", listed(rule.hours));
  add("BYMINUTE", listed(rule.minutes));
  add("BYSECOND", listed(rule.seconds));
  add("BYSETPOS", listed(rule.positions));
  if (rule.week_start != 1) add("WKST", std::string(weekdays[rule.week_start]));
  if (rule.count) add("COUNT", fmt::format("{}", *rule.count));
  if (rule.end) add("UNTIL", compact(*rule.end));
  return text;
}

}  // namespace cmtool
