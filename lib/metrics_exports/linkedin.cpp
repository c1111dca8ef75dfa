// SPDX-License-Identifier: MIT
// LinkedIn, analytics of a page: the sheets "All posts", "Metrics" and "New followers" of what it exports, each saved as CSV.
//
// Above the headers stands a row that describes them; rows above the headers are passed over.
#include "metrics_export.hpp"

namespace cmtool {

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
                               {"Post title", "-"},
                               {"Post type", "-"},
                               {"Campaign name", "-"},
                               {"Posted by", "-"},
                               {"Created date", "-"},
                               {"Campaign start date", "-"},
                               {"Campaign end date", "-"},
                               {"Audience", "-"},
                               {"Offsite Views", "-"},
                               {"Click through rate (CTR)", "-"},
                               {"Engagement rate", "-"},
                               {"Content Type", "-"}},
                   .dates_american = true},
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
