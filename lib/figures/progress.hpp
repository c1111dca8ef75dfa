// SPDX-License-Identifier: MIT
// How far a goal is, at which pace, and where that leads.
//
// The pace is the mean of the days' gains so far. The forecast goes on at that pace; its range holds four outcomes of five if days go on to vary as they did
// (a normal distribution: 1.2816 standard deviations, of the days to come and of the mean itself). It says nothing of what will change.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "figures/figure.hpp"
#include "model/goal.hpp"

namespace cmtool {

/// In this order from bad to good, but for the first.
enum class GoalState {
  unknown,   ///< nothing was read yet
  missed,    ///< its time is over
  behind,    ///< even the high end of the forecast is short of the target
  at_risk,   ///< the forecast is short of it, its high end is not
  on_track,  ///< the forecast reaches it
  reached,
};
std::string_view slug(GoalState);

struct GoalProgress {
  GoalState state = GoalState::unknown;
  std::optional<std::int64_t> start{}, now{};  ///< what stood when it began (0 of what is counted), and stands
  std::optional<double> percent{};             ///< of the way from start to target
  double expected = 0;                         ///< percent of its time that has passed
  std::optional<double> pace{}, needed{};      ///< a day: so far, and from now on to reach it
  std::optional<double> forecast{}, low{}, high{};  ///< at its end
  std::optional<Instant> as_of{};
};

/// What a metric was on the days since the goal began: of a level the value that stood, of the rest what came about. Days are counted since 1970.
struct GoalDay {
  std::int32_t day = 0;
  std::int64_t value = 0;
};
struct GoalDays {
  MetricKind kind = MetricKind::total;
  std::optional<std::int64_t> before{};  ///< of a level: what stood before
  std::vector<GoalDay> days{};           ///< in order; days without a reading are left out
  std::optional<Instant> as_of{};
};

/// Of all accounts, or campaign, of the goal. "engagement" is a metric too; and "published" counts posts that went out.
Result<GoalDays> goal_days(const Goal&, const std::vector<AccountFigures>&, const std::vector<PostFigures>&, const std::string& zone);

GoalProgress progress_of(const Goal&, const GoalDays&, Instant at, std::int32_t first_day, std::int32_t today);

}  // namespace cmtool
