// SPDX-License-Identifier: MIT
#include "figures/figure.hpp"

#include <algorithm>

#include "figures/sums.hpp"

namespace cmtool {
namespace {

constexpr auto least_age = std::chrono::days(2), most_age = std::chrono::days(10);

bool is_older(const Figure& figure, Instant::duration allowed, Instant end) { return figure.value && figure.as_of && *figure.as_of < end - allowed; }

}  // namespace

const std::vector<std::string>& engagement_metrics() {
  static const std::vector<std::string> all{"likes", "reactions", "reposts", "replies", "comments", "quotes", "bookmarks", "shares", "saves", "clicks"};
  return all;
}

Figure first_of(const Figures& figures, std::initializer_list<const char*> metrics) {
  Figure otherwise;
  for (const char* metric : metrics) {
    const Figure figure = figure_of(figures, metric);
    if (figure.value) return figure;
    if (!otherwise.as_of) otherwise = figure;
  }
  return otherwise;
}

Figure latest_of(const Figures& figures) {
  Figure found;
  for (const auto& [metric, figure] : figures) {
    if (figure.value && figure.as_of && (!found.as_of || *found.as_of < *figure.as_of)) found = figure;
  }
  return found;
}

bool is_engagement(const std::string& metric) {
  const auto& all = engagement_metrics();
  return std::find(all.begin(), all.end(), metric) != all.end();
}
bool is_views(std::string_view metric) { return metric == "impressions" || metric == "views"; }

Figure engagement_of(const Figures& figures) {
  Figure sum;
  for (const auto& metric : engagement_metrics()) sum = added(sum, metric == "clicks" ? first_of(figures, {"clicks", "link_clicks"}) : figure_of(figures, metric));
  if (sum.value) return sum;
  const Figure told = figure_of(figures, "engagements");
  return told.as_of ? told : sum;
}

Figure views_of(const Figures& figures) { return first_of(figures, {"impressions", "views"}); }
Figure reach_of(const Figures& figures) { return figure_of(figures, "reach"); }

bool is_additive(std::string_view metric) {
  for (const std::string_view people : {"visitors", "ad_reach", "daily_reach", "reach"}) {
    if (metric == people) return false;
  }
  return true;
}

bool is_stale(const Figure& figure, Instant end) { return is_older(figure, least_age, end); }

bool is_stale(const Figure& figure, Instant published, Instant end) {
  return is_older(figure, std::clamp<Instant::duration>((end - published) / 4, least_age, most_age), end);
}

}  // namespace cmtool
