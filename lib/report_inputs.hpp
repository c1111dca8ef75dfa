// SPDX-License-Identifier: MIT
// Reads what a report needs, and no more: the months of the period, and of accounts 35 days before it, from where they stood.
#pragma once
#include "desk.hpp"
#include "report.hpp"

namespace cmtool {

/// What was asked of a report.
struct ReportWish {
  ReportPeriod period{};
  std::string compare{};            ///< "previous", "last-year"; empty: with nothing
  std::vector<Account> accounts{};  ///< only these
  std::string by{}, sort{};
  std::optional<std::size_t> top{};  ///< nothing: as the report has it
  std::string zone = "UTC", lang = "en";
};

Result<ReportInputs> report_inputs(Desk&, const Report&, const ReportWish&);

}  // namespace cmtool
