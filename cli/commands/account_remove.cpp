// SPDX-License-Identifier: MIT
// cmtool account remove: forget an account and its credentials.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> names{};
  bool yes = false;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Store * store, env.store());
  TRY(const auto accounts, select_accounts(*store, options.names));
  for (const auto& account : accounts) {
    if (env.globals.dry_run) {
      env.say(tr("would remove @{} and its credentials", account.name));
      continue;
    }
    if (!options.yes) {
      TRY(const bool agreed, env.confirm(tr("remove @{} ({}) and its credentials?", account.name, account.platform), "--yes"));
      if (!agreed) continue;
    }
    CHECK_OK(remove_account(env.world, *store, account));
    env.say(tr("removed @{}; what was posted stays recorded", account.name));
  }
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->names, tr("accounts: @name, #tag"))->required(), Offer::accounts);
  app.add_flag("--yes", options->yes, tr("do not ask"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& account_remove_command() {
  static const Command it{
      .path = "account remove",
      .group = N_("Accounts"),
      .summary = N_("forget an account and its credentials"),
      .set_up = set_up,
  };
  return it;
}

}  // namespace cmtool
