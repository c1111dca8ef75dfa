// SPDX-License-Identifier: MIT
// X, Analytics: its posts ("account_analytics_content…csv") and its days ("account_overview_analytics.csv").
#include "metrics_export.hpp"

namespace cmtool {

const MetricsExport& x_metrics() {
  static const MetricsExport it{
      .name = "x",
      .title = "X",
      .source = "headers of files exported in 2026, in public tests of several importers (read 2026-11-27)",
      .layouts = {{.marks = {"Post id", "Post Link", "Impressions", "Engagements"},
                   .columns = {{"Post id", "post"},
                               {"Post Link", "permalink"},
                               {"Impressions", "impressions"},
                               {"Likes", "likes"},
                               {"Engagements", "engagements"},
                               {"Bookmarks", "bookmarks"},
                               {"Shares", "shares"},
                               {"New follows", "follows"},
                               {"Replies", "replies"},
                               {"Reposts", "reposts"},
                               {"Profile visits", "profile_visits"},
                               {"URL Clicks", "link_clicks"},
                               {"Date", "-"},
                               {"Post text", "-"},
                               {"Detail Expands", "-"},
                               {"Hashtag Clicks", "-"},
                               {"Permalink Clicks", "-"}}},
                  {.marks = {"Date", "Impressions", "Engagements", "New follows"},
                   .without = {"Post id"},
                   .columns = {{"Date", "date"},
                               {"Impressions", "daily_impressions"},
                               {"Likes", "daily_likes"},
                               {"Engagements", "daily_engagements"},
                               {"Bookmarks", "daily_bookmarks"},
                               {"Shares", "daily_shares"},
                               {"New follows", "daily_follows"},
                               {"Unfollows", "daily_unfollows"},
                               {"Replies", "daily_replies"},
                               {"Reposts", "daily_reposts"},
                               {"Profile visits", "daily_profile_visits"},
                               {"Video views", "daily_video_views"},
                               {"Create Post", "-"},
                               {"Media views", "-"}}}},
  };
  return it;
}

}  // namespace cmtool
