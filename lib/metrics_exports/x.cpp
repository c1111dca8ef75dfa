// SPDX-License-Identifier: MIT
// X, Analytics: its posts ("account_analytics_content…csv") and its days ("account_overview_analytics.csv").
#include "base/ascii.hpp"
#include "metrics_export.hpp"

namespace cmtool {
namespace {

/// The upper bits of a post's number count milliseconds since November 2010 (X's own "Snowflake", github.com/twitter-archive/snowflake; read 2026-11-27).
std::optional<Instant> time_in_id(std::string_view post) {
  constexpr std::int64_t begin = 1'288'834'974'657;
  const auto number = to_integer(post);
  if (!number || *number < std::int64_t{1} << 40) return std::nullopt;  // older ones were merely counted
  return Instant(std::chrono::milliseconds((*number >> 22) + begin));
}

}  // namespace

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
                               {"Date", "published"},
                               {"Post text", "text"},
                               {"Detail Expands", "-"},
                               {"Hashtag Clicks", "-"},
                               {"Permalink Clicks", "-"}},
                   .time_in = time_in_id},
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
