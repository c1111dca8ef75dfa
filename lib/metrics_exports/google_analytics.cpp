// SPDX-License-Identifier: MIT
// Google Analytics 4: its reports by page and by day, and tables of an exploration with a date.
//
// A report's CSV has its time in lines above the headers, "# Start date: 20261101"; without a column of days its numbers are of that time.
#include "metrics_export.hpp"

namespace cmtool {

const MetricsExport& google_analytics_metrics() {
  static const MetricsExport it{
      .name = "google_analytics",
      .title = "Google Analytics",
      .source = "names of dimensions and metrics as Analytics 4 writes them into its CSV (support.google.com/analytics/answer/9143382); the lines above the "
                "headers as in exported files of 2024 and later (2026-11-27)",
      .layouts = {{.marks = {"Date", "Page path and screen class", "Views"},
                   .columns = {{"Date", "date"}, {"Page path and screen class", "permalink"}, {"Views", "views"}, {"Active users", "visitors"}, {"Total users", "visitors"}, {"Sessions", "sessions"}, {"Key events", "conversions"}, {"Conversions", "conversions"}}},
                  {.marks = {"Page path and screen class", "Views"},
                   .without = {"Date"},
                   .columns = {{"Page path and screen class", "permalink"}, {"Views", "views"}, {"Active users", "visitors"}, {"Users", "visitors"}, {"Sessions", "sessions"}, {"Key events", "conversions"}, {"Conversions", "conversions"}}},
                  {.marks = {"Date", "Sessions"},
                   .without = {"Page path and screen class"},
                   .columns = {{"Date", "date"}, {"Views", "views"}, {"Active users", "visitors"}, {"Total users", "visitors"}, {"Sessions", "sessions"}, {"Key events", "conversions"}, {"Conversions", "conversions"}}}},
  };
  return it;
}

}  // namespace cmtool
