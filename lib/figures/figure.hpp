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
#include <vector>

#include "base/time.hpp"
#include "model/delivery.hpp"
#include "model/post.hpp"

namespace cmtool {

/// Times in [from, until).
struct ReportPeriod {
  Instant from{}, until{};
  bool operator==(const ReportPeriod&) const = default;
};

/// A metric as last read in the period.
struct Figure {
  std::optional<std::int64_t> value{};  ///< nothing: the platform could not tell
  std::optional<Instant> as_of{};       ///< of the value, or of the last reading where none is known
  bool operator==(const Figure&) const = default;
};
using Figures = std::map<std::string, Figure>;  ///< by the metric's name

/// A delivery that went out in the period, with the last readings of the period.
struct PostFigures {
  Post post{};
  Delivery delivery{};  ///< with its receipt
  Figures figures{};
};

/// A metric of an account on one day of the workspace's zone.
struct DayFigure {
  std::int32_t day = 0;  ///< since 1970
  std::optional<std::int64_t> last{};    ///< the account's own: the day's last known reading
  std::optional<std::int64_t> sum{};     ///< the account's own: all known readings of the day, for what is counted anew at each
  std::optional<std::int64_t> gained{};  ///< over its posts: by how much their counters rose (or fell) that day; the first reading of a post counts from 0 if
                                         ///< it was published in the period, else not at all
  std::optional<Instant> as_of{};
  bool operator==(const DayFigure&) const = default;
};

/// A metric of an account over the period.
struct AccountFigures {
  std::string account{}, platform{}, metric{};
  Figure before{};                  ///< the account's own: last known before the period
  std::vector<DayFigure> days{};    ///< those with a reading, in order
  std::uint64_t unknown = 0;        ///< of the account's own readings: the platform could not tell
};

/// The figure of a metric, or one without value where it was never read.
inline Figure figure_of(const Figures& figures, const std::string& metric) {
  const auto found = figures.find(metric);
  return found == figures.end() ? Figure{} : found->second;
}

/// All that people did with a post, added up from what is known: likes, reposts, replies, quotes, comments, shares, saves, clicks, reactions. Nothing
/// where nothing is known. `as_of` is that of the oldest part: the sum is no fresher.
Figure engagement_of(const Figures&);
/// The metrics that engagement is made of.
const std::vector<std::string>& engagement_metrics();
/// How many people saw it: "reach", else "visitors"; and how often it was shown: "impressions", else "views".
Figure reach_of(const Figures&);
Figure views_of(const Figures&);

/// Is it older than collecting would leave it by the end of the period? Two days for an account; for a post a quarter of its age, at least two days and at most ten.
bool is_stale(const Figure&, Instant end);
bool is_stale(const Figure&, Instant published, Instant end);

}  // namespace cmtool
