// SPDX-License-Identifier: MIT
// How followers, views and engagement grow, by day, week or month, or by account.
#include <algorithm>

#include "base/tr.hpp"
#include "draw/spark.hpp"
#include "figures/account_sums.hpp"
#include "figures/comparison.hpp"
#include "figures/period.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  std::vector<Column> all{{.key = "group", .title = tr("Group")}};
  add_compared_column(all, {.key = "followers", .title = tr("Followers"), .kind = Kind::integer});
  add_compared_column(all, {.key = "gained", .title = tr("Gained"), .kind = Kind::integer, .bar = BarScale::largest});
  all.push_back({.key = "growth", .title = tr("Growth"), .kind = Kind::percent});
  add_compared_column(all, {.key = "views", .title = tr("Views"), .kind = Kind::integer});
  add_compared_column(all, {.key = "engagement", .title = tr("Engagement"), .kind = Kind::integer});
  add_compared_column(all, {.key = "posts", .title = tr("Posts"), .kind = Kind::integer});
  all.push_back({.key = "as_of", .title = tr("As of"), .kind = Kind::time});
  all.push_back({.key = "trend", .title = tr("Gained by day"), .kind = Kind::list});
  return all;
}

/// What a group has and gained.
struct Cells {
  std::optional<std::int64_t> followers{}, gained{}, views{}, engagement{};
  std::int64_t posts = 0;
  std::optional<double> growth{};
  std::optional<Instant> as_of{};
  Json trend{};  ///< of followers gained; a row of one time has none, for the rows are the trend
};

using Rows = std::vector<std::pair<std::string, Cells>>;

Cells& row_named(Rows& rows, const std::string& name) {
  for (auto& [known, cells] : rows) {
    if (known == name) return cells;
  }
  rows.emplace_back(name, Cells{});
  return rows.back().second;
}

/// The followers at each group's end are the last ones read by then; who was not read yet does not count.
void add_followers(Rows& rows, const AccountFigures& one, const std::string& by) {
  Figure standing = one.before;
  std::size_t next = 0;
  for (auto& [name, cells] : rows) {
    const Figure before = standing;
    while (next < one.days.size() && time_group(day_of_number(one.days[next].day), by) <= name) {
      if (one.days[next].own) standing = {.value = one.days[next].own, .as_of = one.days[next].as_of};
      ++next;
    }
    add_to(cells.followers, standing.value);
    add_to(cells.gained, difference(standing.value, before.value));
    keep_later(cells.as_of, standing.as_of);
  }
}

Result<Rows> by_time(const PeriodInputs& period, const ReportInputs& inputs) {
  Rows rows;
  TRY(const auto names, time_groups(period.period, inputs.by, inputs.zone));
  for (const auto& name : names) rows.emplace_back(name, Cells{});
  for (const auto& one : period.accounts) {
    if (one.metric == "followers") add_followers(rows, one, inputs.by);
    const bool views = is_views(one.metric);
    if (!views && !is_engagement(one.metric)) continue;
    std::size_t row = 0;
    for (const auto& day : gains_by_day(one)) {
      const std::string name = time_group(day_of_number(day.day), inputs.by);
      while (row < rows.size() && rows[row].first < name) ++row;
      if (row == rows.size() || !day.gain) continue;
      add_to(views ? rows[row].second.views : rows[row].second.engagement, day.gain);
      keep_later(rows[row].second.as_of, day.as_of);
    }
  }
  std::map<std::string, std::int64_t> posts;
  for (const auto& one : period.posts) {
    TRY(const std::string name, group_of(one, inputs.by, inputs.zone));
    ++posts[name];
  }
  for (auto& [name, cells] : rows) cells.posts = posts[name];
  return rows;
}

