// SPDX-License-Identifier: MIT
// Time, as a thing that tests can hold still.
#pragma once
#include <chrono>
#include <memory>
#include <stop_token>

#include "base/time.hpp"

namespace cmtool {

class Clock {
 public:
  virtual ~Clock() = default;
  /// Wall-clock time in UTC.
  virtual Instant now() = 0;
  /// A clock that only goes forward, for measuring waits.
  virtual std::chrono::steady_clock::time_point steady() = 0;
  /// Waits; false when it was stopped before the time was over.
  virtual bool sleep(std::chrono::milliseconds, std::stop_token) = 0;
};

/// The machine's clock.
std::unique_ptr<Clock> system_clock();

}  // namespace cmtool
