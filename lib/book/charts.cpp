// SPDX-License-Identifier: MIT
#include "book/charts.hpp"

#include <algorithm>
#include <map>

#include "base/tr.hpp"
#include "book/cells.hpp"
#include "book/words.hpp"
#include "draw/bars.hpp"
#include "draw/heat.hpp"
#include "draw/line.hpp"
#include "draw/share.hpp"
#include "figures/period.hpp"
#include "listen/crowd.hpp"
#include "when/names.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

using Days = std::map<std::int32_t, double>;

bool is_asked(const AccountFigures& one, const AccountNames& names) { return names.empty() || names.contains(one.account); }

Days views_on_days(const PeriodInputs& period, const AccountNames& names) {
  Days days;
  for (const auto& one : period.accounts) {
    if (!is_asked(one, names) || !is_views(one.metric)) continue;
    for (const auto& day : gains_by_day(one)) {
      if (day.gain) days[day.day] += static_cast<double>(*day.gain);
    }
  }
  return days;
}

/// The sum of what each account had; a day on which one of them was not read takes its last reading.
Days followers_on_days(const PeriodInputs& period, const AccountNames& names) {
  Days days;
  std::vector<const AccountFigures*> all;
  for (const auto& one : period.accounts) {
    if (!is_asked(one, names) || one.metric != "followers") continue;
    all.push_back(&one);
    for (const auto& day : one.days) {
      if (day.own) days[day.day] = 0;
    }
  }
  for (const auto* one : all) {
    std::optional<std::int64_t> standing = one->before.value;
    std::size_t next = 0;
    for (auto& [day, sum] : days) {
      for (; next < one->days.size() && one->days[next].day <= day; ++next) {
        if (one->days[next].own) standing = one->days[next].own;
      }
      sum += static_cast<double>(standing.value_or(0));
    }
  }
  return days;
}

Instant noon_of(std::int32_t day) { return Instant(std::chrono::sys_days(std::chrono::days(day)).time_since_epoch() + std::chrono::hours(12)); }

draw::LineSeries series_of(const std::string& name, const Days& days) {
  draw::LineSeries series{.name = name};
  std::optional<std::int32_t> last;
  for (const auto& [day, value] : days) {
    // What was not read for days is a gap.
    if (last && day > *last + 1) series.points.push_back({.at = noon_of(*last + 1), .value = std::nullopt});
    series.points.push_back({.at = noon_of(day), .value = value});
    last = day;
  }
  return series;
}

/// A day that is not over yet would look like a fall.
Days whole_days(const BookInputs& inputs, Days days) {
  if (const auto today = day_number(inputs.figures.at, inputs.figures.zone); today.ok()) days.erase(*today);
  return days;
}

