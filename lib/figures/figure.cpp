// SPDX-License-Identifier: MIT
#include "figures/figure.hpp"

#include <algorithm>

#include "figures/sums.hpp"

namespace cmtool {
namespace {

constexpr auto least_age = std::chrono::days(2), most_age = std::chrono::days(10);

/// The first of these that has a value; else one that says that it is unknown, else nothing.
Figure first_of(const Figures& figures, std::initializer_list<const char*> metrics) {
  Figure otherwise;
  for (const char* metric : metrics) {
    const Figure figure = figure_of(figures, metric);
    if (figure.value) return figure;
    if (!otherwise.as_of) otherwise = figure;
  }
  return otherwise;
}

bool is_older(const Figure& figure, Instant::duration allowed, Instant end) { return figure.value && figure.as_of && *figure.as_of < end - allowed; }

}  // namespace

const std::vector<std::string>& engagement_metrics() {
  static const std::vector<std::string> all{"likes", "reposts", "replies", "quotes", "comments", "shares", "saves", "clicks", "reactions"};
  return all;
}

Figure engagement_of(const Figures& figures) {
  Figure sum;
  for (const auto& metric : engagement_metrics()) sum = added(sum, figure_of(figures, metric));
  return sum;
}

Figure reach_of(const Figures& figures) { return first_of(figures, {"reach", "visitors"}); }
Figure views_of(const Figures& figures) { return first_of(figures, {"impressions", "views"}); }

bool is_stale(const Figure& figure, Instant end) { return is_older(figure, least_age, end); }

bool is_stale(const Figure& figure, Instant published, Instant end) {
  return is_older(figure, std::clamp<Instant::duration>((end - published) / 4, least_age, most_age), end);
}

}  // namespace cmtool
