// SPDX-License-Identifier: MIT
// The few numbers that a month is told by, each beside that of the month before.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "figures/account_sums.hpp"
#include "report.hpp"

namespace cmtool {

/// A number of two months. Nothing where it is not known.
struct TwoMonths {
  std::optional<double> now{}, before{};
  std::optional<Instant> as_of{};  ///< of the present one
};

struct MonthFigures {
  TwoMonths views{}, engagement{}, clicks{};  ///< what came about in the month, over all posts
  TwoMonths followers{};                      ///< at its end
  TwoMonths posts{};                          ///< that went out
  TwoMonths mentions{}, voices{};             ///< what others said, without spam; by how many
  TwoMonths negative{};                       ///< percent of what could be judged
  TwoMonths answer_minutes{};                 ///< median of the first answers
  std::uint64_t judged = 0;                   ///< messages that `negative` is of
};

/// A figure of the month and of the one before: of these accounts, empty for all. `metrics`: those that it is read from, where a month that was hardly read
/// must not be compared with.
TwoMonths two_months_of(const ReportInputs&, Figure (*of)(const PeriodInputs&, const AccountNames&), const AccountNames&, const std::vector<std::string>& metrics = {});

/// What stands or came about in a period, as two_months_of() takes it.
Figure period_followers(const PeriodInputs&, const AccountNames&);
Figure period_views(const PeriodInputs&, const AccountNames&);
Figure period_engagement(const PeriodInputs&, const AccountNames&);
Figure period_posts(const PeriodInputs&, const AccountNames&);
/// The metrics that views are read from.
const std::vector<std::string>& view_metrics();

/// `inputs` has posts, accounts, items and how they sound, compared with the month before.
MonthFigures month_figures(const ReportInputs&);

}  // namespace cmtool
