// SPDX-License-Identifier: MIT
#include "sys/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace cmtool {
namespace {

class SystemClock final : public Clock {
 public:
  Instant now() override { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

  std::chrono::steady_clock::time_point steady() override { return std::chrono::steady_clock::now(); }

  bool sleep(std::chrono::milliseconds time, std::stop_token stop) override {
    // Each call has its own condition: sleepers have nothing to tell each other, only the token wakes them.
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    // A deadline far beyond any process keeps `now + time` from overflowing.
    constexpr std::chrono::milliseconds longest = std::chrono::hours(24 * 366);
    woken.wait_for(lock, stop, time < longest ? time : longest, [] { return false; });
    return !stop.stop_requested();
  }
};

}  // namespace

std::unique_ptr<Clock> system_clock() { return std::make_unique<SystemClock>(); }

}  // namespace cmtool
