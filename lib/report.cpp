// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {

#define X(name) const Report& name##_report();
#include "reports.inc"
#undef X

const std::vector<const Report*>& reports() {
  static const std::vector<const Report*> all = [] {
    std::vector<const Report*> found{
#define X(name) &name##_report(),
#include "reports.inc"
#undef X
    };
    std::sort(found.begin(), found.end(), [](const Report* a, const Report* b) { return a->name < b->name; });
    return found;
  }();
  return all;
}

Result<const Report*> find_report(std::string_view name) {
  std::vector<std::string> names;
  for (const Report* report : reports()) {
    if (report->name == name) return report;
    names.push_back(report->name);
  }
  return Error{.fault = Fault::usage, .message = tr("there is no report “{}”", name), .hint = tr("use one of: {}", joined(names, ", "))};
}

std::optional<Instant> heard_at(const ReportInputs& inputs, const std::optional<Instant>& newest) { return std::max(inputs.heard, newest); }

}  // namespace cmtool
