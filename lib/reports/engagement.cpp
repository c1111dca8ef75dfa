// SPDX-License-Identifier: MIT
// Rates of engagement: by reach, by followers, by post; medians beside means, and small numbers marked.
#include "base/tr.hpp"
#include "figures/account_sums.hpp"
#include "figures/comparison.hpp"
#include "figures/period.hpp"
#include "figures/post_groups.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

/// Of fewer measured posts, chance says more than the audience.
constexpr std::size_t few_posts = 5;

std::vector<Column> columns() {
  std::vector<Column> all{{.key = "group", .title = tr("Group")}};
  add_compared_column(all, {.key = "posts", .title = tr("Posts"), .kind = Kind::integer});
  all.push_back({.key = "measured", .title = tr("Measured"), .kind = Kind::integer, .shown = false});
  add_compared_column(all, {.key = "engagement", .title = tr("Engagement"), .kind = Kind::integer});
  add_compared_column(all, {.key = "mean", .title = tr("Mean"), .kind = Kind::number, .bar = BarScale::largest});
  all.push_back({.key = "median", .title = tr("Median"), .kind = Kind::number});
  add_compared_column(all, {.key = "rate_reach", .title = tr("By reach"), .kind = Kind::percent});
  all.push_back({.key = "rate_reach_median", .title = tr("Median by reach"), .kind = Kind::percent, .shown = false});
  add_compared_column(all, {.key = "rate_views", .title = tr("By views"), .kind = Kind::percent});
  all.back().shown = false;
  all.push_back({.key = "rate_views_median", .title = tr("Median by views"), .kind = Kind::percent, .shown = false});
  add_compared_column(all, {.key = "rate_followers", .title = tr("By followers"), .kind = Kind::percent});
  all.push_back({.key = "rate_followers_median", .title = tr("Median by followers"), .kind = Kind::percent, .shown = false});
  all.push_back({.key = "few", .title = tr("Few"), .kind = Kind::yes_no});
  all.push_back({.key = "as_of", .title = tr("As of"), .kind = Kind::time});
  return all;
}

/// A rate over posts: of all together, and the median of each one's own.
struct Rate {
  std::optional<std::int64_t> part{}, whole{};
  Spread each{};
  void add(const Figure& engagement, const Figure& of) {
    if (!engagement.value || !of.value || *of.value <= 0) return;
    part = added(part.value_or(0), *engagement.value);
    whole = added(whole.value_or(0), *of.value);
    each.add(percent_of(engagement.value, of.value));
  }
  [[nodiscard]] std::optional<double> all() const { return percent_of(part, whole); }
};

struct Sums {
  std::size_t posts = 0;
  std::optional<std::int64_t> engagement{};
  Spread each{};
  Rate reach{}, views{}, followers{};
  std::optional<Instant> as_of{};
};

Sums sums_of(const PostGroup& group, const PeriodInputs& period) {
  Sums sums{.posts = group.posts.size()};
  std::map<std::string, Figure> followers;
  for (const auto* one : group.posts) {
    const Figure engagement = engagement_of(one->figures);
    if (!engagement.value) continue;
    const std::string& account = one->delivery.account;
    if (!followers.contains(account)) followers[account] = standing(period.accounts, "followers", {account});
    sums.engagement = added(sums.engagement.value_or(0), *engagement.value);
    sums.each.add(engagement.value);
    sums.reach.add(engagement, reach_of(one->figures));
    sums.views.add(engagement, views_of(one->figures));
    sums.followers.add(engagement, followers[account]);
    keep_later(sums.as_of, engagement.as_of);
  }
  return sums;
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  table.columns.front().title = group_title(inputs.by);
  TRY(const auto groups, post_groups(inputs.now.posts, inputs.now.period, inputs.by, inputs.zone));
  std::vector<PostGroup> earlier;
  if (inputs.before) {
    TRY(earlier, post_groups(inputs.before->posts, inputs.before->period, inputs.by, inputs.zone));
  }
  bool any_few = false;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Sums now = sums_of(groups[i], inputs.now);
    std::optional<Sums> was;
    if (inputs.before) was = sums_of(group_before(earlier, groups[i].name, i, inputs.by), *inputs.before);
    const auto count = [](const Sums& sums) { return std::optional(static_cast<std::int64_t>(sums.posts)); };
    const std::size_t measured = now.each.values.size();
    std::vector<Value> row{groups[i].name.empty() ? Value() : Value(groups[i].name)};
    add_compared_cells(row, count(now), was ? count(*was) : std::nullopt);
    row.push_back(Value(static_cast<std::int64_t>(measured)));
    add_compared_cells(row, now.engagement, was ? was->engagement : std::nullopt);
    add_compared_cells(row, now.each.mean(), was ? was->each.mean() : std::nullopt);
    row.push_back(cell(now.each.median()));
    add_compared_cells(row, now.reach.all(), was ? was->reach.all() : std::nullopt);
    row.push_back(cell(now.reach.each.median()));
    add_compared_cells(row, now.views.all(), was ? was->views.all() : std::nullopt);
    row.push_back(cell(now.views.each.median()));
    add_compared_cells(row, now.followers.all(), was ? was->followers.all() : std::nullopt);
    const bool few = measured > 0 && measured < few_posts;
    any_few = any_few || few;
    row.insert(row.end(), {cell(now.followers.each.median()), Value(few), cell(now.as_of)});
    table.rows.push_back(std::move(row));
  }
  if (any_few) table.notes.push_back(tr("few: made of fewer than {} measured posts, so it says little", few_posts));
  if (inputs.before) show_comparison(table);
  return table;
}

}  // namespace

const Report& engagement_report() {
  static const Report it{
      .name = "engagement",
      .summary = N_("show rates of engagement: by reach, by followers, by post"),
      .details = N_("Of the posts that went out in the period, with the figures that report posts has. Engagement is likes + reactions + reposts + replies + comments + quotes + bookmarks + shares + saves + clicks (else link clicks). "
                    "Mean is engagement / measured posts, median that of the posts' engagements (between two: half way). "
                    "By reach is sum of engagement / sum of reach × 100, over the posts of which both are known; by views the same with views. "
                    "By followers is sum of engagement / sum of the followers × 100, for each post the followers of its account as last read by the end of the period. "
                    "Each has its median over the posts' own rates beside it. Few is yes where fewer than 5 posts were measured. "
                    "By day, week (ISO 8601) or month each post counts where it went out."),
      .needs = {ReportNeed::posts, ReportNeed::accounts},
      .by = {"account", "day", "week", "month", "platform", "campaign"},
      .compares = true,
      .examples = N_("cmtool report engagement --month 2026-11 --compare previous\ncmtool report engagement --by week --from 2026-09-01 --format csv"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
