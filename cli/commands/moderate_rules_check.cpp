// SPDX-License-Identifier: MIT
// cmtool moderate rules check: what is wrong with rules.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"

namespace cmtool {
namespace {

std::vector<Column> fault_columns() {
  return {{.key = "rule", .title = tr("Rule")}, {.key = "place", .title = tr("Place")}, {.key = "problem", .title = tr("Problem")}, {.key = "hint", .title = tr("Hint")}};
}

/// Every fault as a row; exit 2 when there is one.
Result<int> shown(Env& env, const std::vector<const KeptRule*>& rules) {
  Table table{.columns = fault_columns()};
  for (const auto* rule : rules) {
    for (const auto& fault : rule->compiled.faults) {
      table.rows.push_back({Value(rule->name), fault.place.empty() ? Value() : Value(fault.place), Value(fault.message), fault.hint.empty() ? Value() : Value(fault.hint)});
    }
  }
  if (table.rows.empty()) env.say(trn("{} rule, no fault", "{} rules, no fault", static_cast<long>(rules.size()), rules.size()));
  CHECK_OK(env.show(table));
  return table.rows.empty() ? exit_code::done : exit_code::usage;
}

Result<int> run(const std::string& file, Env& env) {
  TRY(Desk desk, desk_of(env));
  if (!file.empty()) {
    TRY(const auto rule, read_rule(env, file));
    TRY(const auto set, RuleSet::with(desk, rule.name, rule.json));
    return shown(env, {set->find(rule.name)});
  }
  TRY(const auto set, RuleSet::of(desk));
  std::vector<const KeptRule*> all;
  for (const auto& rule : set->rules()) all.push_back(&rule);
  return shown(env, all);
}

Run set_up(CLI::App& app) {
  auto file = std::make_shared<std::string>();
  offers(app.add_option(N_("FILE"), *file, tr("a rule that is not kept yet; - is stdin; without it all that are")), Offer::files);
  return [file](Env& env) { return run(*file, env); };
}

}  // namespace

const Command& moderate_rules_check_command() {
  static const Command it{
      .path = "moderate rules check",
      .group = N_("Moderation"),
      .summary = N_("say what is wrong with rules, and where"),
      .set_up = set_up,
      .columns = fault_columns,
      .examples = N_("cmtool moderate rules check\ncmtool moderate rules check insults.json"),
  };
  return it;
}

}  // namespace cmtool
