// SPDX-License-Identifier: MIT
// The review between a keyboard, a screen and a desk, until somebody leaves.
#pragma once
#include <functional>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "cli/screen/review.hpp"
#include "cli/screen/review_paint.hpp"
#include "cli/screen/screen.hpp"

namespace cmtool {

/// How the loop reaches the world.
struct ReviewWorld {
  std::function<ReviewOutcome(const ReviewTask&)> perform{};                    ///< in a thread of the loop's own
  std::function<Result<std::string>(const std::string&)> edit{};               ///< may be empty: there is no editor
  std::function<void(const std::function<void(std::string)>&)> on_remark{};    ///< who wants the verbs' remarks; called with nothing at the end
  std::function<void()> interrupt{};                                           ///< asks what is going on to stop
  ReviewClock clock{};
  std::function<Instant()> now{};
  std::stop_token stop{};
};

enum class ReviewEnd { left, interrupted };

/// Keys are never lost: they wait while something of this machine's is done, up to a second. What takes longer says so.
ReviewEnd run_review(Screen&, Review&, ReviewWorld&);

}  // namespace cmtool
