// SPDX-License-Identifier: MIT
#include "figures_reader.hpp"

#include <algorithm>

#include "figures/sums.hpp"

namespace cmtool {
namespace {

Instant instant_of(std::int64_t milliseconds) { return Instant(std::chrono::milliseconds(milliseconds)); }

void keep_later(std::optional<Instant>& kept, const std::optional<Instant>& other) {
  if (other && (!kept || *kept < *other)) kept = other;
}

void add_to(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& more) {
  if (more) sum = added(sum.value_or(0), *more);
}

std::int64_t difference(std::int64_t now, std::int64_t before) {
  std::int64_t result = 0;
  if (!__builtin_sub_overflow(now, before, &result)) return result;
  return added(now, before < 0 ? INT64_MAX : -before);
}

}  // namespace

std::string place_of(const std::string& account, std::string_view remote_id) {
  std::string place = account;
  place += '\n';  // in no account's name
  place += remote_id;
  return place;
}

void FiguresReader::names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) {
  for (const auto& account : accounts) {
    const auto found = question_.accounts.find(account);
    present_.push_back(found == question_.accounts.end() ? nullptr : &found->second);
  }
  metrics_ = metrics;
}

FiguresReader::Lane& FiguresReader::lane(std::uint32_t account, std::uint32_t metric) { return lanes_[{*present_[account], metric}]; }

void FiguresReader::series(const samples::SeriesName& name, std::span<const samples::Reading> readings) {
  if (name.post.empty()) {
    if (question_.by_day) own(name, readings);
    return;
  }
  const auto found = question_.posts.find(place_of(*present_[name.account], name.post));
  if (found != question_.posts.end()) {
    Figure figure;
    for (const auto& reading : readings) {
      if (reading.at() < question_.period.from.time_since_epoch().count()) continue;
      if (reading.known()) figure = {.value = reading.value(), .as_of = instant_of(reading.at())};
      else if (!figure.value) figure.as_of = instant_of(reading.at());
    }
    if (figure.as_of) readings_.push_back({.post = found->second, .metric = name.metric, .figure = figure});
  }
  if (question_.by_day) gains(name, readings, found != question_.posts.end());
}

void FiguresReader::own(const samples::SeriesName& name, std::span<const samples::Reading> readings) {
  Lane& kept = lane(name.account, name.metric);
  const std::int64_t from = question_.period.from.time_since_epoch().count();
  std::size_t span = 0;
  for (const auto& reading : readings) {
    if (reading.at() < from) {
      if (reading.known() && (!kept.before.as_of || *kept.before.as_of <= instant_of(reading.at()))) kept.before = {.value = reading.value(), .as_of = instant_of(reading.at())};
      continue;
    }
    if (!reading.known()) {
      ++kept.unknown;
      continue;
    }
    const std::int32_t number = question_.days.day_of(reading.at(), span);
    DayFigure& day = kept.days[number];
    day.day = number;
    day.last = reading.value();
    day.sum = added(day.sum.value_or(0), reading.value());
    keep_later(day.as_of, instant_of(reading.at()));
  }
}

void FiguresReader::gains(const samples::SeriesName& name, std::span<const samples::Reading> readings, bool published_in_period) {
  const std::int64_t from = question_.period.from.time_since_epoch().count();
  std::optional<std::int64_t> before;
  if (published_in_period) before = 0;
  Lane* kept = nullptr;
  std::size_t span = 0;
  for (const auto& reading : readings) {
    if (!reading.known()) continue;
    if (reading.at() >= from) {
      if (kept == nullptr) kept = &lane(name.account, name.metric);
      const std::int32_t number = question_.days.day_of(reading.at(), span);
      DayFigure& day = kept->days[number];
      day.day = number;
      if (before) day.gained = added(day.gained.value_or(0), difference(reading.value(), *before));
      keep_later(day.as_of, instant_of(reading.at()));
    }
    before = reading.value();
  }
}

void FiguresReader::join(FiguresReader& other) {
  for (auto& [key, lane] : other.lanes_) {
    Lane& kept = lanes_[key];
    kept.unknown += lane.unknown;
    if (lane.before.as_of && (!kept.before.as_of || *kept.before.as_of < *lane.before.as_of)) kept.before = lane.before;
    for (const auto& [number, day] : lane.days) {
      DayFigure& mine = kept.days[number];
      mine.day = number;
      // The account's own series is told to one reader only, but for one that had another name: then the later one holds.
      if (day.last && (!mine.last || !mine.as_of || (day.as_of && *mine.as_of <= *day.as_of))) mine.last = day.last;
      add_to(mine.sum, day.sum);
      add_to(mine.gained, day.gained);
      keep_later(mine.as_of, day.as_of);
    }
  }
  readings_.insert(readings_.end(), other.readings_.begin(), other.readings_.end());
}

std::vector<Figures> FiguresReader::posts(std::size_t count) const {
  std::vector<Figures> result(count);
  for (const auto& reading : readings_) {
    Figure& kept = result[reading.post][metrics_[reading.metric]];
    const bool is_better = !kept.as_of || (reading.figure.value.has_value() == kept.value.has_value() ? *kept.as_of < *reading.figure.as_of : reading.figure.value.has_value());
    if (is_better) kept = reading.figure;
  }
  return result;
}

std::vector<AccountFigures> FiguresReader::accounts() const {
  std::vector<AccountFigures> result;
  for (const auto& [key, lane] : lanes_) {
    AccountFigures one{.account = key.first, .metric = metrics_[key.second], .before = lane.before, .unknown = lane.unknown};
    for (const auto& [number, day] : lane.days) one.days.push_back(day);
    result.push_back(std::move(one));
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return std::tie(a.account, a.metric) < std::tie(b.account, b.metric); });
  return result;
}

}  // namespace cmtool
