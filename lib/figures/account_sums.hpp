// SPDX-License-Identifier: MIT
// What an account had and gained over days: the questions that several reports ask of AccountFigures.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "figures/figure.hpp"
#include "figures/sums.hpp"

namespace cmtool {

/// Which accounts count; empty: all.
using AccountNames = std::set<std::string>;

/// How much of a metric came about on a day. Of what is counted by day or in total: what the account's own readings say where it has any, else what its
/// posts gained. Of a level: by how much it rose since it was last read. Nothing where nothing is known.
struct DayGain {
  std::int32_t day = 0;
  std::optional<std::int64_t> gain{};
  std::optional<Instant> as_of{};
};
std::vector<DayGain> gains_by_day(const AccountFigures&);

/// Of each day of the period how much of the wanted metrics came about over these accounts: a list of numbers, null where nothing is known; an empty list
/// where nothing is known of any day. Of long periods the first 400 days.
Result<Json> gains_of_days(const std::vector<AccountFigures>&, const ReportPeriod&, const std::string& zone, const AccountNames&,
                           const std::function<bool(const std::string& metric)>& is_wanted);

/// The last known reading of an account's level or total, the days before the period counting where there is none within it.
Figure last_of(const AccountFigures&);

/// Over the whole period: of all of these together.
Figure gained(const std::vector<AccountFigures>&, const std::string& metric, const AccountNames& = {});
/// How often they were shown: impressions and views.
Figure views_gained(const std::vector<AccountFigures>&, const AccountNames& = {});
/// Engagement gained: over all metrics that it is made of.
Figure engagement_gained(const std::vector<AccountFigures>&, const AccountNames& = {});
/// What stands at the end: the last known reading of each account, added up.
Figure standing(const std::vector<AccountFigures>&, const std::string& metric, const AccountNames& = {});
/// What stood before the period. An account that was first read within it counts with that reading.
Figure standing_before(const std::vector<AccountFigures>&, const std::string& metric, const AccountNames& = {});

}  // namespace cmtool
