// SPDX-License-Identifier: MIT
// Each campaign: its posts, what came of them, visits, spend, and what each result cost.
#include <algorithm>
#include <map>

#include "base/tr.hpp"
#include "figures/comparison.hpp"
#include "figures/money.hpp"
#include "report.hpp"
#include "text/slug.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  std::vector<Column> all{{.key = "campaign", .title = tr("Campaign")}};
  all.push_back({.key = "utm_campaign", .title = tr("In links"), .shown = false});
  add_compared_column(all, {.key = "posts", .title = tr("Posts"), .kind = Kind::integer});
  add_compared_column(all, {.key = "views", .title = tr("Views"), .kind = Kind::integer});
  add_compared_column(all, {.key = "engagement", .title = tr("Engagement"), .kind = Kind::integer, .bar = BarScale::largest});
  add_compared_column(all, {.key = "clicks", .title = tr("Clicks"), .kind = Kind::integer});
  add_compared_column(all, {.key = "visits", .title = tr("Visits"), .kind = Kind::integer});
  add_compared_column(all, {.key = "results", .title = tr("Results"), .kind = Kind::integer});
  add_compared_column(all, {.key = "spend", .title = tr("Spend"), .kind = Kind::number});
  all.push_back({.key = "currency", .title = tr("Currency")});
  all.push_back({.key = "cost_per_visit", .title = tr("For a visit"), .kind = Kind::number, .shown = false});
  all.push_back({.key = "cost_per_engagement", .title = tr("For an engagement"), .kind = Kind::number, .shown = false});
  all.push_back({.key = "cost_per_result", .title = tr("For a result"), .kind = Kind::number});
  all.push_back({.key = "spends", .title = tr("By currency"), .shown = false});
  all.push_back({.key = "accounts", .title = tr("Accounts"), .kind = Kind::list, .shown = false});
  all.push_back({.key = "goals", .title = tr("Goals"), .kind = Kind::list, .shown = false});
  all.push_back({.key = "as_of", .title = tr("As of"), .kind = Kind::time});
  return all;
}

struct Campaign {
  std::string name{};
  std::int64_t posts = 0;
  std::optional<std::int64_t> views{}, engagement{}, clicks{}, visits{}, results{};
  Spend spend{};
  std::vector<std::string> accounts{};
  std::optional<Instant> as_of{};
};

void see(Campaign& campaign, const Figures& figures) {
  for (const auto& [metric, figure] : figures) {
    if (figure.value) keep_later(campaign.as_of, figure.as_of);
  }
}

void see(Campaign& campaign, const std::string& account) {
  const std::string name = "@" + account;
  if (std::find(campaign.accounts.begin(), campaign.accounts.end(), name) == campaign.accounts.end()) campaign.accounts.push_back(name);
}

/// By the name as links say it: what analytics and advertisements call a campaign is seldom spelled as ours.
using Campaigns = std::map<std::string, Campaign>;

std::string key_of(const std::string& name) {
  std::string slug = url_slug(name);
  return slug.empty() ? name : slug;
}

