// SPDX-License-Identifier: MIT
#include "figures/progress.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "figures/account_sums.hpp"
#include "figures/period.hpp"

namespace cmtool {
namespace {

constexpr double four_of_five = 1.2816;
constexpr double least_days = 3;  // before there is a forecast

/// What came about over some days: between two readings, or on one day.
struct Stretch {
  double gain = 0, days = 1;
};

double days_between(Instant from, Instant until) { return std::chrono::duration<double, std::ratio<86400>>(until - from).count(); }

std::vector<std::string> parts_of(const std::string& metric) { return metric == "engagement" ? engagement_metrics() : std::vector<std::string>{metric}; }

/// What stood on each day that had a reading of any account: of the others, what was last read.
void add_levels(const std::vector<const AccountFigures*>& all, std::int32_t first_day, GoalDays& to) {
  std::map<std::int32_t, std::int64_t> changes;  // day -> by how much the sum changes
  for (const auto* one : all) {
    std::optional<std::int64_t> standing = one->before.value;
    if (standing) to.before = added(to.before.value_or(0), *standing);
    for (const auto& day : one->days) {
      if (!day.own) continue;
      auto& change = changes[day.day];
      if (!standing) to.before = added(to.before.value_or(0), *day.own);  // first read since: it stood like that before
      else change = added(change, difference(*day.own, *standing));
      standing = day.own;
      keep_later(to.as_of, day.as_of);
    }
  }
  std::int64_t sum = to.before.value_or(0);
  for (const auto& [day, change] : changes) {
    sum = added(sum, change);
    if (day >= first_day) to.days.push_back({.day = day, .value = sum});
    else to.before = sum;
  }
}

}  // namespace

std::string_view slug(GoalState state) {
  switch (state) {
    case GoalState::unknown: return "unknown";
    case GoalState::missed: return "missed";
    case GoalState::behind: return "behind";
    case GoalState::at_risk: return "at-risk";
    case GoalState::on_track: return "on-track";
    case GoalState::reached: return "reached";
  }
  return "";
}

Result<GoalDays> goal_days(const Goal& goal, const std::vector<AccountFigures>& accounts, const std::vector<PostFigures>& posts, const std::string& zone) {
  GoalDays result{.kind = goal.metric == "published" || goal.metric == "engagement" ? MetricKind::total : kind_of_metric(goal.metric)};
  TRY(const std::int32_t first_day, day_number(goal.from, zone));
  const auto is_meant = [&](const std::string& account) { return goal.accounts.empty() || std::find(goal.accounts.begin(), goal.accounts.end(), account) != goal.accounts.end(); };
  std::map<std::int32_t, std::int64_t> days;
  if (goal.metric == "published" || !goal.campaign.empty()) {
    for (const auto& one : posts) {
      if (!is_meant(one.delivery.account) || (!goal.campaign.empty() && one.post.campaign != goal.campaign) || !one.delivery.receipt || one.delivery.receipt->at < goal.from) continue;
      TRY(const std::int32_t day, day_number(one.delivery.receipt->at, zone));
      const Figure figure = goal.metric == "published" ? Figure{.value = 1, .as_of = one.delivery.receipt->at} : goal.metric == "engagement" ? engagement_of(one.figures) : figure_of(one.figures, goal.metric);
      if (!figure.value) continue;
      days[day] = added(days[day], *figure.value);
      keep_later(result.as_of, figure.as_of);
    }
  } else {
    std::vector<const AccountFigures*> levels;
    for (const auto& metric : parts_of(goal.metric)) {
      for (const auto& one : accounts) {
        if (one.metric != metric || !is_meant(one.account)) continue;
        if (result.kind == MetricKind::level) {
          levels.push_back(&one);
          continue;
        }
        for (const auto& day : gains_by_day(one)) {
          if (day.day < first_day || !day.gain) continue;
          days[day.day] = added(days[day.day], *day.gain);
          keep_later(result.as_of, day.as_of);
        }
      }
    }
    if (result.kind == MetricKind::level) add_levels(levels, first_day, result);
  }
  for (const auto& [day, value] : days) result.days.push_back({.day = day, .value = value});
  return result;
}

GoalProgress progress_of(const Goal& goal, const GoalDays& days, Instant at, std::int32_t first_day, std::int32_t today) {
  GoalProgress progress;
  const double whole = days_between(goal.from, goal.by), passed = std::clamp(days_between(goal.from, std::min(at, goal.by)), 0.0, whole);
  progress.expected = whole > 0 ? 100 * passed / whole : 100;
  progress.as_of = days.as_of;
  const bool is_over = at >= goal.by;

  std::vector<Stretch> gains;  // since it began, up to the last reading
  if (days.kind == MetricKind::level) {
    progress.start = goal.start ? goal.start : days.before;
    if (!progress.start && !days.days.empty()) progress.start = days.days.front().value;
    progress.now = days.days.empty() ? days.before : std::optional(days.days.back().value);
    std::int64_t standing = progress.start.value_or(0);
    std::int32_t day = first_day;
    for (const auto& one : days.days) {
      const auto span = std::max<std::int32_t>(1, one.day - day + (gains.empty() ? 1 : 0));
      gains.push_back({.gain = static_cast<double>(difference(one.value, standing)), .days = static_cast<double>(span)});
      standing = one.value;
      day = one.day;
    }
  } else if (!days.days.empty() || days.as_of) {
    progress.start = goal.start.value_or(0);
    std::int64_t sum = *progress.start;
    std::map<std::int32_t, std::int64_t> by_day;
    for (const auto& one : days.days) {
      sum = added(sum, one.value);
      by_day[one.day] = one.value;
    }
    progress.now = sum;
    for (std::int32_t day = first_day; day <= std::min(today, first_day + 4000); ++day) {
      const auto found = by_day.find(day);
      gains.push_back({.gain = found == by_day.end() ? 0.0 : static_cast<double>(found->second)});
    }
  }
  if (!progress.now || !progress.start) {
    progress.state = is_over ? GoalState::missed : GoalState::unknown;
    return progress;
  }
  const double now = static_cast<double>(*progress.now), start = static_cast<double>(*progress.start), target = static_cast<double>(goal.target);
  if (target != start) progress.percent = 100 * (now - start) / (target - start);
  const bool is_up = target >= start;
  const auto reaches = [&](double value) { return is_up ? value >= target : value <= target; };
  const double left = std::max(0.0, days_between(at, goal.by));
  if (left > 0) progress.needed = (target - now) / left;
  if (!gains.empty()) {
    double sum = 0, count = 0;
    for (const auto& [gain, span] : gains) {
      sum += gain;
      count += span;
    }
    const double mean = sum / count;
    progress.pace = mean;
    if (count >= least_days && gains.size() > 1 && left > 0) {
      // Days vary one by one; what several of them brought together varies the less for each.
      double squares = 0;
      for (const auto& [gain, span] : gains) squares += (gain - mean * span) * (gain - mean * span) / span;
      const double deviation = std::sqrt(squares / static_cast<double>(gains.size() - 1));
      const double error = four_of_five * deviation * std::sqrt(left + left * left / count);
      progress.forecast = now + mean * left;
      progress.low = *progress.forecast - error;
      progress.high = *progress.forecast + error;
    }
  }
  if (reaches(now)) progress.state = GoalState::reached;
  else if (is_over) progress.state = GoalState::missed;
  else if (!progress.forecast) progress.state = progress.percent && *progress.percent >= progress.expected ? GoalState::on_track : GoalState::at_risk;
  else if (reaches(*progress.forecast)) progress.state = GoalState::on_track;
  else progress.state = reaches(is_up ? *progress.high : *progress.low) ? GoalState::at_risk : GoalState::behind;
  return progress;
}

}  // namespace cmtool
