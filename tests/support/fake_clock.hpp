// SPDX-License-Identifier: MIT
// A clock that tests hold still: sleeping moves it on at once, and is remembered.
#pragma once
#include <mutex>
#include <vector>

#include "sys/clock.hpp"

namespace cmtool {

class FakeClock final : public Clock {
 public:
  explicit FakeClock(const std::string& at = "2026-11-22T09:00:00Z") : now_(parse_iso(at).value()) {}

  Instant now() override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  std::chrono::steady_clock::time_point steady() override {
    const std::lock_guard lock(mutex_);
    return steady_;
  }
  bool sleep(std::chrono::milliseconds time, std::stop_token stop) override {
    if (stop.stop_requested()) return false;
    const std::lock_guard lock(mutex_);
    slept_.push_back(time);
    move(time);
    return true;
  }

  void set(const std::string& at) {
    const std::lock_guard lock(mutex_);
    now_ = parse_iso(at).value();
  }
  void advance(std::chrono::milliseconds time) {
    const std::lock_guard lock(mutex_);
    move(time);
  }
  /// Every sleep, in order.
  std::vector<std::chrono::milliseconds> slept() const {
    const std::lock_guard lock(mutex_);
    return slept_;
  }

 private:
  void move(std::chrono::milliseconds time) {
    now_ += time;
    steady_ += time;
  }

  mutable std::mutex mutex_{};
  Instant now_;
  std::chrono::steady_clock::time_point steady_{std::chrono::hours(1)};
  std::vector<std::chrono::milliseconds> slept_{};
};

}  // namespace cmtool
