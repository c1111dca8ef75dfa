// SPDX-License-Identifier: MIT
// cmtool moderate rules list: the rules.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"

namespace cmtool {
namespace {

Result<int> run(Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto set, RuleSet::of(desk));
  Table table{.columns = rule_columns()};
  for (const auto& rule : set->rules()) table.rows.push_back(row_of(rule));
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App&) { return run; }

}  // namespace

const Command& moderate_rules_list_command() {
  static const Command it{
      .path = "moderate rules list",
      .group = N_("Moderation"),
      .summary = N_("show the rules in the order in which they are tried"),
      .set_up = set_up,
      .columns = rule_columns,
      .examples = N_("cmtool moderate rules list\ncmtool moderate rules list --json=name,state,faults"),
  };
  return it;
}

}  // namespace cmtool
