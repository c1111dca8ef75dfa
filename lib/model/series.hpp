// SPDX-License-Identifier: MIT
// A recurrence: the posts it brings, the rule of its times, and which time is next.
//
// Its occurrences are ordinary posts, made one after the other when the one before is due; each is made under a key that names
// the series and the wall time, so that it is made once. With more than one post it is an evergreen queue: each time
// takes the post that has rested longest.
#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/post.hpp"

namespace cmtool {

/// One of the posts that a series brings, as it was checked and adapted for each account when it was added.
struct SeriesPost {
  Post post{};
  std::map<std::string, Json> said{};   ///< account -> the adapted post, where that differs
  std::optional<Instant> last_used{};   ///< the due time of its last occurrence
  bool operator==(const SeriesPost&) const = default;
};

struct Series {
  Id id{};
  std::string name{};                   ///< of an evergreen queue; empty: a recurrence
  std::string said{};                   ///< the rule as it was said: "every monday"
  std::string rule{};                   ///< RFC 5545: "FREQ=WEEKLY;BYDAY=MO"
  std::string zone{};                   ///< whose calendar counts: "Europe/Paris"
  std::string start{};                  ///< the first wall time: "2026-11-30T09:00"
  std::optional<Instant> until{};       ///< none falls later
  std::vector<std::string> except{};    ///< wall times that are left out
  std::vector<SeriesPost> posts{};
  std::vector<std::string> accounts{};
  std::optional<std::chrono::seconds> max_late{};
  std::chrono::seconds rest{0};         ///< a post of an evergreen queue is not repeated sooner
  std::string next{};                   ///< the wall time of the occurrence that is made next; empty: there is none
  bool cancelled = false;
  std::string author{};
  std::optional<Instant> created{};
  std::vector<HistoryEvent> history{};
  Json unknown = Json::object();        ///< keys of a newer cmtool, kept as they are

  bool operator==(const Series&) const = default;
};

Json to_json(const Series&);
Result<Series> series_from_json(const Json&);

}  // namespace cmtool
