// SPDX-License-Identifier: MIT
// Meta Ads Manager: what advertisements and boosted posts cost and brought. Each campaign is a post called "campaign:NAME".
//
// A report broken down by day has a column "Day"; without one, its numbers are of the time from "Reporting starts" to "Reporting ends".
#include "metrics_export.hpp"

namespace cmtool {
namespace {

std::vector<ExportColumn> english() {
  return {{"Reporting starts", "first_day"},
          {"Reporting ends", "last_day"},
          {"Campaign name", "campaign"},
          {"Amount spent ({})", "spend:{}"},
          {"Results", "results"},
          {"Impressions", "ad_impressions"},
          {"Reach", "ad_reach"},
          {"Clicks (all)", "ad_clicks"},
          {"Link clicks", "daily_link_clicks"}};
}

}  // namespace

const MetricsExport& meta_ads_metrics() {
  static const MetricsExport it = [] {
    auto by_day = english();
    by_day[0].role = by_day[1].role = "-";
    by_day.push_back({"Day", "date"});
    return MetricsExport{
        .name = "meta_ads",
        .title = "Meta Ads Manager",
        .source = "English headers of exported files in public tests of several importers, of 2025 and 2026 (read 2026-11-27); the French ones as Ads Manager "
                  "calls its columns, not seen in a file",
        .layouts = {{.marks = {"Campaign name", "Amount spent ({})", "Day"}, .columns = by_day},
                    {.marks = {"Campaign name", "Amount spent ({})", "Reporting starts", "Reporting ends"}, .columns = english()},
                    {.marks = {"Nom de la campagne", "Montant dépensé ({})", "Début des rapports", "Fin des rapports"},
                     .columns = {{"Début des rapports", "first_day"},
                                 {"Fin des rapports", "last_day"},
                                 {"Nom de la campagne", "campaign"},
                                 {"Montant dépensé ({})", "spend:{}"},
                                 {"Résultats", "results"},
                                 {"Impressions", "ad_impressions"},
                                 {"Couverture", "ad_reach"},
                                 {"Clics (tous)", "ad_clicks"},
                                 {"Clics sur un lien", "daily_link_clicks"}}}},
    };
  }();
  return it;
}

}  // namespace cmtool
