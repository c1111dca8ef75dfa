// SPDX-License-Identifier: MIT
// YouTube Studio, Analytics in expanded view: "Table data.csv" by content, and "Totals.csv" by day.
#include "metrics_export.hpp"

namespace cmtool {

const MetricsExport& youtube_metrics() {
  static const MetricsExport it{
      .name = "youtube",
      .title = "YouTube Studio",
      .source = "headers of files exported in 2025 and 2026, in public tests of several importers (read 2026-11-27)",
      .layouts = {{.marks = {"Content", "Video title", "Views"},
                   .columns = {{"Content", "post"},
                               {"Views", "video_views"},
                               {"Watch time (hours)", "watch_time", 3600},
                               {"Subscribers", "follows"},
                               {"Impressions", "impressions"},
                               {"Thumbnail impressions", "impressions"},
                               {"Likes", "likes"},
                               {"Comments added", "comments"},
                               {"Shares", "shares"},
                               {"Video title", "title"},
                               {"Video publish time", "published"},
                               {"Duration", "-"},
                               {"Average view duration", "-"}}},
                  {.marks = {"Date", "Views", "Watch time (hours)"},
                   .without = {"Content"},
                   .columns = {{"Date", "date"},
                               {"Views", "daily_video_views"},
                               {"Watch time (hours)", "daily_watch_time", 3600},
                               {"Subscribers", "daily_follows"},
                               {"Impressions", "daily_impressions"},
                               {"Thumbnail impressions", "daily_impressions"},
                               {"Likes", "daily_likes"},
                               {"Comments added", "daily_comments"},
                               {"Shares", "daily_shares"},
                               {"Average view duration", "-"}}}},
  };
  return it;
}

}  // namespace cmtool