Result<Rows> by_account(const PeriodInputs& period, const ReportInputs& inputs) {
  Rows rows;
  const bool platforms = inputs.by == "platform";
  std::map<std::string, AccountNames> groups;
  for (const auto& [account, platform] : inputs.platform_of) groups[platforms ? platform : "@" + account].insert(account);
  for (const auto& [name, accounts] : groups) {
    Cells& cells = row_named(rows, name);
    const Figure followers = standing(period.accounts, "followers", accounts), before = standing_before(period.accounts, "followers", accounts);
    const Figure views = views_gained(period.accounts, accounts), engagement = engagement_gained(period.accounts, accounts);
    cells.followers = followers.value;
    cells.gained = difference(followers.value, before.value);
    cells.views = views.value;
    cells.engagement = engagement.value;
    cells.posts = std::count_if(period.posts.begin(), period.posts.end(), [names = &accounts](const PostFigures& one) { return names->contains(one.delivery.account); });
    TRY(cells.trend, gains_of_days(period.accounts, period.period, inputs.zone, accounts, [](const std::string& metric) { return metric == "followers"; }));
    for (const Figure* figure : {&followers, &views, &engagement}) keep_later(cells.as_of, figure->as_of);
  }
  return rows;
}

Result<Rows> rows_of(const PeriodInputs& period, const ReportInputs& inputs) {
  Rows rows;
  if (is_by_time(inputs.by)) {
    TRY(rows, by_time(period, inputs));
  } else {
    TRY(rows, by_account(period, inputs));
  }
  for (auto& [name, cells] : rows) {
    cells.growth = percent_of(cells.gained, difference(cells.followers, cells.gained));
  }
  return rows;
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  table.columns.front().title = group_title(inputs.by);
  TRY(auto rows, rows_of(inputs.now, inputs));
  Rows earlier;
  if (inputs.before) {
    TRY(earlier, rows_of(*inputs.before, inputs));
  }
  std::vector<std::optional<double>> line;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [name, now] = rows[i];
    Cells was;
    if (is_by_time(inputs.by)) was = i < earlier.size() ? earlier[i].second : Cells{};
    else if (inputs.before) was = row_named(earlier, name);
    const bool compared = inputs.before && (!is_by_time(inputs.by) || i < earlier.size());
    std::vector<Value> row{Value(name)};
    add_compared_cells(row, now.followers, was.followers);
    add_compared_cells(row, now.gained, was.gained);
    row.push_back(cell(now.growth));
    add_compared_cells(row, now.views, was.views);
    add_compared_cells(row, now.engagement, was.engagement);
    add_compared_cells(row, std::optional(now.posts), compared ? std::optional(was.posts) : std::nullopt);
    row.insert(row.end(), {cell(now.as_of), now.trend.is_null() ? Value() : Value(now.trend)});
    line.push_back(now.gained ? std::optional(static_cast<double>(*now.gained)) : std::nullopt);
    table.rows.push_back(std::move(row));
  }
  if (inputs.before) show_comparison(table);
  if (is_by_time(inputs.by)) {
    table.columns.back().shown = false;
    if (const std::string trend = sparkline(line); line.size() > 1 && !trend.empty()) table.notes.push_back(tr("gained: {}", trend));
  }
  return table;
}

}  // namespace

const Report& growth_report() {
  static const Report it{
      .name = "growth",
      .summary = N_("show how followers, views and engagement grow"),
      .details = N_("Followers are those last read by the end of each day, week (ISO 8601) or month; gained is the difference to the end of the one before, growth is gained / followers before × 100. "
                    "Views and engagement are what came about in it, over all posts, old ones too; what was not read on its day counts where it was read. "
                    "With --compare each row stands beside the one at the same place of the other period. By account or platform, trend is what was gained on each day of the period, null where nothing is known."),
      .needs = {ReportNeed::posts, ReportNeed::accounts},
      .by = {"week", "day", "month", "account", "platform"},
      .compares = true,
      .examples = N_("cmtool report growth @atelier --by day\ncmtool report growth --by month --from 2026-01-01 --compare last-year"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
