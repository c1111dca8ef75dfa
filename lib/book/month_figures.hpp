// SPDX-License-Identifier: MIT
// The few numbers that a month is told by, each beside that of the month before.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

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

/// Can the numbers of these two months be held against each other? Not where the month before was read on far fewer days: a rise would only
/// tell that reading began.
bool is_comparable(const ReportInputs&, const std::vector<std::string>& metrics, const std::set<std::string>& accounts = {});

/// `inputs` has posts, accounts, items and how they sound, compared with the month before.
MonthFigures month_figures(const ReportInputs&);

}  // namespace cmtool
