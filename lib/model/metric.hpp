// SPDX-License-Identifier: MIT
// What the numbers are called, what each of them means, and how two readings of it are put together.
//
// The name alone says how a metric is read, so a report needs to know nothing of where it came from:
//
// - *total*: a counter of all that happened to a post so far. Readings are not added: what came about in a period is the last one minus the one
//   before it. It may fall (a like is taken back); it is kept as it came.
// - *level*: how many there are at a time, such as followers. As a total, and it rises and falls in the ordinary way.
// - *daily*: how much there was in one day of the workspace's calendar. The sample's time lies within that day (at its last second once it is over); of several
//   samples in a day the last one counts; days are added up. Every name that begins with "daily_" is such a one:
//   "daily_impressions" is what a platform tells of a day where "impressions" is a total.
//
// A sample without `post` is about the account as a whole. A sample without a value: the platform could not tell, which is not zero.
// The site's home page is the post "/", an advertisement's campaign the post "campaign:NAME".
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

/// How readings are put together.
enum class MetricKind { total, level, daily };

/// What a number counts.
enum class MetricUnit { count, seconds, money };

struct Metric {
  std::string name{};       ///< "likes"; "referrer:" and "spend:" stand for a family of names
  std::string title{};      ///< N_("likes")
  MetricKind kind = MetricKind::total;
  MetricUnit unit = MetricUnit::count;
  std::string meaning{};    ///< N_(): one sentence for the manual
};

/// All that are known by name, in the order in which a report shows them.
const std::vector<Metric>& metrics();

/// Of any name, one that is not known too: "spend:EUR" is daily, "daily_saves" is daily, what is not known is a total.
MetricKind kind_of_metric(std::string_view name);
MetricUnit unit_of_metric(std::string_view name);
/// Translated; what is not known is its own title. "spend:EUR" is "spend (EUR)", "referrer:x.example" "from x.example".
std::string title_of_metric(std::string_view name);

/// Letters (small), digits, "_", and after a ":" anything but blanks and control characters; at most 100 bytes.
bool is_metric_name(std::string_view);

/// "EUR" of "spend:EUR"; "" where there is none.
std::string_view part_of_metric(std::string_view name);

/// In how many parts a currency is divided: 100 for most, 1 for yen, 1000 for dinars (ISO 4217). "spend:EUR" is in cents.
std::int64_t minor_units(std::string_view currency);

}  // namespace cmtool
