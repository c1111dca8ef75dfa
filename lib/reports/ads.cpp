// SPDX-License-Identifier: MIT
// What advertisements cost and what came of them, from imports.
#include <algorithm>

#include "base/tr.hpp"
#include "figures/comparison.hpp"
#include "figures/money.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  std::vector<Column> all{{.key = "campaign", .title = tr("Campaign")}, {.key = "account", .title = tr("Account")}, {.key = "platform", .title = tr("Platform"), .shown = false}};
  add_compared_column(all, {.key = "spend", .title = tr("Spend"), .kind = Kind::number});
  all.push_back({.key = "currency", .title = tr("Currency")});
  add_compared_column(all, {.key = "impressions", .title = tr("Impressions"), .kind = Kind::integer});
  add_compared_column(all, {.key = "clicks", .title = tr("Clicks"), .kind = Kind::integer, .bar = BarScale::largest});
  add_compared_column(all, {.key = "results", .title = tr("Results"), .kind = Kind::integer});
  all.push_back({.key = "cost_per_thousand", .title = tr("For 1000"), .kind = Kind::number});
  all.push_back({.key = "cost_per_click", .title = tr("For a click"), .kind = Kind::number});
  all.push_back({.key = "cost_per_result", .title = tr("For a result"), .kind = Kind::number});
  all.push_back({.key = "click_rate", .title = tr("Click rate"), .kind = Kind::percent});
  all.push_back({.key = "reach", .title = tr("Best day's reach"), .kind = Kind::integer, .shown = false});
  all.push_back({.key = "as_of", .title = tr("As of"), .kind = Kind::time});
  return all;
}

Figures figures_before(const ReportInputs& inputs, const AdFigures& of) {
  if (!inputs.before) return {};
  for (const auto& one : inputs.before->ads) {
    if (one.account == of.account && one.campaign == of.campaign) return one.figures;
  }
  return {};
}

/// One for each currency; what was had stands in the first of them, and costs are those of a campaign in one currency.
void add_rows(Table& table, const AdFigures& ad, const Figures& before) {
  Spend spend, earlier;
  add_spend(spend, ad.figures);
  add_spend(earlier, before);
  const auto impressions = first_of(ad.figures, {"ad_impressions", "impressions"}).value, clicks = first_of(ad.figures, {"ad_clicks", "clicks"}).value, results = first_of(ad.figures, {"results", "conversions"}).value;
  const bool one_currency = spend.size() == 1;
  bool first = true;
  if (spend.empty()) spend[""];
  for (const auto& one : spend) {
    const std::string& currency = one.first;
    const auto& sum = one.second;
    const bool known = !currency.empty();
    const auto was = earlier.find(currency);
    std::vector<Value> row{Value(ad.campaign), Value("@" + ad.account), Value(ad.platform)};
    add_compared_cells(row, known ? std::optional(in_units(sum, currency)) : std::nullopt, was == earlier.end() ? std::nullopt : std::optional(in_units(was->second, currency)));
    row.push_back(known ? Value(currency) : Value());
    const auto shown = [&](const std::optional<std::int64_t>& value) { return first ? value : std::nullopt; };
    add_compared_cells(row, shown(impressions), shown(first_of(before, {"ad_impressions", "impressions"}).value));
    add_compared_cells(row, shown(clicks), shown(first_of(before, {"ad_clicks", "clicks"}).value));
    add_compared_cells(row, shown(results), shown(first_of(before, {"results", "conversions"}).value));
    const auto cost = [&](const std::optional<std::int64_t>& count, double times) {
      const auto each = one_currency && known ? cost_of(sum, currency, count) : std::nullopt;
      return each ? Value(*each * times) : Value();
    };
    row.insert(row.end(), {cost(impressions, 1000), cost(clicks, 1), cost(results, 1), first ? cell(percent_of(clicks, impressions)) : Value(),
                           first ? cell(first_of(ad.figures, {"ad_reach", "reach"}).value) : Value(), cell(latest_of(ad.figures).as_of)});
    table.rows.push_back(std::move(row));
    first = false;
  }
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  for (const auto& ad : inputs.now.ads) add_rows(table, ad, figures_before(inputs, ad));
  if (table.rows.empty()) table.notes.push_back(tr("no advertisement is known in this period: cmtool report import"));
  if (inputs.before) show_comparison(table);
  return table;
}

}  // namespace

const Report& ads_report() {
  static const Report it{
      .name = "ads",
      .summary = N_("show what advertisements cost and what came of them"),
      .details = N_("From imported spend (cmtool report import), a row for each campaign, account and currency. For 1000 is spend / impressions × 1000, for a click spend / clicks, for a result spend / results, "
                    "the click rate clicks / impressions × 100. A campaign paid in more than one currency has no costs for each, as currencies are not added up. "
                    "Reach is that of the best day: the people of several days may be the same ones."),
      .needs = {ReportNeed::ads},
      .compares = true,
      .examples = N_("cmtool report ads --month 2026-11 --compare previous"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
