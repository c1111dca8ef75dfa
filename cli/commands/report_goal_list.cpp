// SPDX-License-Identifier: MIT
// cmtool report goal list: the goals that were set.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/goal_view.hpp"
#include "goals.hpp"

namespace cmtool {
namespace {

Result<int> run(Env& env) {
  TRY(Store * store, env.store());
  TRY(const auto all, goals(*store));
  Table table{.columns = goal_columns()};
  for (const auto& goal : all) table.rows.push_back(row_of(goal));
  CHECK_OK(env.show(table));
  return exit_code::done;
}

}  // namespace

const Command& report_goal_list_command() {
  static const Command it{
      .path = "report goal list",
      .group = N_("Reports"),
      .summary = N_("show the goals that were set"),
      .details = N_("How far each is, is what cmtool report goals shows."),
      .set_up = [](CLI::App&) -> Run { return run; },
      .columns = goal_columns,
      .examples = N_("cmtool report goal list"),
  };
  return it;
}

}  // namespace cmtool
