// SPDX-License-Identifier: MIT
#include "cli/progress.hpp"

#include "base/tr.hpp"

namespace cmtool {

using namespace std::chrono_literals;

Progress::Progress(Env& env, std::string what) : env_(env), what_(std::move(what)), next_(env.world.clock->steady() + 1s) {}

Progress::~Progress() { env_.show_progress(""); }

void Progress::update(std::uint64_t done, std::uint64_t total) {
  {
    const std::lock_guard lock(mutex_);
    const auto now = env_.world.clock->steady();
    if (now < next_) return;
    next_ = now + 100ms;
  }
  env_.show_progress(total == 0 ? tr("{}: {}", what_, done) : tr("{}: {}%", what_, done * 100 / total));
}

}  // namespace cmtool
