// SPDX-License-Identifier: MIT
// Figures for tests of reports.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "format.hpp"
#include "report.hpp"

namespace cmtool::test {

inline Instant moment(const std::string& text) { return parse_iso(text).value(); }

/// A post of an account with these metrics, read at noon of the period's last day.
inline PostFigures a_measured_post(const std::string& account, const std::string& at, const std::map<std::string, std::int64_t>& metrics, const std::string& campaign = {}) {
  PostFigures one;
  one.post = {.id = new_id(moment(at)), .text = "Bonjour " + at, .campaign = campaign};
  one.delivery = {.id = one.post.id + "." + account, .post = one.post.id, .account = account, .platform = "mastodon", .state = DeliveryState::sent};
  one.delivery.receipt = Receipt{.remote_id = "r-" + at, .url = "https://example.org/" + at, .at = moment(at)};
  for (const auto& [metric, value] : metrics) one.figures[metric] = {.value = value, .as_of = moment("2026-11-30T12:00:00Z")};
  return one;
}

/// November 2026 in UTC, two accounts.
inline ReportInputs november() {
  ReportInputs inputs;
  inputs.now.period = {.from = moment("2026-11-01T00:00:00Z"), .until = moment("2026-12-01T00:00:00Z")};
  inputs.at = moment("2026-12-01T08:00:00Z");
  inputs.platform_of = {{"atelier", "mastodon"}, {"blog", "wordpress"}};
  return inputs;
}

/// The report as it is run where no option is given.
inline Table run_report(const Report& report, ReportInputs inputs) {
  if (inputs.by.empty() && !report.by.empty()) inputs.by = report.by.front();
  if (inputs.sort.empty() && !report.sorts.empty()) inputs.sort = report.sorts.front();
  return report.run(inputs).value();
}
inline Table run_report(const std::string& name, ReportInputs inputs) { return run_report(*find_report(name).value(), std::move(inputs)); }

/// A cell as a program reads it.
inline Json cell_at(const Table& table, std::size_t row, const std::string& key) { return row < table.rows.size() ? row_json(table, row)[key] : Json("no such row"); }

}  // namespace cmtool::test
