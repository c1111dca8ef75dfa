// SPDX-License-Identifier: MIT
// Each network, and on it each account: its numbers, and how they went day by day.
#include <algorithm>
#include <map>

#include "base/tr.hpp"
#include "book/charts.hpp"
#include "book/section.hpp"

namespace cmtool {
namespace {

void add_account(Blocks& blocks, const BookInputs& inputs, const std::string& name) {
  using paper::Judgement;
  const AccountNames names{name};
  blocks.push_back(paper::Heading{.text = paper::theirs("@" + name), .level = 4});
  const auto figure = [&](const std::string& label, Figure (*of)(const PeriodInputs&, const AccountNames&), Judgement more_is, const std::vector<std::string>& metrics = {}) {
    return key_figure(inputs, label, two_months_of(inputs.figures, of, names, metrics), more_is);
  };
  paper::KeyFigures figures{.figures = {figure(tr("Followers"), period_followers, Judgement::good), figure(tr("Views"), period_views, Judgement::good, view_metrics()),
                                        figure(tr("Reactions"), period_engagement, Judgement::good, engagement_metrics()), figure(tr("Posts"), period_posts, Judgement::neutral)}};
  // What was never read of an account takes no place.
  std::erase_if(figures.figures, [](const paper::KeyFigure& one) { return one.value == "–"; });
  blocks.push_back(std::move(figures));
  add_chart(blocks, views_by_day(inputs, names));
  add_chart(blocks, followers_by_day(inputs, names));
}

/// As people write it.
std::string title_of(const Account& account) {
  if (const auto said = account.settings["network"].string_or(); !said.empty()) return said;
  const auto platform = find_platform(account.platform);
  return platform.ok() ? (*platform)->about().title : account.platform;
}

}  // namespace

Result<Blocks> networks_section(BookInputs& inputs, const MonthFigures&) {
  Blocks blocks;
  if (inputs.accounts.empty()) return blocks;
  std::map<std::string, std::vector<std::string>> by_platform;
  for (const auto& account : inputs.accounts) {
    by_platform[title_of(account)].push_back(account.name);
  }
  blocks.emplace_back(paper::PageBreak{});
  add_heading(blocks, tr("Each network"), 2);
  TRY(const Table accounts, table_of(inputs, "accounts"));
  add_table(blocks, tr("All accounts"), accounts, {"account", "followers", "followers_gained", "posts", "views", "views_change", "engagement", "engagement_change"});
  add_chart(blocks, bars_of(inputs, accounts, tr("Reactions by account"), "account", "engagement", "engagement_before"));
  for (const auto& [platform, names] : by_platform) {
    add_heading(blocks, platform, 3);
    for (const auto& name : names) add_account(blocks, inputs, name);
  }
  TRY(const Table ads, table_of(inputs, "ads"));
  TRY(const Table campaigns, table_of(inputs, "campaigns"));
  if (!campaigns.rows.empty()) add_heading(blocks, tr("Campaigns"), 3);
  add_table(blocks, tr("Campaigns"), campaigns, {"campaign", "posts", "views", "engagement", "clicks", "visits", "results", "spend", "currency", "cost_per_result"});
  add_table(blocks, tr("Advertisements"), ads, {"campaign", "account", "spend", "currency", "impressions", "clicks", "results", "cost_per_result"});
  return blocks;
}

}  // namespace cmtool
