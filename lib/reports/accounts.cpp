// SPDX-License-Identifier: MIT
// Each account over the period: followers, what it published, what came of it.
#include <algorithm>

#include "base/tr.hpp"
#include "figures/account_sums.hpp"
#include "figures/comparison.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  std::vector<Column> all{{.key = "account", .title = tr("Account")}, {.key = "platform", .title = tr("Platform")}};
  add_compared_column(all, {.key = "followers", .title = tr("Followers"), .kind = Kind::integer});
  add_compared_column(all, {.key = "followers_gained", .title = tr("Gained"), .kind = Kind::integer});
  add_compared_column(all, {.key = "posts", .title = tr("Posts"), .kind = Kind::integer});
  add_compared_column(all, {.key = "views", .title = tr("Views"), .kind = Kind::integer});
  add_compared_column(all, {.key = "engagement", .title = tr("Engagement"), .kind = Kind::integer, .bar = BarScale::largest});
  all.push_back({.key = "trend", .title = tr("Engagement by day"), .kind = Kind::list});
  all.push_back({.key = "stale", .title = tr("Stale"), .kind = Kind::yes_no, .shown = false});
  all.push_back({.key = "as_of", .title = tr("As of"), .kind = Kind::time});
  return all;
}

/// What one period says of some accounts.
struct Sums {
  Figure followers{}, before{}, views{}, engagement{};
  std::int64_t posts = 0;
  std::optional<Instant> as_of{};
  [[nodiscard]] std::optional<std::int64_t> gained_followers() const { return difference(followers.value, before.value); }
};

Sums sums_of(const PeriodInputs& period, const AccountNames& names) {
  Sums sums{.followers = standing(period.accounts, "followers", names), .before = standing_before(period.accounts, "followers", names)};
  sums.views = views_gained(period.accounts, names);
  sums.engagement = engagement_gained(period.accounts, names);
  sums.posts = std::count_if(period.posts.begin(), period.posts.end(), [&](const PostFigures& one) { return names.contains(one.delivery.account); });
  for (const Figure* figure : {&sums.followers, &sums.views, &sums.engagement}) {
    if (figure->value) keep_later(sums.as_of, figure->as_of);
  }
  return sums;
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  std::map<std::string, AccountNames> groups;
  for (const auto& [account, platform] : inputs.platform_of) groups[inputs.by == "platform" ? platform : account].insert(account);
  const Instant end = std::min(inputs.now.period.until, inputs.at);
  for (const auto& [name, accounts] : groups) {
    const Sums now = sums_of(inputs.now, accounts);
    const Sums before = inputs.before ? sums_of(*inputs.before, accounts) : Sums{};
    const auto was = [&](const std::optional<std::int64_t>& value) { return inputs.before ? value : std::nullopt; };
    std::vector<Value> row{inputs.by == "platform" ? Value() : Value("@" + name), Value(inputs.platform_of.at(*accounts.begin()))};
    add_compared_cells(row, now.followers.value, was(before.followers.value));
    add_compared_cells(row, now.gained_followers(), was(before.gained_followers()));
    add_compared_cells(row, std::optional(now.posts), was(before.posts));
    add_compared_cells(row, now.views.value, was(before.views.value));
    add_compared_cells(row, now.engagement.value, was(before.engagement.value));
    TRY(Json trend, gains_of_days(inputs.now.accounts, inputs.now.period, inputs.zone, accounts, is_engagement));
    row.insert(row.end(), {Value(std::move(trend)), now.as_of ? Value(is_stale({.value = 0, .as_of = now.as_of}, end)) : Value(), cell(now.as_of)});
    table.rows.push_back(std::move(row));
  }
  if (inputs.by == "platform") table.columns.front().shown = false;
  if (inputs.before) show_comparison(table);
  return table;
}

}  // namespace

const Report& accounts_report() {
  static const Report it{
      .name = "accounts",
      .summary = N_("show each account over the period: followers, posts, views, engagement"),
      .details = N_("Followers are those last read; gained is the difference to those last read before the period (at most 35 days before it, else to the first reading within it). "
                    "Views and engagement are what came about within the period, over all of the account's posts, old ones too: the last reading less the one before the period. "
                    "A post that went out within the period counts from 0. An empty figure is not known, which is not zero."),
      .needs = {ReportNeed::posts, ReportNeed::accounts},
      .by = {"account", "platform"},
      .compares = true,
      .examples = N_("cmtool report accounts --month 2026-11 --compare previous\ncmtool report accounts --by platform"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
