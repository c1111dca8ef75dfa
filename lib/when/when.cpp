// SPDX-License-Identifier: MIT
#include "when/when.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/phrase.hpp"
#include "when/said.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

std::string shown(std::string_view text) {
  constexpr std::size_t most = 80;
  return text.size() <= most ? std::string(text) : std::string(text.substr(0, most)) + "…";
}

Error not_understood(std::string_view text) {
  return Error{.fault = Fault::usage,
               .message = tr("“{}” is not a time that is understood", shown(text)),
               .hint = tr("write for example “2026-12-24 09:00”, “14:30”, “+2h30m”, “tomorrow 9am”, “next monday 18:00” or “24 "
                          "December at 9am”")};
}

std::string iso_day(year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Error no_such_day(year_month_day date) {
  return Error{.fault = Fault::usage, .message = tr("there is no day {}", iso_day(date)), .hint = tr("look at a calendar")};
}

bool in_range(year_month_day date) { return date.ok() && date.year() >= year(1) && date.year() <= year(9998); }

/// The time zone's name at the end of a phrase ("9am Europe/Paris"), taken off it; empty if there is none.
std::string take_zone_name(std::string_view& text) {
  const auto space = text.find_last_of(" \t");
  const auto last = text.substr(space == std::string_view::npos ? text.size() : space + 1);
  if (last.find('/') == std::string_view::npos || !is_letter(last.front())) return {};
  text = trimmed(text.substr(0, space));
  return std::string(last);
}

/// Gives what was said its meaning, here and now.
class Meaning {
 public:
  Meaning(std::string_view text, const Said& said, const WhenContext& context) : text_(text), said_(said), context_(context) {}

  Result<Due> due() {
    if (said_.now) return Due{.at = context_.now};
    if (said_.amount) return from_now(*said_.amount);
    TRY(wall_now_, local(context_.now));
    today_ = floor<days>(wall_now_);
    CHECK_OK(settle_time());
    TRY(const auto day, day_meant());
    return at(Wall(day) + *time_);
  }

 private:
  /// The wall on which the time was said: the zone's, or that of the offset beside it.
  Result<Wall> local(Instant at) const {
    if (said_.offset) return Wall(floor<seconds>(at).time_since_epoch() + *said_.offset);
    TRY(const auto found, to_local(at, context_.zone));
    return found.wall;
  }

  [[nodiscard]] Result<Due> at(Wall wall) const {
    if (!in_range(year_month_day(floor<days>(wall)))) return not_understood(text_);
    if (said_.offset) return Due{.at = Instant(wall.time_since_epoch() - *said_.offset)};
    return due_at(wall, context_.zone, context_.fold);
  }

  // --- Amounts ---

  Result<Due> from_now(Amount amount) {
    constexpr std::int64_t most_days = 366'000;
    if (amount.months > most_days / 31 || amount.days > most_days) return not_understood(text_);
    const int sign = said_.back ? -1 : 1;
    if (!amount.calendar) {
      const auto moment = context_.now + sign * amount.exact;
      if (!in_range(year_month_day(floor<days>(moment)))) return not_understood(text_);
      return Due{.at = moment};
    }
    TRY(wall_now_, local(context_.now));
    const auto today = floor<days>(wall_now_);
    const auto months_on = year_month_day(today) + months(sign * amount.months);
    const auto date = months_on.ok() ? months_on : year_month_day(months_on.year() / months_on.month() / last);
    const auto day = local_days(date) + days(sign * amount.days);
    time_ = wall_now_ - today;
    if (said_.time || said_.part) CHECK_OK(settle_time());
    TRY(auto due, at(Wall(day) + *time_));
    if (amount.exact == seconds(0)) return due;
    return Due{.at = due.at + sign * amount.exact};
  }

  // --- The time of day ---

  Result<void> settle_time() {
    time_ = said_.time;
    if (!said_.part) {
      if (!time_ && context_.no_time == NoTime::refuse) {
        return Error{.fault = Fault::usage,
                     .message = tr("“{}” does not say at what time", shown(text_)),
                     .hint = tr("add the time, for example “{} 9:00”", shown(text_))};
      }
      if (!time_) time_ = seconds(0);
      return {};
    }
    if (!time_) {
      time_ = hour_of(*said_.part);
      return {};
    }
    return settle_half(*said_.part);
  }

  static seconds hour_of(Part part) {
    switch (part) {
      case Part::morning: return hours(9);
      case Part::afternoon: return hours(14);
      case Part::evening: return hours(18);
    }
    return seconds(0);
  }

  /// "8h du soir" is 20:00, "tonight at midnight" the end of the day; "3 in the evening" means nothing.
  Result<void> settle_half(Part part) {
    const bool midnight = *time_ < hours(1);
    switch (part) {
      case Part::morning:
        if (*time_ >= hours(12) && said_.half_known) return not_understood(text_);
        return {};
      case Part::afternoon:
        if (!said_.half_known && *time_ >= hours(1) && *time_ < hours(8)) *time_ += hours(12);
        if (*time_ < hours(12)) return not_understood(text_);
        return {};
      case Part::evening:
        if (midnight) {
          *time_ += days(1);
        } else if (!said_.half_known && *time_ >= hours(4) && *time_ < hours(12)) {
          *time_ += hours(12);
        }
        if (*time_ < hours(16)) return not_understood(text_);
        return {};
    }
    return {};
  }

  // --- The day ---

  Result<local_days> day_meant() {
    if (!said_.day && !said_.weekday) return Wall(today_) + *time_ >= wall_now_ ? today_ : today_ + days(1);
    if (!said_.day) return coming_weekday();
    switch (said_.day->kind) {
      case SaidDay::Kind::relative: return agreeing(today_ + days(said_.day->offset));
      case SaidDay::Kind::weekday: return near_weekday();
      case SaidDay::Kind::numbers: return from_numbers();
      case SaidDay::Kind::calendar: return on_calendar(*said_.day);
    }
    return not_understood(text_);
  }

  [[nodiscard]] days until_weekday() const { return weekday(*said_.weekday) - weekday(today_); }

  [[nodiscard]] Result<local_days> coming_weekday() const {
    const auto day = today_ + until_weekday();
    // A day without a time is a whole day: today's counts as gone.
    const bool gone = Wall(day) + *time_ <= wall_now_;
    return gone ? day + days(7) : day;
  }

  [[nodiscard]] Result<local_days> near_weekday() const {
    const auto ahead = until_weekday();
    if (said_.day->which == SaidDay::Which::last) return today_ + ahead - days(7);
    return today_ + (ahead == days(0) ? days(7) : ahead);
  }

  /// Refuses "friday 24 December 2026", which is a Thursday.
  [[nodiscard]] Result<local_days> agreeing(local_days day) const {
    if (!said_.weekday || weekday(day) == weekday(*said_.weekday)) return day;
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” names another weekday than its date has", shown(text_)),
                 .hint = tr("that day is {}", human_day(year_month_day(day), context_.lang))};
  }

  Result<local_days> from_numbers() {
    const auto& said = *said_.day;
    const bool first_can_be_month = said.first <= 12, second_can_be_month = said.second <= 12;
    const auto here = year_month_day(today_).year();
    SaidDay day{.year = said.year};
    if (first_can_be_month && second_can_be_month && said.first != said.second && context_.lang != "fr") {
      const auto in = said.year ? year(*said.year) : here;
      const auto by_day = iso_day(in / month(said.second) / std::chrono::day(said.first));
      const auto by_month = iso_day(in / month(said.first) / std::chrono::day(said.second));
      return Error{.fault = Fault::usage,
                   .message = tr("“{}” can be {} or {}", shown(text_), by_day, by_month),
                   .hint = tr("write the one that you mean")};
    }
    day.day = second_can_be_month ? said.first : said.second;
    day.month = second_can_be_month ? said.second : said.first;
    return on_calendar(day);
  }

  [[nodiscard]] Result<local_days> on_calendar(const SaidDay& said) const {
    const auto day = std::chrono::day(said.day);
    const year_month_day today(today_);
    const auto month_said = month(said.month.value_or(1));
    if (!month_said.ok() || !day.ok())
      return no_such_day(year(said.year.value_or(static_cast<int>(today.year()))) / month_said / day);
    if (said.year) {
      const year_month_day date{year(*said.year), month(*said.month), day};
      if (!in_range(date)) return no_such_day(date);
      return agreeing(local_days(date));
    }
    // The next one that exists, and that has the weekday if one is named: 29 February is at most 8 years away, and a
    // weekday falls on a day of a month within 40 years.
    const int step = said.month ? 12 : 1;
    auto at = today.year() / (said.month ? month(*said.month) : today.month());
    for (int tries = 0; tries < 12 * 40; tries += step, at += months(step)) {
      const year_month_day date = at / day;
      if (!date.ok() || is_gone(local_days(date))) continue;
      if (said.month || !said_.weekday) return agreeing(local_days(date));
      if (weekday(local_days(date)) == weekday(*said_.weekday)) return local_days(date);
    }
    return no_such_day(at.year() / (said.month ? month(*said.month) : today.month()) / day);
  }

  [[nodiscard]] bool is_gone(local_days day) const {
    return said_.time || said_.part ? Wall(day) + *time_ < wall_now_ : day < today_;
  }

  std::string_view text_;
  const Said& said_;
  const WhenContext& context_;
  Wall wall_now_{};
  local_days today_{};
  std::optional<seconds> time_{};
};

}  // namespace

