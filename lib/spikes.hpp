// SPDX-License-Identifier: MIT
// When suddenly much more is said than usual.
//
// Counts come one after the other (mentions each five minutes, comments each hour). What is usual is a slow mean with its
// deviation, in which the last days count; a spike is a count that stands far above it. It is told again only when it grows beyond
// everything of the last day, and by half of what was told: that rule is worth more than any cleverer model (measured on NAB's
// series of tweets). Nothing is told before there is a day to compare with, nor of a handful where nothing was usual.
#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "base/time.hpp"

namespace cmtool {

/// How many there were in the interval that begins here.
struct TimedCount {
  Instant at{};
  double count = 0;
};

/// How readily a spike is told.
struct SpikeSettings {
  std::chrono::minutes memory{5000};        ///< the time constant of what is usual
  std::chrono::minutes smoothing{5};        ///< counts are averaged over about this long first; 0: not at all
  double least_strength = 8;                ///< deviations above the mean
  double least_count = 5;                   ///< fewer are never a spike
  std::chrono::minutes again_after{24 * 60};  ///< within this, only what is stronger is told again,
  double least_growth = 1.5;                ///< and so many times as strong as what was told last
  std::chrono::minutes warm_up{24 * 60};    ///< nothing is told before this much has been seen
  std::size_t fewest_counts = 12;           ///< nor before this many
};

/// Finds about nine in ten of what people call a spike; half of what it tells is none (docs/figures-spikes.md).
SpikeSettings standard_spikes();
/// A little stricter: less than one false alarm in ten days.
SpikeSettings quiet_spikes();

struct Spike {
  Instant at{};
  double count = 0;
  double usual = 0;     ///< the mean before it
  double strength = 0;  ///< deviations above it
};

/// Takes counts in the order of time. A gap is no news: what is usual fades with time, not with counts.
class SpikeDetector {
 public:
  explicit SpikeDetector(SpikeSettings settings) : settings_(settings) {}

  struct Seen {
    double usual = 0, strength = 0;
    bool news = false;   ///< stronger than everything within again_after, and warmed up
    bool spike = false;  ///< and strong enough
  };
  Seen add(const TimedCount&);

 private:
  SpikeSettings settings_;
  double mean_ = 0, variance_ = 0, smooth_ = 0;
  std::size_t counts_ = 0;
  Instant first_{}, last_{};
  std::optional<std::pair<Instant, double>> told_{};  ///< when and how strong the last spike was
  std::deque<std::pair<Instant, double>> highs_{};  ///< strengths of the last day, each larger than all that follow
};

/// All spikes of a series in the order of time; what is not in order is passed over.
std::vector<Spike> find_spikes(std::span<const TimedCount>, const SpikeSettings&);

}  // namespace cmtool
