// SPDX-License-Identifier: MIT
// At which hours of the week an account's own posts did best, and how sure that is.
//
// Each post of the last 16 weeks counts with its reactions as last measured, against the account's median; an hour's score is
// the mean of its posts, drawn towards 1 as if three ordinary posts stood beside them, so that one lucky post does not make an
// hour the best. Hours of fewer than two posts are not named, and with fewer than 20 measured posts over at least four weeks
// there is no answer at all.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "schedule/slots.hpp"

namespace cmtool {

inline constexpr std::chrono::weeks best_times_span{16};

/// A post of ours that was measured.
struct MeasuredPost {
  Instant at{};               ///< when it went out
  std::int64_t reactions = 0; ///< likes, reposts, replies, comments, clicks: all that people did
};

struct BestTime {
  Slot slot{};               ///< the beginning of the hour
  double score = 1;          ///< 1: as an ordinary post; 2: twice as good
  std::size_t posts = 0;     ///< that the score is made of
  std::string confidence{};  ///< "high" (8 posts or more), "medium" (4), "low" (2)
};

struct BestTimes {
  std::vector<BestTime> hours{};  ///< the best first
  std::size_t posts = 0;          ///< measured
  bool enough = false;            ///< else the hours are empty
};

/// By the calendar of this zone.
Result<BestTimes> best_times(const std::vector<MeasuredPost>&, const std::string& zone);

}  // namespace cmtool
