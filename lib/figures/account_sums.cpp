// SPDX-License-Identifier: MIT
#include "figures/account_sums.hpp"

#include <algorithm>
#include <map>

#include "figures/period.hpp"

namespace cmtool {
namespace {

bool counts(const AccountFigures& one, const std::string& metric, const AccountNames& accounts) {
  return one.metric == metric && (accounts.empty() || accounts.contains(one.account));
}

/// Over all accounts that count, what `take` says of each.
Figure over(const std::vector<AccountFigures>& all, const std::string& metric, const AccountNames& accounts, const std::function<Figure(const AccountFigures&)>& take) {
  Figure sum;
  for (const auto& one : all) {
    if (counts(one, metric, accounts)) sum = added(sum, take(one));
  }
  return sum;
}

bool has_own(const AccountFigures& figures) {
  return std::any_of(figures.days.begin(), figures.days.end(), [](const DayFigure& day) { return day.own.has_value(); });
}

Figure gained_by(const AccountFigures& figures) {
  Figure sum;
  for (const auto& day : gains_by_day(figures)) {
    if (!day.gain) continue;
    sum.value = added(sum.value.value_or(0), *day.gain);
    sum.as_of = sum.as_of ? std::max(sum.as_of, day.as_of) : day.as_of;
  }
  return sum;
}

}  // namespace

std::vector<DayGain> gains_by_day(const AccountFigures& figures) {
  std::vector<DayGain> result;
  const bool own = has_own(figures), by_day = kind_of_metric(figures.metric) == MetricKind::daily;
  std::optional<std::int64_t> before = figures.before.value;
  for (const auto& day : figures.days) {
    DayGain gain{.day = day.day, .as_of = day.as_of};
    if (!own) {
      gain.gain = day.gained;
    } else if (!day.own) {
      continue;
    } else if (by_day) {
      gain.gain = day.own;
    } else {
      gain.gain = difference(day.own, before);
      before = day.own;
    }
    result.push_back(gain);
  }
  return result;
}

Result<Json> gains_of_days(const std::vector<AccountFigures>& all, const ReportPeriod& period, const std::string& zone, const AccountNames& accounts,
                           const std::function<bool(const std::string&)>& is_wanted) {
  TRY(const std::int32_t first, day_number(period.from, zone));
  TRY(const std::int32_t last, day_number(period.until - std::chrono::milliseconds(1), zone));
  std::map<std::int32_t, std::int64_t> days;
  for (const auto& one : all) {
    if (!(accounts.empty() || accounts.contains(one.account)) || !is_wanted(one.metric)) continue;
    for (const auto& day : gains_by_day(one)) {
      if (day.gain) days[day.day] = added(days[day.day], *day.gain);
    }
  }
  Json list = Json::array();
  constexpr std::int32_t most = 400;
  for (std::int32_t day = first; day <= last && day - first < most && !days.empty(); ++day) {
    const auto found = days.find(day);
    list.push(found == days.end() ? Json() : Json(found->second));
  }
  return list;
}

Figure last_of(const AccountFigures& figures) {
  for (auto day = figures.days.rbegin(); day != figures.days.rend(); ++day) {
    if (day->own) return {.value = day->own, .as_of = day->as_of};
  }
  return figures.before;
}

Figure gained(const std::vector<AccountFigures>& all, const std::string& metric, const AccountNames& accounts) { return over(all, metric, accounts, gained_by); }

Figure views_gained(const std::vector<AccountFigures>& all, const AccountNames& accounts) { return added(gained(all, "impressions", accounts), gained(all, "views", accounts)); }

Figure engagement_gained(const std::vector<AccountFigures>& all, const AccountNames& accounts) {
  Figure sum;
  for (const auto& metric : engagement_metrics()) {
    Figure one = gained(all, metric, accounts);
    if (metric == "clicks" && !one.value) one = gained(all, "link_clicks", accounts);
    sum = added(sum, one);
  }
  return sum.value ? sum : gained(all, "engagements", accounts);
}

Figure standing(const std::vector<AccountFigures>& all, const std::string& metric, const AccountNames& accounts) { return over(all, metric, accounts, last_of); }

Figure standing_before(const std::vector<AccountFigures>& all, const std::string& metric, const AccountNames& accounts) {
  return over(all, metric, accounts, [](const AccountFigures& one) {
    if (one.before.value) return one.before;
    for (const auto& day : one.days) {
      if (day.own) return Figure{.value = day.own, .as_of = day.as_of};
    }
    return Figure{};
  });
}

}  // namespace cmtool
