// SPDX-License-Identifier: MIT
// What is to be reached: a metric, a target, and until when.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

struct Goal {
  std::string name{};
  std::string metric{};                 ///< "followers", "views", "engagement" …
  std::int64_t target = 0;              ///< of what stands (followers): how many there are to be; of what is counted (views): how many are to come from `from` on
  Instant from{};                       ///< when it was set, or as was said
  Instant by{};
  std::vector<std::string> accounts{};  ///< names; empty: all
  std::string campaign{};               ///< only posts of this one; empty: whatever
  std::optional<std::int64_t> start{};  ///< what stood at `from`; absent: the first reading tells
  Json unknown = Json::object();        ///< keys of a newer cmtool, kept as they are
  bool operator==(const Goal&) const = default;
};

/// May this be a goal's name? (It becomes part of a path.)
bool is_goal_name(std::string_view);

Json to_json(const Goal&);
/// The name is that of its document.
Result<Goal> goal_from_json(const std::string& name, const Json&);

}  // namespace cmtool
