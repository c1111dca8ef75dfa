// SPDX-License-Identifier: MIT
#include "when/recurrence.hpp"

#include <algorithm>
#include <deque>
#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/part.hpp"
#include "when/expansion.hpp"
#include "when/rule.hpp"
#include "when/rule_days.hpp"
#include "when/said_rule.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

using Every = RepeatRule::Every;

constexpr local_days first_day = local_days(1970y / 1 / 1), last_day = local_days(2400y / 12 / 31);
constexpr days furthest(36525);
// Clock changes move a wall time by up to a day, and no zone is further than a day from UTC.
constexpr days margin(3);

Result<const Expansion*> expansion() {
  TRY(void* const entry, load_part("recurrence"));
  return reinterpret_cast<const Expansion* (*)()>(entry)();
}

seconds time_of_day(Wall wall) { return wall - floor<days>(wall); }

/// Does the rule name times that come at the same hours of every day?
bool daily_times(const RepeatRule& rule) { return rule.every != Every::hour || 24 % rule.interval == 0; }

/// The times within a day, ascending; `start` gives what the rule leaves open. Of a rule of odd hours: those within an hour.
std::vector<seconds> times_of(const RepeatRule& rule, seconds start) {
  const auto or_else = [](const std::vector<int>& said, auto open) {
    return said.empty() ? std::vector<int>{static_cast<int>(open)} : said;
  };
  auto hours_said = or_else(rule.hours, floor<hours>(start).count());
  if (!daily_times(rule)) {
    hours_said = {0};
  } else if (rule.every == Every::hour) {
    hours_said.clear();
    for (int hour = static_cast<int>(floor<hours>(start).count()) % rule.interval; hour < 24; hour += rule.interval) {
      if (rule.hours.empty() || std::find(rule.hours.begin(), rule.hours.end(), hour) != rule.hours.end()) hours_said.push_back(hour);
    }
  }
  std::vector<seconds> times;
  for (const int hour : hours_said) {
    for (const int minute : or_else(rule.minutes, floor<minutes>(start % 1h).count())) {
      for (const int second : or_else(rule.seconds, (start % 1min).count())) times.push_back(hours(hour) + minutes(minute) + seconds(second));
    }
  }
  return times;
}

bool too_often(const RepeatRule& rule, const std::vector<seconds>& times) {
  constexpr minutes least(5);
  const seconds period = daily_times(rule) ? seconds(days(1)) : seconds(hours(rule.interval));
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto next = i + 1 < times.size() ? times[i + 1] : times.front() + period;
    if (next - times[i] < least) return true;
  }
  return false;
}

/// The wall times of a rule, ascending.
class Walls {
 public:
  /// Those before `from` may be left out.
  static Result<Walls> of(const RepeatRule& rule, Wall start, Wall from, Wall last) {
    Walls walls(rule, start, last);
    if (!daily_times(rule)) {
      const hours step(rule.interval);
      walls.hour_ = floor<hours>(start) + (!rule.count && from > start ? step * ((from - start) / step) : 0h);
      return walls;
    }
    if (walls.times_.empty()) return walls;
    // The days before `from` are counted, too, where the rule counts them.
    const auto question = days_question(rule, floor<days>(start), floor<days>(rule.count ? start : std::max(from, start)));
    if (!has_days(question, floor<days>(last))) return walls;
    TRY(const Expansion* const calendar, expansion());
    walls.days_ = calendar->days(rule_text(question.rule), question.first, floor<days>(last));
    return walls;
  }

  std::optional<Wall> next() {
    for (;;) {
      const auto found = next_unlimited();
      if (!found || *found > last_) return std::nullopt;
      if (*found < start_) continue;
      if (count_ && *count_ == 0) return std::nullopt;
      if (count_) --*count_;
      return found;
    }
  }

 private:
  Walls(const RepeatRule& rule, Wall start, Wall last)
      : start_(start), last_(last), step_(rule.interval), times_(times_of(rule, time_of_day(start))), count_(rule.count) {}

  std::optional<Wall> next_unlimited() {
    if (hour_) {
      const auto found = *hour_ + times_[at_];
      if (++at_ == times_.size()) at_ = 0, *hour_ += step_;
      return found;
    }
    if (!days_) return std::nullopt;
    if (at_ == 0) {
      day_ = days_->next();
      if (!day_) return std::nullopt;
    }
    const auto found = Wall(*day_) + times_[at_];
    if (++at_ == times_.size()) at_ = 0;
    return found;
  }

  Wall start_, last_;
  hours step_;
  std::vector<seconds> times_;
  std::size_t at_ = 0;
  std::optional<int> count_;
  std::optional<Wall> hour_{};
  std::unique_ptr<Days> days_{};
  std::optional<local_days> day_{};
};

