// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/tr.hpp"
#include "when/recurrence.hpp"
#include "when/rule.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;
using Every = RepeatRule::Every;

// Calendar names are data in both languages, as in zone.cpp.
constexpr std::array english_days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array french_days{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};
constexpr std::array english_months{"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array french_months{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                   "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};

bool french() { return language() == "fr"; }

std::string weekday_name(unsigned weekday) { return french() ? french_days[weekday] : english_days[weekday]; }

std::string month_name(int month) {
  const auto at = static_cast<std::size_t>(month - 1);
  return french() ? french_months[at] : english_months[at];
}

/// " de mai", " d’avril".
std::string of_month(int month) {
  const std::string name = month_name(month);
  return (name.starts_with('a') || name.starts_with('o') ? " d’" : " de ") + name;
}

/// "15th", "1er".
std::string day_number(int day) {
  if (french()) return day == 1 ? "1er" : fmt::format("{}", day);
  const bool teen = day >= 11 && day <= 13;
  return fmt::format("{}{}", day, teen ? "th" : day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th");
}

std::string clock(seconds time) {
  const hh_mm_ss at(time);
  const auto shown = french() ? fmt::format("{}\u00A0h\u00A0{:02}", at.hours().count(), at.minutes().count())
                              : fmt::format("{:02}:{:02}", at.hours().count(), at.minutes().count());
  return at.seconds().count() == 0 ? shown : shown + fmt::format(":{:02}", at.seconds().count());
}

std::string list_of(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i == 0) {
      text = items[i];
    } else {
      text = i + 1 == items.size() ? tr("{} and {}", text, items[i]) : tr("{}, {}", text, items[i]);
    }
  }
  return text;
}

/// "the first Monday", "the last day"; nothing for what has no name.
std::optional<std::string> numbered(int nth, const std::string& what) {
  switch (nth) {
    case 1: return tr("the first {}", what);
    case 2: return tr("the second {}", what);
    case 3: return tr("the third {}", what);
    case 4: return tr("the fourth {}", what);
    case 5: return tr("the fifth {}", what);
    case -1: return tr("the last {}", what);
    case -2: return tr("the second to last {}", what);
    default: return std::nullopt;
  }
}

bool are_workdays(const std::vector<RepeatRule::Day>& days) {
  return days.size() == 5 && std::all_of(days.begin(), days.end(), [](const RepeatRule::Day& day) { return day.nth == 0 && day.weekday % 6 != 0; });
}

/// A rule without its times; nothing where no words are simpler than the rule.
class DayWords {
 public:
  DayWords(const RepeatRule& rule, year_month_day start) : rule_(rule), start_(start) {}

