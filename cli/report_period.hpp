// SPDX-License-Identifier: MIT
// The options by which the period of a report is said: --month, --from, --until.
#pragma once
#include <chrono>
#include <string>

#include "cli/env.hpp"
#include "figures/figure.hpp"

namespace CLI {
class App;
}

namespace cmtool {

struct PeriodOptions {
  std::string month{}, from{}, until{};
};
void add_period_options(CLI::App&, PeriodOptions&);

/// "2026-11". Fault::usage for what is no month.
Result<std::chrono::year_month> month_said(const std::string&);
/// In the workspace's zone. Nothing said: today and the 29 days before it. Fault::usage where it ends before it begins.
Result<ReportPeriod> period_said(const PeriodOptions&, Env&);

}  // namespace cmtool
