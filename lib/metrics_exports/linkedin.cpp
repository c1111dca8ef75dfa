// SPDX-License-Identifier: MIT
// LinkedIn, analytics of a page: the sheets "All posts", "Metrics" and "New followers" of what it exports, each saved as CSV.
//
// Above the headers stands a row that describes them; rows above the headers are passed over.
#include "base/ascii.hpp"
#include "metrics_export.hpp"

namespace cmtool {
namespace {

/// The upper bits of an activity's number count milliseconds since 1970 (seen on activities of known dates; not documented). Such a time counts
/// between LinkedIn's own beginning and the year 2100 alone: else the column with the day does.
std::optional<Instant> time_in_urn(std::string_view post) {
  constexpr std::int64_t first = 1'051'747'200'000, last = 4'102'444'800'000;
  const auto colon = post.rfind(':');
  const auto number = colon == std::string_view::npos ? std::nullopt : to_integer(post.substr(colon + 1));
  if (!number) return std::nullopt;
  const std::int64_t at = *number >> 22;
  return at > first && at < last ? std::optional(Instant(std::chrono::milliseconds(at))) : std::nullopt;
}

}  // namespace

const MetricsExport& linkedin_metrics() {
  static const MetricsExport it{
      .name = "linkedin",
      .title = "LinkedIn",
      .source = "headers in several public importers of these files, of 2022 to 2026 (read 2026-11-27)",
      .layouts = {{.marks = {"Post title", "Post link", "Impressions", "Clicks"},
                   .columns = {{"Post link", "permalink"},
                               {"Impressions", "impressions"},
                               {"Clicks", "clicks"},
                               {"Likes", "likes"},
                               {"Reactions", "reactions"},
                               {"Comments", "comments"},
                               {"Reposts", "reposts"},
                               {"Follows", "follows"},
                               {"Views", "video_views"},
                               {"Post title", "text"},
                               {"Post type", "-"},
                               {"Campaign name", "-"},
                               {"Posted by", "-"},
                               {"Created date", "published"},
                               {"Campaign start date", "-"},
                               {"Campaign end date", "-"},
                               {"Audience", "-"},
                               {"Offsite Views", "-"},
                               {"Click through rate (CTR)", "-"},
                               {"Engagement rate", "-"},
                               {"Content Type", "-"}},
                   .dates_american = true,
                   .time_in = time_in_urn},
                  {.marks = {"Date", "Impressions (total)", "Clicks (total)"},
                   .columns = {{"Date", "date"},
                               {"Impressions (total)", "daily_impressions"},
                               {"Unique impressions (organic)", "daily_reach"},
                               {"Clicks (total)", "daily_clicks"},
                               {"Reactions (total)", "daily_reactions"},
                               {"Comments (total)", "daily_comments"},
                               {"Reposts (total)", "daily_reposts"},
                               {"Shares (total)", "daily_reposts"}},
                   .dates_american = true},
                  {.marks = {"Date", "Organic followers", "Sponsored followers"},
                   .columns = {{"Date", "date"}, {"Total followers", "daily_follows"}, {"Organic followers", "-"}, {"Sponsored followers", "-"}, {"Auto-invited followers", "-"}},
                   .dates_american = true}},
  };
  return it;
}

}  // namespace cmtool
