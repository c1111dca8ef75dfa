// SPDX-License-Identifier: MIT
#include "spikes.hpp"

#include <algorithm>
#include <cmath>

namespace cmtool {
namespace {

/// How much a new value weighs against the past after this much time.
double share(std::chrono::duration<double, std::ratio<60>> passed, std::chrono::minutes memory) {
  if (memory.count() <= 0) return 1;
  return 1 - std::exp(-passed.count() / static_cast<double>(memory.count()));
}

}  // namespace

SpikeSettings standard_spikes() { return {}; }
SpikeSettings quiet_spikes() { return {.least_strength = 8.5}; }

SpikeDetector::Seen SpikeDetector::add(const TimedCount& now) {
  Seen seen;
  if (!std::isfinite(now.count) || (counts_ > 0 && now.at <= last_)) return seen;
  const double count = std::max(0.0, now.count);
  if (counts_ == 0) {
    first_ = last_ = now.at;
    smooth_ = mean_ = count;
    counts_ = 1;
    return seen;
  }
  const auto passed = std::chrono::duration<double, std::ratio<60>>(now.at - last_);
  smooth_ += share(passed, settings_.smoothing) * (count - smooth_);
  seen.usual = mean_;
  // Even what comes by pure chance varies by the root of its mean.
  const double deviation = std::sqrt(std::max(variance_, mean_ + 1));
  seen.strength = (smooth_ - mean_) / deviation;

  while (!highs_.empty() && now.at - highs_.front().first >= settings_.again_after) highs_.pop_front();
  const bool warm = now.at - first_ >= settings_.warm_up && counts_ >= settings_.fewest_counts;
  const bool grown = !told_ || now.at - told_->first >= settings_.again_after || seen.strength >= told_->second * settings_.least_growth;
  seen.news = warm && grown && (highs_.empty() || seen.strength > highs_.front().second);
  seen.spike = seen.news && seen.strength >= settings_.least_strength && count >= settings_.least_count;
  if (seen.spike) told_ = {now.at, seen.strength};
  while (!highs_.empty() && highs_.back().second <= seen.strength) highs_.pop_back();
  highs_.emplace_back(now.at, seen.strength);

  // At first the plain mean of all there is: the slow one would believe the first count for days.
  const double weight = std::max(share(passed, settings_.memory), 1 / static_cast<double>(counts_ + 1));
  const double off = smooth_ - mean_;
  mean_ += weight * off;
  variance_ = (1 - weight) * (variance_ + weight * off * off);
  last_ = now.at;
  ++counts_;
  return seen;
}

std::vector<Spike> find_spikes(std::span<const TimedCount> counts, const SpikeSettings& settings) {
  SpikeDetector detector(settings);
  std::vector<Spike> spikes;
  for (const auto& count : counts) {
    if (const auto seen = detector.add(count); seen.spike) {
      spikes.push_back({.at = count.at, .count = count.count, .usual = seen.usual, .strength = seen.strength});
    }
  }
  return spikes;
}

}  // namespace cmtool
