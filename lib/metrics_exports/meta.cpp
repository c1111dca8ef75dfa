// SPDX-License-Identifier: MIT
// Meta Business Suite, Insights: the content of Instagram and of Facebook pages, and an account's days.
#include "metrics_export.hpp"

namespace cmtool {
namespace {

/// Meta's exports tell when a post was published by the clock of its home, whatever the page's zone (users' accounts of 2012 and 2013, read 2026-11-27;
/// not told by Meta's own pages). `--zone` says otherwise.
constexpr const char* pacific = "America/Los_Angeles";

}  // namespace

const MetricsExport& meta_metrics() {
  static const MetricsExport it{
      .name = "meta",
      .title = "Meta Business Suite",
      .source = "headers of exported files in public tests of several importers, of 2023 to 2026 (read 2026-11-27)",
      .layouts =
          {{.marks = {"Post ID", "Account username", "Publish time"},
            .columns = {{"Post ID", "post"},       {"Permalink", "permalink"}, {"Views", "impressions"}, {"Impressions", "impressions"}, {"Reach", "reach"},
                        {"Likes", "likes"},        {"Shares", "shares"},       {"Follows", "follows"},   {"Comments", "comments"},       {"Saves", "saves"},
                        {"Account ID", "-"},       {"Account username", "-"},  {"Account name", "-"},    {"Description", "text"},        {"Duration (sec)", "-"},
                        {"Publish time", "published"}, {"Post type", "-"},     {"Data comment", "-"},    {"Date", "-"}},
            .dates_american = true,
            .zone = pacific},
           {.marks = {"Page name", "Publish time", "Reactions"},
            .columns = {{"Post ID", "post"},
                        {"Video asset ID", "post"},
                        {"Permalink", "permalink"},
                        {"Views", "impressions"},
                        {"Impressions", "impressions"},
                        {"Reach", "reach"},
                        {"Reactions", "reactions"},
                        {"Comments", "comments"},
                        {"Shares", "shares"},
                        {"Total clicks", "clicks"},
                        {"Link clicks", "link_clicks"},
                        {"3-second video views", "video_views"},
                        {"Reactions, comments and shares", "engagements"},
                        {"Page ID", "-"},
                        {"Page name", "-"},
                        {"Title", "title"},
                        {"Description", "text"},
                        {"Duration (sec)", "-"},
                        {"Publish time", "published"},
                        {"Caption type", "-"},
                        {"Post type", "-"},
                        {"Languages", "-"},
                        {"Custom labels", "-"},
                        {"Funded content status", "-"},
                        {"Data comment", "-"},
                        {"Date", "-"}},
            .dates_american = true,
            .zone = pacific}},
  };
  return it;
}

}  // namespace cmtool
