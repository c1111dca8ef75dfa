// SPDX-License-Identifier: MIT
#include "cli/goal_view.hpp"

#include "base/tr.hpp"

namespace cmtool {

std::vector<Column> goal_columns() {
  return {{.key = "name", .title = tr("Goal")},
          {.key = "metric", .title = tr("Metric")},
          {.key = "target", .title = tr("Target"), .kind = Kind::integer},
          {.key = "from", .title = tr("From"), .kind = Kind::time},
          {.key = "by", .title = tr("By"), .kind = Kind::time},
          {.key = "accounts", .title = tr("Accounts"), .kind = Kind::list},
          {.key = "campaign", .title = tr("Campaign"), .shown = false},
          {.key = "start", .title = tr("Start"), .kind = Kind::integer, .shown = false}};
}

std::vector<Value> row_of(const Goal& goal) {
  std::vector<std::string> accounts;
  for (const auto& account : goal.accounts) accounts.push_back("@" + account);
  return {Value(goal.name), Value(goal.metric), Value(goal.target), Value(goal.from), Value(goal.by), Value(Json::strings(accounts)), goal.campaign.empty() ? Value() : Value(goal.campaign),
          goal.start ? Value(*goal.start) : Value()};
}

}  // namespace cmtool
