// SPDX-License-Identifier: MIT
// cmtool account rename: call an account otherwise.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/account_view.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string from{}, to{};
};

std::string bare(std::string name) {
  if (name.starts_with('@')) name.erase(0, 1);
  return name;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Store * store, env.store());
  const std::string from = bare(options.from), to = bare(options.to);
  if (!is_account_name(to)) {
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” cannot be the name of an account", to),
                 .hint = tr("use letters, digits, “-”, “_” and “.”, at most 64 of them")};
  }
  TRY(const Account before, store->account(from));
  if (env.globals.dry_run) {
    env.say(tr("would rename @{} to @{}", from, to));
    return exit_code::done;
  }
  CHECK_OK(rename_account(env.world, *store, before, to));
  TRY(const Account after, store->account(to));
  Table table{.columns = account_columns(), .single = true};
  add_row(table, after);
  CHECK_OK(env.show_made("@" + to, table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->from, tr("the account: @name"))->required(), Offer::accounts);
  app.add_option(N_("NAME"), options->to, tr("its new name"))->required();
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& account_rename_command() {
  static const Command it{
      .path = "account rename",
      .group = N_("Accounts"),
      .summary = N_("give an account another name"),
      .details = N_("What was posted under the old name stays recorded under it, and is listed under both."),
      .set_up = set_up,
      .columns = account_columns,
  };
  return it;
}

}  // namespace cmtool
