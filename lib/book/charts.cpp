// SPDX-License-Identifier: MIT
#include "book/charts.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/tr.hpp"
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
    if (!is_asked(one, names) || (one.metric != "views" && one.metric != "impressions")) continue;
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

std::optional<std::size_t> place_of_key(const Table& table, const std::string& key) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].key == key) return i;
  }
  return std::nullopt;
}

std::optional<double> number_at(const std::vector<Value>& row, const std::optional<std::size_t>& place) {
  if (!place || *place >= row.size()) return std::nullopt;
  if (const auto* const whole = std::get_if<std::int64_t>(&row[*place])) return static_cast<double>(*whole);
  if (const auto* const real = std::get_if<double>(&row[*place])) return *real;
  return std::nullopt;
}
std::string name_at(const std::vector<Value>& row, std::size_t place) {
  const auto* const text = std::get_if<std::string>(&row[place]);
  return text == nullptr ? "–" : *text;
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
  const auto names = place_of_key(table, name), values = place_of_key(table, value), earlier = place_of_key(table, before);
  if (!names || !values || table.rows.size() < 2) return std::nullopt;
  draw::BarChart chart{.title = title, .lang = inputs.figures.lang, .kind = table.columns[*values].kind, .name_title = table.columns[*names].title, .value_title = table.columns[*values].title};
  if (earlier && inputs.figures.before) chart.before_title = tr("the month before");
  const Table* const shown = &table;
  double most = 0;
  std::string best;
  for (const auto& row : shown->rows) {
    const auto number = number_at(row, values);
    if (number && *number > most) {
      most = *number;
      best = name_at(row, *names);
    }
    chart.bars.push_back({.name = name_at(row, *names), .value = number, .before = number_at(row, earlier)});
  }
  if (best.empty()) return std::nullopt;
  chart.description = tr("Most: {} with {}.", best, number_in_words(most, chart.lang));
  return draw::bar_chart(chart);
}

std::optional<draw::Drawing> shares_of(const BookInputs& inputs, const Table& table, const std::string& title, const std::string& name, const std::string& value) {
  const auto names = place_of_key(table, name), values = place_of_key(table, value);
  if (!names || !values) return std::nullopt;
  draw::ShareChart chart{.title = title, .lang = inputs.figures.lang, .kind = table.columns[*values].kind, .name_title = table.columns[*names].title, .value_title = table.columns[*values].title};
  double all = 0, most = 0;
  std::string best;
  for (const auto& row : table.rows) {
    const double number = std::max(0.0, number_at(row, values).value_or(0));
    all += number;
    if (number > most) {
      most = number;
      best = name_at(row, *names);
    }
    chart.parts.push_back({.name = name_at(row, *names), .value = number});
  }
  if (all <= 0) return std::nullopt;
  chart.description = tr("Most: {} with {}.", best, percent_in_words(most / all * 100, chart.lang));
  return draw::share_chart(chart);
}

}  // namespace cmtool
