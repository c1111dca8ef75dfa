// SPDX-License-Identifier: MIT
#include "model/goal.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "model/fields.hpp"

namespace cmtool {

bool is_goal_name(std::string_view name) {
  constexpr std::size_t longest = 64;
  const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && name.size() <= longest && is_letter_or_digit(name.front()) && std::all_of(name.begin(), name.end(), allowed);
}

Json to_json(const Goal& goal) {
  Json json{{"metric", goal.metric}, {"target", goal.target}, {"from", iso(goal.from)}, {"by", iso(goal.by)}, {"accounts", Json::strings(goal.accounts)}, {"campaign", goal.campaign}, {"start", goal.start}};
  add_unknown(json, goal.unknown);
  return json;
}

Result<Goal> goal_from_json(const std::string& name, const Json& json) {
  Goal goal{.name = name};
  Fields fields(json, "goal");
  fields.text("metric", goal.metric);
  fields.integer("target", goal.target);
  fields.instant("from", goal.from);
  fields.instant("by", goal.by);
  fields.texts("accounts", goal.accounts);
  fields.text("campaign", goal.campaign);
  if (const Json& start = fields.child("start"); start.is_integer()) goal.start = start.integer_or(0);
  else if (!start.is_null()) fields.wrong("start");
  if (goal.metric.empty()) fields.wrong("metric");
  if (goal.by <= goal.from) fields.wrong("by");
  goal.unknown = fields.unknown();
  CHECK_OK(fields.done());
  return goal;
}

}  // namespace cmtool
