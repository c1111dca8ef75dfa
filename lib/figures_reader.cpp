// SPDX-License-Identifier: MIT
#include "figures_reader.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "figures/sums.hpp"

namespace cmtool {
namespace {

Instant instant_of(std::int64_t milliseconds) { return Instant(std::chrono::milliseconds(milliseconds)); }

constexpr std::string_view ad_prefix = "campaign:";
constexpr std::int32_t days_in_block = 64;

std::vector<DayFigure> read_days(const std::map<std::int32_t, std::vector<DayFigure>>& blocks) {
  std::vector<DayFigure> all;
  for (const auto& [first, block] : blocks) {
    std::copy_if(block.begin(), block.end(), std::back_inserter(all), [](const DayFigure& day) { return day.as_of.has_value(); });
  }
  return all;
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
  for (const auto& metric : metrics) kinds_.push_back(kind_of_metric(metric));
  lanes_found_.assign(accounts.size() * metrics.size(), nullptr);
}

FiguresReader::Lane& FiguresReader::lane(std::uint32_t account, std::uint32_t metric) {
  Lane*& found = lanes_found_[account * metrics_.size() + metric];
  if (found == nullptr) found = &lanes_[{*present_[account], metric}];
  return *found;
}

DayFigure& FiguresReader::day_in(Lane& lane, std::int32_t number) {
  const std::int32_t first = number - (number % days_in_block + days_in_block) % days_in_block;
  auto& block = lane.blocks[first];
  if (block.empty()) {
    block.resize(days_in_block);
    for (std::int32_t i = 0; i < days_in_block; ++i) block[static_cast<std::size_t>(i)].day = first + i;
  }
  return block[static_cast<std::size_t>(number - first)];
}

void FiguresReader::series(const samples::SeriesName& name, std::span<const samples::Reading> readings) {
  if (name.post.empty()) {
    if (question_.by_day) own(name, readings);
    return;
  }
  if (name.post.starts_with(ad_prefix)) {
    if (!question_.ads) return;
    const Figure figure = this->figure(name.metric, readings);
    if (figure.as_of) ads_[{*present_[name.account], std::string(name.post.substr(ad_prefix.size()))}][metrics_[name.metric]] = figure;
    return;
  }
  const auto found = question_.posts.find(place_of(*present_[name.account], name.post));
  if (found != question_.posts.end()) {
    const Figure figure = this->figure(name.metric, readings);
    if (figure.as_of) readings_.push_back({.post = found->second, .metric = name.metric, .figure = figure});
  }
  if (question_.by_day) gains(name, readings, found != question_.posts.end());
}

Figure FiguresReader::figure(std::uint32_t metric, std::span<const samples::Reading> readings) const {
  const std::int64_t from = question_.period.from.time_since_epoch().count();
  const std::int64_t until = question_.period.until.time_since_epoch().count();
  const bool by_day = kinds_[metric] == MetricKind::daily, additive = is_additive(metrics_[metric]);
  Figure figure;
  std::int64_t whole = 0;                // of the days that are over
  std::optional<std::int32_t> day;       // the one that is being read
  std::size_t span = 0;
  for (const auto& reading : readings) {
    if (reading.at() < from) continue;
    const bool late = reading.at() >= until;
    if (late && (by_day || figure.value)) break;
    if (!reading.known()) {
      if (!figure.value && !late) figure.as_of = instant_of(reading.at());
      continue;
    }
    std::int64_t value = reading.value();
    if (by_day) {
      const std::int32_t today = question_.days.day_of(reading.at(), span);
      if (day && *day != today) whole = *figure.value;
      day = today;
      value = additive ? added(whole, value) : std::max(whole, value);
    }
    figure = {.value = value, .as_of = instant_of(reading.at())};
  }
  return figure;
}

void FiguresReader::own(const samples::SeriesName& name, std::span<const samples::Reading> readings) {
  const std::int64_t from = question_.period.from.time_since_epoch().count(), until = question_.period.until.time_since_epoch().count();
  if (readings.empty() || readings.front().at() >= until) return;
  Lane& kept = lane(name.account, name.metric);
  std::size_t span = 0;
  for (const auto& reading : readings) {
    if (reading.at() >= until) break;
    if (reading.at() < from) {
      if (reading.known() && (!kept.before.as_of || *kept.before.as_of <= instant_of(reading.at()))) kept.before = {.value = reading.value(), .as_of = instant_of(reading.at())};
      continue;
    }
    if (!reading.known()) {
      ++kept.unknown;
      continue;
    }
    const std::int32_t number = question_.days.day_of(reading.at(), span);
    DayFigure& day = day_in(kept, number);
    day.own = reading.value();
    keep_later(day.as_of, instant_of(reading.at()));
  }
}

void FiguresReader::gains(const samples::SeriesName& name, std::span<const samples::Reading> readings, bool published_in_period) {
  const std::int64_t from = question_.period.from.time_since_epoch().count(), until = question_.period.until.time_since_epoch().count();
  const bool by_day = kinds_[name.metric] == MetricKind::daily;
  std::optional<std::int64_t> before;
  if (published_in_period || by_day) before = 0;
  Lane* kept = nullptr;
  std::optional<std::int32_t> last_day;
  std::size_t span = 0;
  for (const auto& reading : readings) {
    if (!reading.known()) continue;
    const bool late = reading.at() >= until;
    // What stands in for a reading within the period counts on its last day.
    if (late && (kept != nullptr || by_day || !published_in_period)) break;
    if (reading.at() >= from) {
      if (kept == nullptr) kept = &lane(name.account, name.metric);
      const std::int32_t number = question_.days.day_of(late ? until - 1 : reading.at(), span);
      if (by_day && last_day != number) before = 0;  // what is counted by day begins anew; the last reading of a day replaces the one before
      last_day = number;
      DayFigure& day = day_in(*kept, number);
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
    for (const auto& day : read_days(lane.blocks)) {
      DayFigure& mine = day_in(kept, day.day);
      // The account's own series is told to one reader only, but for one that had another name: then the later one holds.
      if (day.own && (!mine.own || !mine.as_of || (day.as_of && *mine.as_of <= *day.as_of))) mine.own = day.own;
      add_to(mine.gained, day.gained);
      keep_later(mine.as_of, day.as_of);
    }
  }
  readings_.insert(readings_.end(), other.readings_.begin(), other.readings_.end());
  for (const auto& [key, figures] : other.ads_) {
    for (const auto& [metric, figure] : figures) ads_[key].emplace(metric, figure);
  }
}

std::vector<AdFigures> FiguresReader::ads() const {
  std::vector<AdFigures> result;
  for (const auto& [key, figures] : ads_) result.push_back({.account = key.first, .campaign = key.second, .figures = figures});
  return result;
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
    one.days = read_days(lane.blocks);
    result.push_back(std::move(one));
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return std::tie(a.account, a.metric) < std::tie(b.account, b.metric); });
  return result;
}

}  // namespace cmtool
