// SPDX-License-Identifier: MIT
// How far each goal is, and whether its pace is enough.
#include <cmath>

#include "base/tr.hpp"
#include "figures/period.hpp"
#include "figures/progress.hpp"
#include "figures/sums.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "goal", .title = tr("Goal")},
          {.key = "metric", .title = tr("Metric")},
          {.key = "accounts", .title = tr("Accounts"), .kind = Kind::list, .shown = false},
          {.key = "campaign", .title = tr("Campaign"), .shown = false},
          {.key = "from", .title = tr("From"), .kind = Kind::time, .shown = false},
          {.key = "by", .title = tr("By"), .kind = Kind::time},
          {.key = "start", .title = tr("Start"), .kind = Kind::integer, .shown = false},
          {.key = "now", .title = tr("Now"), .kind = Kind::integer},
          {.key = "target", .title = tr("Target"), .kind = Kind::integer},
          {.key = "percent", .title = tr("Done"), .kind = Kind::percent, .bar = BarScale::hundred},
          {.key = "expected", .title = tr("Time gone"), .kind = Kind::percent},
          {.key = "pace", .title = tr("A day"), .kind = Kind::number},
          {.key = "needed", .title = tr("Needed"), .kind = Kind::number},
          {.key = "forecast", .title = tr("Forecast"), .kind = Kind::number},
          {.key = "forecast_low", .title = tr("Low"), .kind = Kind::number},
          {.key = "forecast_high", .title = tr("High"), .kind = Kind::number},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time, .shown = false}};
}

/// Of a forecast, digits behind the point would only look exact.
Value whole(const std::optional<double>& value) { return value ? Value(std::round(*value)) : Value(); }

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  TRY(const std::int32_t today, day_number(inputs.at, inputs.zone));
  for (const auto& goal : inputs.goals) {
    TRY(const auto days, goal_days(goal, inputs.since_goals.accounts, inputs.since_goals.posts, inputs.zone));
    TRY(const std::int32_t first, day_number(goal.from, inputs.zone));
    const auto progress = progress_of(goal, days, inputs.at, first, today);
    std::vector<std::string> accounts;
    for (const auto& account : goal.accounts) accounts.push_back("@" + account);
    table.rows.push_back({Value(goal.name), Value(goal.metric), Value(Json::strings(accounts)), goal.campaign.empty() ? Value() : Value(goal.campaign), Value(goal.from), Value(goal.by),
                          cell(progress.start), cell(progress.now), Value(goal.target), cell(progress.percent), Value(progress.expected), cell(progress.pace), cell(progress.needed),
                          whole(progress.forecast), whole(progress.low), whole(progress.high), Value(std::string(slug(progress.state))), cell(progress.as_of)});
  }
  if (table.rows.empty()) table.notes.push_back(tr("there is no goal yet: cmtool report goal set NAME METRIC TARGET --by WHEN"));
  return table;
}

}  // namespace

const Report& goals_report() {
  static const Report it{
      .name = "goals",
      .summary = N_("show how far each goal is, its pace, and where that leads"),
      .details = N_("Of a level (followers) the target is what is to stand at the end; of everything else what is to come about from the goal's beginning on. "
                    "A day is the mean gain of a day so far, needed the one from now on that reaches the target. The forecast goes on at that pace: "
                    "now + pace × days left. From low to high lie four outcomes of five if days go on to vary as they did: forecast ± 1.2816 × s × √(d + d² / n), with s the standard deviation "
                    "of the days' gains, d the days left and n the days so far; there is none in the first three days. "
                    "States: reached; on-track (the forecast reaches it); at-risk (only its high end does); behind; missed (its time is over); unknown (nothing was read). The period that is asked for does not matter."),
      .needs = {ReportNeed::goals},
      .examples = N_("cmtool report goals\ncmtool report goals --json=goal,percent,state"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
