// SPDX-License-Identifier: MIT
#include "when/business.hpp"

#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/when.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> day_keys{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr int day_minutes = 24 * 60;
constexpr int longest_search = 366;  // days

Error wrong(std::string_view key, const std::string& value) {
  return {.fault = Fault::usage, .message = tr("business_hours.{} in settings.json cannot be understood: {}", key, value),
          .hint = tr("for example \"mon\": \"09:00-12:30, 14:00-18:00\", \"days_off\": [\"2026-12-26\", \"2026-08-01/2026-08-15\"], \"answer_within\": \"4h\"")};
}

std::optional<int> minute_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  int hour = 0, minute = 0;
  const auto read = [](std::string_view digits, int& to) {
    const auto end = digits.data() + digits.size();
    return !digits.empty() && digits.size() <= 2 && std::from_chars(digits.data(), end, to).ptr == end;
  };
  if (!read(text.substr(0, colon), hour) || !read(text.substr(colon + 1), minute) || hour < 0 || minute < 0 || minute > 59) return std::nullopt;
  const int all = hour * 60 + minute;
  return all <= day_minutes ? std::optional(all) : std::nullopt;
}

using Intervals = std::vector<std::pair<int, int>>;

/// As they are written; one that goes over midnight ends before it begins.
std::optional<Intervals> intervals_of(const std::string& text, OverMidnight over) {
  Intervals all;
  if (trimmed(text).empty()) return all;
  for (const auto& piece : split(text, ',')) {
    const std::string interval(trimmed(piece));
    if (interval.empty() && over == OverMidnight::yes) continue;
    const auto dash = interval.find('-');
    if (dash == std::string::npos) return std::nullopt;
    const auto from = minute_of(trimmed(std::string_view(interval).substr(0, dash))), until = minute_of(trimmed(std::string_view(interval).substr(dash + 1)));
    if (!from || !until) return std::nullopt;
    if (over == OverMidnight::no && (*from >= *until || (!all.empty() && *from < all.back().second))) return std::nullopt;
    all.emplace_back(*from, *until);
  }
  return all;
}

/// The same hours with none that go over midnight: their end is the next day's beginning. In order, and those that meet as one.
bool end_at_midnight(std::array<Intervals, 7>& week) {
  std::array<Intervals, 7> whole{};
  for (std::size_t day = 0; day < week.size(); ++day) {
    for (const auto& [from, until] : week[day]) {
      whole[day].emplace_back(from, from < until ? until : day_minutes);
      if (from >= until && until > 0) whole[(day + 1) % week.size()].emplace_back(0, until);
    }
  }
  for (std::size_t day = 0; day < week.size(); ++day) {
    std::sort(whole[day].begin(), whole[day].end());
    Intervals& merged = week[day];
    merged.clear();
    for (const auto& interval : whole[day]) {
      if (merged.empty() || interval.first > merged.back().second) merged.push_back(interval);
      else merged.back().second = std::max(merged.back().second, interval.second);
    }
    if (std::any_of(merged.begin(), merged.end(), [](const auto& interval) { return interval.first >= interval.second; })) return false;
  }
  return true;
}

std::optional<year_month_day> day_of(std::string_view text) {
  const auto at = parse_iso(std::string(text) + "T00:00:00Z");
  if (text.size() != 10 || !at.ok()) return std::nullopt;
  return year_month_day(floor<days>(at.value()));
}

bool is_off(const BusinessHours& hours, year_month_day day) {
  for (const auto& [first, last] : hours.days_off) {
    if (first <= day && day <= last) return true;
  }
  return hours.holidays.starts_with("fr") && is_french_holiday(day, hours.holidays == "fr-alsace");
}

/// Calls `visit` with each open stretch from `from` on, until it says no or a year has passed.
template <typename Visit>
void each_stretch(const BusinessHours& hours, Instant from, Visit visit) {
  const auto local = to_local(from, hours.zone);
  if (!local.ok()) return;
  auto day = floor<days>(local->wall);
  for (int i = 0; i < longest_search; ++i, day += days(1)) {
    const year_month_day date{day};
    if (is_off(hours, date)) continue;
    for (const auto& [begin, end] : hours.week[weekday(day).c_encoding()]) {
      // A minute that the clock change skips begins an hour later; one that it repeats begins the first time and ends the second.
      const auto opens = moments_of(Wall(day + minutes(begin)), hours.zone), closes = moments_of(Wall(day + minutes(end)), hours.zone);
      if (!opens.ok() || !closes.ok()) return;
      const Instant first = std::max(opens->kind == Moments::Kind::skipped ? opens->later : opens->earlier, from), last = closes->later;
      if (first < last && !visit(first, last)) return;
    }
  }
}

}  // namespace