std::optional<draw::Drawing> two_months(const BookInputs& inputs, draw::LineChart chart, const Days& now, const Days& before) {
  if (now.size() < 2) return std::nullopt;
  chart.lang = inputs.figures.lang;
  chart.zone = inputs.figures.zone;
  chart.series.push_back(series_of(month_in_words(inputs.month, chart.lang), now));
  if (before.size() >= 2 && inputs.figures.before) {
    auto earlier = series_of(month_in_words(inputs.month - std::chrono::months(1), chart.lang), before);
    earlier.compared = true;
    earlier.later = inputs.figures.now.period.from - inputs.figures.before->period.from;
    chart.series.push_back(std::move(earlier));
  }
  const auto least = std::min_element(now.begin(), now.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto most = std::max_element(now.begin(), now.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto day = [&](const Days::const_iterator& it) { return day_in_words(noon_of(it->first), chart.zone, chart.lang); };
  chart.description = tr("Lowest on {} with {}, highest on {} with {}.", day(least), number_in_words(least->second, chart.lang), day(most), number_in_words(most->second, chart.lang));
  return draw::line_chart(chart);
}

const PeriodInputs& before_of(const BookInputs& inputs) {
  static const PeriodInputs none{};
  return inputs.figures.before ? *inputs.figures.before : none;
}

}  // namespace

std::optional<draw::Drawing> views_by_day(const BookInputs& inputs, const AccountNames& names) {
  return two_months(inputs, {.title = tr("Views by day")}, whole_days(inputs, views_on_days(inputs.figures.now, names)), views_on_days(before_of(inputs), names));
}

std::optional<draw::Drawing> followers_by_day(const BookInputs& inputs, const AccountNames& names) {
  return two_months(inputs, {.title = tr("Followers by day"), .from_zero = false}, followers_on_days(inputs.figures.now, names), followers_on_days(before_of(inputs), names));
}

std::optional<draw::Drawing> hours_of_messages(const BookInputs& inputs) {
  draw::HeatMap map{.title = tr("When people write to you"), .lang = inputs.figures.lang};
  for (auto& day : map.values) day.fill(0.0);
  double all = 0, most = 0;
  std::size_t best_day = 0, best_hour = 0;
  for (const auto& entry : inputs.figures.now.items) {
    if (!listen::is_heard(entry)) continue;
    const auto local = to_local(entry.item.at, inputs.figures.zone);
    if (!local.ok()) continue;
    const auto day = std::chrono::floor<std::chrono::days>(local->wall);
    const std::size_t weekday = std::chrono::weekday(day).iso_encoding() - 1;
    const auto hour = static_cast<std::size_t>(std::chrono::floor<std::chrono::hours>(local->wall - day).count());
    auto& cell = map.values[weekday][hour];
    cell = *cell + 1;
    ++all;
    if (*cell > most) {
      most = *cell;
      best_day = weekday;
      best_hour = hour;
    }
  }
  if (all < 1) return std::nullopt;
  const std::string day(weekday_name(std::chrono::weekday(static_cast<unsigned>(best_day + 1)), map.lang));
  map.description = tr("Most on {} between {} and {} o'clock.", day, best_hour, best_hour + 1);
  return draw::heat_map(map);
}

std::optional<draw::Drawing> bars_of(const BookInputs& inputs, const Table& table, const std::string& title, const std::string& name, const std::string& value, const std::string& before) {
  const Column* const names = column_named(table, name);
  const Column* const values = column_named(table, value);
  if (names == nullptr || values == nullptr || table.rows.size() < 2) return std::nullopt;
  draw::BarChart chart{.title = title, .lang = inputs.figures.lang, .kind = values->kind, .name_title = names->title, .value_title = values->title};
  if (column_named(table, before) != nullptr && inputs.figures.before) chart.before_title = tr("the month before");
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    chart.bars.push_back({.name = text_named(table, i, name, "–"), .value = number_named(table, i, value), .before = number_named(table, i, before)});
  }
  const auto most = std::max_element(chart.bars.begin(), chart.bars.end(), [](const draw::Bar& a, const draw::Bar& b) { return a.value.value_or(0) < b.value.value_or(0); });
  if (most->value.value_or(0) <= 0) return std::nullopt;
  chart.description = tr("Most: {} with {}.", most->name, number_in_words(*most->value, chart.lang));
  return draw::bar_chart(chart);
}

std::optional<draw::Drawing> shares_of(const BookInputs& inputs, const Table& table, const std::string& title, const std::string& name, const std::string& value) {
  const Column* const names = column_named(table, name);
  const Column* const values = column_named(table, value);
  if (names == nullptr || values == nullptr) return std::nullopt;
  draw::ShareChart chart{.title = title, .lang = inputs.figures.lang, .kind = values->kind, .name_title = names->title, .value_title = values->title};
  double all = 0;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    chart.parts.push_back({.name = text_named(table, i, name, "–"), .value = std::max(0.0, number_named(table, i, value).value_or(0))});
    all += chart.parts.back().value;
  }
  if (all <= 0) return std::nullopt;
  const auto most = std::max_element(chart.parts.begin(), chart.parts.end(), [](const draw::Part& a, const draw::Part& b) { return a.value < b.value; });
  chart.description = tr("Most: {} with {}.", most->name, percent_in_words(most->value / all * 100, chart.lang));
  return draw::share_chart(chart);
}

}  // namespace cmtool
