// SPDX-License-Identifier: MIT
// Each network, and on it each account: its numbers, and how they went day by day.
#include <algorithm>
#include <map>

#include "base/tr.hpp"
#include "book/charts.hpp"
#include "book/section.hpp"

namespace cmtool {
namespace {

/// What these accounts had and gained, without what is said to them.
TwoMonths two_of(const BookInputs& inputs, Figure (*of)(const PeriodInputs&, const AccountNames&), const AccountNames& names, const std::vector<std::string>& metrics = {}) {
  const auto real = [](const Figure& figure) { return figure.value ? std::optional(static_cast<double>(*figure.value)) : std::nullopt; };
  const Figure now = of(inputs.figures.now, names);
  TwoMonths two{.now = real(now), .as_of = now.as_of};
  if (inputs.figures.before && (metrics.empty() || is_comparable(inputs.figures, metrics, names))) two.before = real(of(*inputs.figures.before, names));
  return two;
}

Figure followers(const PeriodInputs& period, const AccountNames& names) { return standing(period.accounts, "followers", names); }
Figure views(const PeriodInputs& period, const AccountNames& names) { return added(gained(period.accounts, "impressions", names), gained(period.accounts, "views", names)); }
Figure engagement(const PeriodInputs& period, const AccountNames& names) { return engagement_gained(period.accounts, names); }
Figure posts(const PeriodInputs& period, const AccountNames& names) {
  const auto count = std::count_if(period.posts.begin(), period.posts.end(), [&](const PostFigures& one) { return names.contains(one.delivery.account); });
  return {.value = static_cast<std::int64_t>(count)};
}

void add_account(Blocks& blocks, const BookInputs& inputs, const std::string& name) {
  using paper::Judgement;
  const AccountNames names{name};
  blocks.push_back(paper::Heading{.text = paper::theirs("@" + name), .level = 4});
  paper::KeyFigures figures{.figures = {key_figure(inputs, tr("Followers"), two_of(inputs, followers, names), Judgement::good), key_figure(inputs, tr("Views"), two_of(inputs, views, names, {"views", "impressions"}), Judgement::good),
                                        key_figure(inputs, tr("Reactions"), two_of(inputs, engagement, names, engagement_metrics()), Judgement::good),
                                        key_figure(inputs, tr("Posts"), two_of(inputs, posts, names), Judgement::neutral)}};
  // What was never read of an account takes no place.
  std::erase_if(figures.figures, [](const paper::KeyFigure& one) { return one.value == "–"; });
  blocks.push_back(std::move(figures));
  if (auto chart = views_by_day(inputs, names)) blocks.push_back(paper::Chart{.drawing = std::move(*chart)});
  if (auto chart = followers_by_day(inputs, names)) blocks.push_back(paper::Chart{.drawing = std::move(*chart)});
}

}  // namespace

Result<Blocks> networks_section(BookInputs& inputs, const MonthFigures&) {
  Blocks blocks;
  if (inputs.accounts.empty()) return blocks;
  std::map<std::string, std::vector<std::string>> by_platform;
  for (const auto& account : inputs.accounts) {
    const auto platform = find_platform(account.platform);
    by_platform[platform.ok() ? (*platform)->about().title : account.platform].push_back(account.name);
  }
  blocks.emplace_back(paper::PageBreak{});
  add_heading(blocks, tr("Each network"), 2);
  TRY(const Table accounts, table_of(inputs, "accounts"));
  add_table(blocks, tr("All accounts"), accounts, {"account", "followers", "followers_gained", "posts", "views", "views_change", "engagement", "engagement_change"});
  if (auto chart = bars_of(inputs, accounts, tr("Reactions by account"), "account", "engagement", "engagement_before")) blocks.push_back(paper::Chart{.drawing = std::move(*chart)});
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