/// The occurrences of a recurrence, ascending by moment.
class Series {
 public:
  static Result<Series> of(const Recurrence& recurrence, Instant from, std::optional<Instant> until) {
    TRY(const RepeatRule rule, parse_rule(recurrence.rule));
    CHECK_OK(check_zone(recurrence.zone));
    if (recurrence.start < Wall(first_day) || recurrence.start > Wall(last_day)) return Series(recurrence, rule);
    const auto wall_from = std::clamp(Wall(floor<seconds>(from).time_since_epoch()), Wall(first_day), Wall(last_day)) - margin;
    auto last = std::min(Wall(last_day), std::max(wall_from + margin, recurrence.start) + furthest);
    if (until) last = std::min(last, Wall(floor<seconds>(std::min(*until, Instant(sys_days(9000y / 1 / 1)))).time_since_epoch()) + margin);
    if (rule.end) last = std::min(last, rule.end->wall + (rule.end->utc ? margin : days(0)));
    if (last < recurrence.start) return Series(recurrence, rule);
    Series series(recurrence, rule);
    TRY(auto walls, Walls::of(rule, recurrence.start, wall_from, last));
    series.walls_ = std::make_unique<Walls>(std::move(walls));
    return series;
  }

  Result<std::optional<Occurrence>> next() {
    // A skipped wall time moves behind later ones; what has been read stays until the clocks show one that is surely later.
    while (walls_ && (ready_.empty() || !sure_ || *sure_ < ready_.front().at)) {
      const auto wall = walls_->next();
      if (!wall) {
        walls_.reset();
        break;
      }
      TRY(const auto found, occurrence(*wall));
      if (!found.shifted) sure_ = found.at;
      if (is_meant(found)) keep(found);
    }
    if (ready_.empty()) return std::optional<Occurrence>();
    const auto result = ready_.front();
    ready_.pop_front();
    return std::optional(result);
  }

 private:
  Series(const Recurrence& recurrence, const RepeatRule& rule) : recurrence_(&recurrence), end_(rule.end) {}

  [[nodiscard]] Result<Occurrence> occurrence(Wall wall) const {
    TRY(const auto moments, moments_of(wall, recurrence_->zone));
    const bool skipped = moments.kind == Moments::Kind::skipped;
    return Occurrence{.wall = wall, .at = skipped ? moments.later : moments.earlier, .shifted = skipped};
  }

  [[nodiscard]] bool is_meant(const Occurrence& found) const {
    if (recurrence_->until && found.at > *recurrence_->until) return false;
    if (end_ && (end_->utc ? found.at > Instant(sys_seconds(end_->wall.time_since_epoch())) : found.wall > end_->wall)) return false;
    const auto& except = recurrence_->except;
    return std::find(except.begin(), except.end(), found.wall) == except.end();
  }

  void keep(const Occurrence& found) {
    const auto at = std::find_if(ready_.begin(), ready_.end(), [&](const Occurrence& one) { return one.at >= found.at; });
    if (at == ready_.end() || at->at != found.at) {
      ready_.insert(at, found);
    } else if (at->shifted) {
      *at = found;
    }
  }

  const Recurrence* recurrence_;
  std::optional<RepeatRule::End> end_;
  std::unique_ptr<Walls> walls_{};
  std::deque<Occurrence> ready_{};
  std::optional<Instant> sure_{};
};

Error out_of_range() {
  return Error{.fault = Fault::usage,
               .message = tr("a repetition starts between {} and {}", 1970, 2400),
               .hint = tr("choose another start")};
}

}  // namespace

Result<std::vector<Occurrence>> occurrences(const Recurrence& recurrence, Instant from, Instant until, std::size_t limit) {
  TRY(auto series, Series::of(recurrence, from, until));
  std::vector<Occurrence> result;
  while (result.size() < limit) {
    TRY(const auto found, series.next());
    if (!found || found->at >= until) break;
    if (found->at >= from) result.push_back(*found);
  }
  return result;
}

Result<std::optional<Occurrence>> next_occurrence(const Recurrence& recurrence, Instant after) {
  TRY(auto series, Series::of(recurrence, after, std::nullopt));
  for (;;) {
    TRY(const auto found, series.next());
    if (!found || found->at > after) return found;
  }
}

Result<Recurrence> parse_recurrence(std::string_view said, Wall start, const std::string& zone) {
  CHECK_OK(check_zone(zone));
  if (start < Wall(first_day) || start >= Wall(last_day)) return out_of_range();
  const auto check_pace = [&](const RepeatRule& rule, Wall from) -> Result<void> {
    if (!too_often(rule, times_of(rule, time_of_day(from)))) return {};
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” comes more often than every 5 minutes", shown_rule(said)),
                 .hint = tr("choose times further apart")};
  };
  const auto text = trimmed(said);
  if (text.find('=') != std::string_view::npos) {
    TRY(const RepeatRule rule, parse_rule(text));
    CHECK_OK(check_pace(rule, start));
    return Recurrence{.rule = rule_text(rule), .zone = zone, .start = start};
  }
  TRY(const auto words, read_rule(text, start));
  CHECK_OK(check_pace(words.rule, words.start));
  // "Every 2 weeks on Monday", said on a Tuesday, begins next Monday: the weeks are counted from the first day that fits.
  RepeatRule each = words.rule;
  each.interval = 1;
  TRY(auto walls, Walls::of(each, words.start, words.start, std::min(Wall(last_day), start + furthest)));
  auto first = walls.next();
  while (first && *first < start) first = walls.next();
  return Recurrence{.rule = rule_text(words.rule), .zone = zone, .start = first.value_or(words.start)};
}

}  // namespace cmtool