Campaigns campaigns_of(const PeriodInputs& period) {
  Campaigns all;
  for (const auto& one : period.posts) {
    if (one.post.campaign.empty()) continue;
    Campaign& campaign = all[key_of(one.post.campaign)];
    if (campaign.posts++ == 0) campaign.name = one.post.campaign;
    add_to(campaign.views, views_of(one.figures).value);
    add_to(campaign.engagement, engagement_of(one.figures).value);
    add_to(campaign.clicks, first_of(one.figures, {"link_clicks", "clicks"}).value);
    add_spend(campaign.spend, one.figures);  // of posts that were boosted
    add_to(campaign.results, first_of(one.figures, {"results", "conversions"}).value);
    see(campaign, one.figures);
    see(campaign, one.delivery.account);
  }
  for (const auto& one : period.ads) {
    Campaign& campaign = all[key_of(one.campaign)];
    if (campaign.name.empty()) campaign.name = one.campaign;
    add_to(campaign.views, first_of(one.figures, {"ad_impressions", "impressions"}).value);
    add_to(campaign.clicks, first_of(one.figures, {"ad_clicks", "clicks"}).value);
    add_to(campaign.visits, first_of(one.figures, {"sessions", "views"}).value);
    add_to(campaign.results, first_of(one.figures, {"results", "conversions"}).value);
    add_spend(campaign.spend, one.figures);
    see(campaign, one.figures);
    see(campaign, one.account);
  }
  return all;
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  const Campaigns now = campaigns_of(inputs.now);
  const Campaigns earlier = inputs.before ? campaigns_of(*inputs.before) : Campaigns{};
  for (const auto& one : now) {
    const std::string& key = one.first;
    const Campaign& campaign = one.second;
    const auto found = earlier.find(key);
    const Campaign was = found == earlier.end() ? Campaign{} : found->second;
    const bool compared = inputs.before.has_value();
    const std::string currency = campaign.spend.size() == 1 ? campaign.spend.begin()->first : "";
    const auto spend_of = [&](const Campaign& paid) { return paid.spend.size() == 1 && paid.spend.contains(currency) ? std::optional(in_units(paid.spend.at(currency), currency)) : std::nullopt; };
    const auto cost = [&](const std::optional<std::int64_t>& count) { return currency.empty() ? Value() : cell(cost_of(campaign.spend.at(currency), currency, count)); };
    std::vector<Value> row{Value(campaign.name), Value(key)};
    add_compared_cells(row, std::optional(campaign.posts), compared ? std::optional(was.posts) : std::nullopt);
    add_compared_cells(row, campaign.views, was.views);
    add_compared_cells(row, campaign.engagement, was.engagement);
    add_compared_cells(row, campaign.clicks, was.clicks);
    add_compared_cells(row, campaign.visits, was.visits);
    add_compared_cells(row, campaign.results, was.results);
    add_compared_cells(row, spend_of(campaign), currency.empty() ? std::nullopt : spend_of(was));
    Json spends = Json::object();
    for (const auto& [code, sum] : campaign.spend) spends.set(code, in_units(sum, code));
    std::vector<std::string> goals;
    for (const auto& goal : inputs.goals) {
      if (!goal.campaign.empty() && key_of(goal.campaign) == key) goals.push_back(goal.name);
    }
    row.insert(row.end(), {currency.empty() ? Value() : Value(currency), cost(campaign.visits), cost(campaign.engagement), cost(campaign.results), Value(std::move(spends)),
                           Value(Json::strings(campaign.accounts)), Value(Json::strings(goals)), cell(campaign.as_of)});
    table.rows.push_back(std::move(row));
    if (campaign.spend.size() > 1) table.notes.push_back(tr("{}: paid in more than one currency, which are not added up; the field spends has them", campaign.name));
  }
  if (inputs.before) show_comparison(table);
  return table;
}

}  // namespace

const Report& campaigns_report() {
  static const Report it{
      .name = "campaigns",
      .summary = N_("show each campaign: posts, engagement, clicks, visits, spend, cost of each result"),
      .details = N_("Of the posts of the period that carry a campaign, and of what was imported under its name: visits (sessions, else page views) of analytics and of a site’s log, which read the utm_campaign of links, spend and results of advertisements. "
                    "Names are the same where their utm_campaign is. Clicks are the link clicks of posts (else their clicks) and the clicks of advertisements; costs are spend / results, spend / visits and spend / engagement, of campaigns paid in one currency."),
      .needs = {ReportNeed::posts, ReportNeed::ads, ReportNeed::goals},
      .compares = true,
      .examples = N_("cmtool report campaigns --from 2026-09-01\ncmtool report campaigns --json=campaign,spend,cost_per_result"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
