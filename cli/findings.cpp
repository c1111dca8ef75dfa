// SPDX-License-Identifier: MIT
#include "cli/findings.hpp"

#include "base/tr.hpp"

namespace cmtool {

std::vector<Column> finding_columns() {
  return {{"file", tr("file"), Kind::text}, {"problem", tr("problem"), Kind::text}, {"done", tr("done"), Kind::text}, {"serious", tr("serious"), Kind::yes_no}};
}

Table table_of(const std::vector<Finding>& findings) {
  Table table{.columns = finding_columns()};
  for (const auto& finding : findings) {
    table.rows.push_back({finding.file, finding.problem, finding.done.empty() ? Value() : Value(finding.done), finding.serious});
  }
  return table;
}

}  // namespace cmtool