Result<Due> due_at(Wall wall, const std::string& zone, Fold fold) {
  TRY(const auto moments, moments_of(wall, zone));
  const Due earlier{.at = moments.earlier, .wall = iso_wall(wall), .zone = zone};
  const Due later{.at = moments.later, .wall = iso_wall(wall), .zone = zone};
  if (moments.kind == Moments::Kind::once || fold == Fold::earlier) return earlier;
  if (fold == Fold::later) return later;
  TRY(const auto first, to_local(earlier.at, zone));
  TRY(const auto second, to_local(later.at, zone));
  const auto said = replaced(iso_wall(wall), "T", " ");
  return Error{.fault = Fault::usage,
               .message = moments.kind == Moments::Kind::skipped
                              ? tr("{} does not exist in {}, where the clocks go forward then", said, zone)
                              : tr("{} comes twice in {}, where the clocks go back then", said, zone),
               .hint = tr("--fold earlier means {}, --fold later means {}", with_offset(first), with_offset(second))};
}

Result<Due> parse_when(std::string_view text, const WhenContext& context) {
  const auto whole = trimmed(text);
  CHECK_OK(check_zone(context.zone));
  if (const auto instant = parse_iso(whole); instant.ok()) {
    if (!in_range(year_month_day(floor<days>(*instant)))) return not_understood(whole);
    return Due{.at = *instant};
  }
  WhenContext there = context;
  auto phrase = whole;
  if (auto zone = take_zone_name(phrase); !zone.empty()) {
    CHECK_OK(check_zone(zone));
    there.zone = std::move(zone);
  }
  const auto words = words_of(phrase);
  const auto said = words ? read_phrase(Words(*words)) : std::nullopt;
  if (!said) return not_understood(whole);
  return Meaning(whole, *said, there).due();
}

Result<seconds> parse_duration(std::string_view text) {
  constexpr auto longest = hours(24 * 36525);
  const auto not_a_duration = [&] {
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” is not a length of time", shown(trimmed(text))),
                 .hint = tr("write for example “90s”, “2h30m”, “1d 12h” or “2 weeks”")};
  };
  const auto found = words_of(text);
  if (!found) return not_a_duration();
  Words words(*found);
  const bool negative = words.take("-");
  if (!negative) (void)words.take("+");
  const auto amount = take_amount(words);
  if (!amount || !words.done() || amount->months != 0) return not_a_duration();
  const auto size = amount->exact + amount->days * hours(24);
  if (size > longest) return not_a_duration();
  return negative ? -size : size;
}

}  // namespace cmtool
