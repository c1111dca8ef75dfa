// SPDX-License-Identifier: MIT
// cmtool moderate rules add: keep a rule.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string file{}, name{};
  bool replace = false;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(auto rule, read_rule(env, options.file));
  if (!options.name.empty()) rule.name = options.name;
  if (env.globals.dry_run) {
    TRY(const auto set, RuleSet::with(desk, rule.name, rule.json));
    CHECK_OK(env.show(Table{.columns = rule_columns(), .rows = {row_of(*set->find(rule.name))}}));
    return exit_code::done;
  }
  auto kept = add_rule(desk, rule.name, rule.json, options.replace);
  if (!kept.ok() && kept.error().fault == Fault::conflict) {
    return Error{.fault = Fault::conflict, .message = tr("there is a rule {} already", rule.name), .hint = tr("replace it with --replace")};
  }
  if (!kept.ok()) return std::move(kept).error();
  if ((*kept)["simulate"].bool_or(false)) {
    env.say(tr("{}: it only says what it would do, until you enable it: cmtool moderate rules enable {}", rule.name, rule.name));
  }
  CHECK_OK(env.print(rule.name + "\n"));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("FILE"), options->file, tr("the rule, JSON; - is stdin"))->required(), Offer::files);
  app.add_option("--name", options->name, tr("its name; else its member “name”, else the file’s"))->type_name(tr("NAME"));
  app.add_flag("--replace", options->replace, tr("replace the one of that name"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_rules_add_command() {
  static const Command it{
      .path = "moderate rules add",
      .group = N_("Moderation"),
      .summary = N_("keep a rule, once it has no fault"),
      .details = N_("A rule that hides, deletes, answers, mutes, blocks or reports is simulated at first: cmtool moderate apply says what it would do. cmtool moderate rules test shows what it would have done so far."),
      .set_up = set_up,
      .examples = N_("cmtool moderate rules add insults.json\necho '{\"name\":\"night\",\"when\":{\"hours\":\"outside\"},\"then\":[{\"label\":\"night\"}]}' | cmtool moderate rules add -"),
  };
  return it;
}

}  // namespace cmtool
