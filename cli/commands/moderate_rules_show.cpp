// SPDX-License-Identifier: MIT
// cmtool moderate rules show: one rule.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"
#include "cli/targets.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& name, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto set, RuleSet::of(desk));
  const KeptRule* const rule = set->find(name);
  if (rule == nullptr) return Error{.fault = Fault::not_found, .message = tr("there is no rule {}", name), .hint = tr("cmtool moderate rules list shows those that there are"), .where = name};
  Table table{.columns = rule_columns(), .rows = {row_of(*rule)}, .single = true};
  for (auto& column : table.columns) column.shown = column.key != "faults" || !rule->compiled.faults.empty();
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) { return one_name(app, tr("a rule"), run); }

}  // namespace

const Command& moderate_rules_show_command() {
  static const Command it{
      .path = "moderate rules show",
      .group = N_("Moderation"),
      .summary = N_("show a rule as it is kept"),
      .set_up = set_up,
      .columns = rule_columns,
      .examples = N_("cmtool moderate rules show insults --json=rule"),
  };
  return it;
}

}  // namespace cmtool