Result<std::optional<BusinessHours>> business_hours(const Json& settings, const std::string& zone) {
  const Json& said = settings["business_hours"];
  if (said.is_null()) return std::optional<BusinessHours>();
  TRY(auto hours, hours_of(said, zone, OverMidnight::no));
  return std::optional(std::move(hours));
}

Result<BusinessHours> hours_of(const Json& said, const std::string& zone, OverMidnight over) {
  if (!said.is_object()) return wrong("", said.dump());
  BusinessHours hours{.zone = said["zone"].string_or(zone)};
  CHECK_OK(check_zone(hours.zone));
  const auto set = [&](std::string_view key, std::size_t day) -> Result<void> {
    if (!said.contains(key)) return {};
    const auto intervals = intervals_of(said[key].string_or("?"), over);
    if (!intervals) return wrong(key, said[key].dump());
    hours.week[day] = *intervals;
    return {};
  };
  for (std::size_t day = 0; day < 7; ++day) {
    CHECK_OK(set("daily", day));
    if (day != 0 && day != 6) CHECK_OK(set("weekdays", day));
    CHECK_OK(set(day_keys[day], day));
  }
  if (over == OverMidnight::yes && !end_at_midnight(hours.week)) return wrong("daily", said.dump());
  for (const auto& off : said["days_off"].items()) {
    const std::string text = off.string_or();
    const auto slash = text.find('/');
    const auto first = day_of(std::string_view(text).substr(0, slash)), last = slash == std::string::npos ? first : day_of(std::string_view(text).substr(slash + 1));
    if (!first || !last || *last < *first) return wrong("days_off", off.dump());
    hours.days_off.emplace_back(*first, *last);
  }
  hours.holidays = lower(said["holidays"].string_or());
  if (!hours.holidays.empty() && hours.holidays != "fr" && hours.holidays != "fr-alsace") return wrong("holidays", said["holidays"].dump());
  if (said.contains("answer_within")) {
    const auto within = parse_duration(said["answer_within"].string_or());
    if (!within.ok() || *within <= seconds(0)) return wrong("answer_within", said["answer_within"].dump());
    hours.answer_within = *within;
  }
  return hours;
}

year_month_day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::day(static_cast<unsigned>(day));
}

bool is_french_holiday(year_month_day date, bool alsace) {
  const auto month = static_cast<unsigned>(date.month()), day = static_cast<unsigned>(date.day());
  constexpr std::array<std::pair<unsigned, unsigned>, 8> fixed{{{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}}};
  if (std::find(fixed.begin(), fixed.end(), std::pair(month, day)) != fixed.end()) return true;
  if (alsace && month == 12 && day == 26) return true;
  const int since_easter = static_cast<int>((sys_days(date) - sys_days(easter(static_cast<int>(date.year())))).count());
  // Easter Monday, Ascension Day, Whit Monday; in Alsace Good Friday.
  return since_easter == 1 || since_easter == 39 || since_easter == 50 || (alsace && since_easter == -2);
}

bool is_open(const BusinessHours& hours, Instant at) {
  bool open = false;
  each_stretch(hours, at, [&](Instant first, Instant) {
    open = first == at;
    return false;
  });
  return open;
}

std::optional<Instant> after_business_time(const BusinessHours& hours, Instant from, seconds wanted) {
  std::optional<Instant> end;
  Instant::duration left = wanted;
  each_stretch(hours, from, [&](Instant first, Instant last) {
    if (last - first >= left) {
      end = first + left;
      return false;
    }
    left -= last - first;
    return true;
  });
  return end;
}

seconds business_time(const BusinessHours& hours, Instant from, Instant until) {
  Instant::duration all{0};
  each_stretch(hours, from, [&](Instant first, Instant last) {
    if (first >= until) return false;
    all += std::min(last, until) - first;
    return true;
  });
  return duration_cast<seconds>(all);
}

}  // namespace cmtool
