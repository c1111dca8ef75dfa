// SPDX-License-Identifier: MIT
// "How far?", for whatever takes over a second: on a terminal only, on one line that goes away again.
#pragma once
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "cli/env.hpp"

namespace cmtool {

/// Any thread may call update(); nothing is shown in the first second, nor more often than ten times in one.
class Progress {
 public:
  Progress(Env& env, std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `total` 0: nobody knows how much it will be.
  void update(std::uint64_t done, std::uint64_t total);

 private:
  Env& env_;
  std::string what_;
  std::mutex mutex_{};
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace cmtool