  [[nodiscard]] std::optional<std::string> words() const {
    if (!rule_.weeks.empty() || !rule_.year_days.empty() || (rule_.week_start != 1 && rule_.interval > 1)) return std::nullopt;
    switch (rule_.every) {
      case Every::hour: return plain() ? std::optional(trn("every hour", "every {} hours", rule_.interval, rule_.interval)) : std::nullopt;
      case Every::day: return plain() ? std::optional(trn("every day", "every {} days", rule_.interval, rule_.interval)) : std::nullopt;
      case Every::week: return weekly();
      case Every::month: return monthly();
      case Every::year: return yearly();
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool plain() const { return rule_.months.empty() && rule_.month_days.empty() && rule_.days.empty() && rule_.positions.empty(); }

  [[nodiscard]] std::optional<std::string> weekly() const {
    if (!rule_.months.empty()) return std::nullopt;
    std::vector<std::string> names;
    for (const auto& day : rule_.days) names.push_back(weekday_name(day.weekday));
    if (names.empty()) names.push_back(weekday_name(weekday(local_days(start_)).c_encoding()));
    if (rule_.interval > 1) return tr("{} on {}", trn("every week", "every {} weeks", rule_.interval, rule_.interval), list_of(names));
    if (names.size() == 7) return trn("every day", "every {} days", 1, 1);
    if (are_workdays(rule_.days)) return tr("every weekday");
    return tr("every {}", list_of(names));
  }

  [[nodiscard]] std::optional<std::string> monthly() const {
    const auto days = days_of_month();
    if (!days || !rule_.months.empty()) return std::nullopt;
    return tr("{} on {}", trn("every month", "every {} months", rule_.interval, rule_.interval), *days);
  }

  [[nodiscard]] std::optional<std::string> yearly() const {
    const auto years = trn("every year", "every {} years", rule_.interval, rule_.interval);
    const int month = rule_.months.empty() ? static_cast<int>(static_cast<unsigned>(start_.month())) : rule_.months.front();
    if (rule_.months.size() > 1 || (rule_.months.empty() && !plain())) return std::nullopt;
    if (rule_.days.empty() && rule_.positions.empty() && (rule_.month_days.empty() || (rule_.month_days.size() == 1 && rule_.month_days.front() > 0))) {
      const int day = rule_.month_days.empty() ? static_cast<int>(static_cast<unsigned>(start_.day())) : rule_.month_days.front();
      return tr("{} on {}", years, french() ? fmt::format("le {} {}", day_number(day), month_name(month)) : fmt::format("{} {}", month_name(month), day_number(day)));
    }
    const auto days = days_of_month();
    if (!days) return std::nullopt;
    return tr("{} on {}", years, french() ? *days + of_month(month) : tr("{} of {}", *days, month_name(month)));
  }

  /// "the 1st and the 15th", "the last day", "the first Monday".
  [[nodiscard]] std::optional<std::string> days_of_month() const {
    const auto& named = rule_.month_days;
    std::vector<std::string> items;
    const auto add = [&](std::optional<std::string> item) {
      if (item) items.push_back(std::move(*item));
      return item.has_value();
    };
    if (!rule_.days.empty()) {
      if (!named.empty()) return std::nullopt;
      if (!rule_.positions.empty()) {
        if (!are_workdays(rule_.days)) return std::nullopt;
        for (const int position : rule_.positions)
          if (!add(numbered(position, tr("working day")))) return std::nullopt;
        return list_of(items);
      }
      for (const auto& day : rule_.days)
        if (!add(numbered(day.nth, weekday_name(day.weekday)))) return std::nullopt;
      return list_of(items);
    }
    auto plain_days = named;
    int late = 0;
    if (!rule_.positions.empty() && !take_late(plain_days, late)) return std::nullopt;
    for (const int day : plain_days) {
      if (day > 0) items.push_back(tr("the {}", day_number(day)));
    }
    for (const int day : plain_days) {
      if (day < 0 && !add(numbered(day, tr("day")))) return std::nullopt;
    }
    if (named.empty()) items.push_back(tr("the {}", day_number(static_cast<int>(static_cast<unsigned>(start_.day())))));
    if (late > 0) items.push_back(tr("the {} or the last day of a shorter month", day_number(late)));
    return list_of(items);
  }

  /// Undoes "28, 29, 30, of which the last": what words make of a day that some months lack.
  [[nodiscard]] bool take_late(std::vector<int>& days, int& late) const {
    late = days.empty() ? 0 : days.back();
    if (late != 29 && late != 30) return false;
    for (int day = late; day >= 28; --day) {
      if (days.empty() || days.back() != day) return false;
      days.pop_back();
    }
    std::vector<int> expected{-1};
    for (std::size_t i = 0; i < days.size(); ++i) expected.push_back(static_cast<int>(i) + 1);
    return rule_.positions == expected && (days.empty() || days.front() > 0);
  }

  const RepeatRule& rule_;
  year_month_day start_;
};

/// The times of day, where the rule or the start gives whole ones; nothing for a list of many.
std::optional<std::string> times_in_words(const RepeatRule& rule, seconds start) {
  constexpr std::size_t most = 6;
  if (rule.every == Every::hour) return rule.hours.empty() && rule.minutes.empty() && rule.seconds.empty() ? std::optional(std::string()) : std::nullopt;
  std::vector<std::string> items;
  const auto or_else = [](const std::vector<int>& said, auto open) { return said.empty() ? std::vector<int>{static_cast<int>(open)} : said; };
  for (const int hour : or_else(rule.hours, floor<hours>(start).count())) {
    for (const int minute : or_else(rule.minutes, floor<minutes>(start % 1h).count())) {
      for (const int second : or_else(rule.seconds, (start % 1min).count())) items.push_back(clock(hours(hour) + minutes(minute) + seconds(second)));
    }
  }
  return items.size() > most ? std::nullopt : std::optional(list_of(items));
}

}  // namespace

std::string in_words(const Recurrence& recurrence) {
  const auto rule = parse_rule(recurrence.rule);
  if (!rule.ok()) return recurrence.rule;
  const auto day = floor<days>(recurrence.start);
  const auto lang = language();
  const auto days_said = DayWords(*rule, year_month_day(day)).words();
  const auto times = times_in_words(*rule, recurrence.start - day);
  std::string text;
  if (days_said && times) {
    text = times->empty() ? *days_said : tr("{} at {}", *days_said, *times);
  } else {
    RepeatRule bare = *rule;
    bare.count = {};
    bare.end = {};
    text = tr("by the rule {}", rule_text(bare));
  }
  auto until = recurrence.until;
  if (rule->end) {
    const auto moments = moments_of(rule->end->wall, rule->end->utc ? "UTC" : recurrence.zone);
    if (moments.ok()) until = until ? std::min(*until, moments->later) : moments->later;
  }
  if (rule->count) text = trn("{}, {} time", "{}, {} times", *rule->count, text, *rule->count);
  if (until) {
    const auto local = to_local(std::clamp(*until, Instant(sys_days(year(1) / 1 / 2)), Instant(sys_days(year(9998) / 1 / 1))), recurrence.zone);
    if (local.ok()) text = tr("{}, until {}", text, human_day(year_month_day(floor<days>(local->wall)), lang));
  }
  const auto left_out = recurrence.except.size();
  if (left_out > 0) text = trn("{}, but for {} date", "{}, but for {} dates", static_cast<long long>(left_out), text, left_out);
  return text;
}

}  // namespace cmtool
