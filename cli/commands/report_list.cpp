// SPDX-License-Identifier: MIT
// cmtool report list: the reports that there are.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "name", .title = tr("Report")},
          {.key = "summary", .title = tr("What it shows")},
          {.key = "by", .title = tr("By"), .kind = Kind::list},
          {.key = "compares", .title = tr("Compares"), .kind = Kind::yes_no},
          {.key = "top", .title = tr("Rows"), .kind = Kind::integer, .shown = false},
          {.key = "fields", .title = tr("Fields"), .kind = Kind::list, .shown = false}};
}

Result<int> run(Env& env) {
  Table table{.columns = columns()};
  for (const Report* report : reports()) {
    std::vector<std::string> fields;
    for (const auto& column : report->columns()) fields.push_back(column.key);
    table.rows.push_back({Value(report->name), Value(tr_text(report->summary)), Value(Json::strings(report->by)), Value(report->compares),
                          report->has_top ? Value(static_cast<std::int64_t>(report->top)) : Value(), Value(Json::strings(fields))});
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

}  // namespace

const Command& report_list_command() {
  static const Command it{
      .path = "report list",
      .group = N_("Reports"),
      .summary = N_("show the reports that there are"),
      .needs = Needs::nothing,
      .set_up = [](CLI::App&) -> Run { return run; },
      .columns = columns,
      .examples = N_("cmtool report list\ncmtool report list --json=name,fields"),
  };
  return it;
}

}  // namespace cmtool
