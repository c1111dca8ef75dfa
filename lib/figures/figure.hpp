// SPDX-License-Identifier: MIT
// What is known of posts and accounts in a period, as reports ask for it.
//
// A metric that was never read has no Figure; one that the platform could not tell has a Figure without a value; zero is a value. When the
// last known reading was taken is `as_of`: what is older than the rhythm of collecting is stale, and reports say so.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/delivery.hpp"
#include "model/metric.hpp"
#include "model/post.hpp"

namespace cmtool {

/// Times in [from, until).
struct ReportPeriod {
  Instant from{}, until{};
  bool operator==(const ReportPeriod&) const = default;
};

/// A metric over the period, put together as its kind says (model/metric.hpp): of a total or a level the last reading; of what is counted by day the
/// sum of the days, and of what must not be added up (visitors) the best day.
struct Figure {
  std::optional<std::int64_t> value{};  ///< nothing: the platform could not tell
  std::optional<Instant> as_of{};       ///< of the value, or of the last reading where none is known
  bool operator==(const Figure&) const = default;
};
using Figures = std::map<std::string, Figure>;  ///< by the metric's name

/// A delivery that went out in the period, with what was read of it within the period.
struct PostFigures {
  Post post{};
  Delivery delivery{};  ///< with its receipt
  Figures figures{};
};

/// What was read of a campaign of advertisements: of the post "campaign:NAME".
struct AdFigures {
  std::string account{}, platform{}, campaign{};
  Figures figures{};
};

/// A metric of an account on one day of the workspace's zone.
struct DayFigure {
  std::int32_t day = 0;  ///< since 1970
  std::optional<std::int64_t> own{};     ///< of the account as a whole: the day's last known reading
  std::optional<std::int64_t> gained{};  ///< over its posts: what is counted by day; else by how much the totals rose (or fell) that day. The first reading of a
                                         ///< post counts from 0 if it was published in the period, else not at all
  std::optional<Instant> as_of{};
  bool operator==(const DayFigure&) const = default;
};

/// A metric of an account over the period.
struct AccountFigures {
  std::string account{}, platform{}, metric{};
  Figure before{};                ///< the account's own: last known before the period
  std::vector<DayFigure> days{};  ///< those with a known reading, in order
  std::uint64_t unknown = 0;      ///< of the account's own readings: the platform could not tell
};

/// The figure of a metric, or one without value where it was never read.
inline Figure figure_of(const Figures& figures, const std::string& metric) {
  const auto found = figures.find(metric);
  return found == figures.end() ? Figure{} : found->second;
}

/// The first of these that has a value; else one that says that it is unknown, else nothing.
Figure first_of(const Figures&, std::initializer_list<const char*> metrics);
/// The latest known reading of any of them.
Figure latest_of(const Figures&);

/// All that people did with a post, added up from what is known: likes, reactions, reposts, replies, comments, quotes, bookmarks, shares, saves and
/// clicks (or link clicks where only those are told); what the platform itself calls engagements where none of these is known. Nothing where nothing is
/// known. `as_of` is that of the oldest part: the sum is no fresher.
Figure engagement_of(const Figures&);
/// The metrics that engagement is made of, clicks as "clicks".
const std::vector<std::string>& engagement_metrics();
bool is_engagement(const std::string& metric);
/// Does it tell how often something was shown: "impressions" or "views"?
bool is_views(std::string_view metric);
/// How often it was shown: "impressions", else "views".
Figure views_of(const Figures&);
/// How many people it reached.
Figure reach_of(const Figures&);
/// May the days be added up? Visitors of several days may be the same ones.
bool is_additive(std::string_view metric);

/// Is it older than collecting would leave it by the end of the period? Two days for an account; for a post a quarter of its age, at least two days and at most ten.
bool is_stale(const Figure&, Instant end);
bool is_stale(const Figure&, Instant published, Instant end);

}  // namespace cmtool
