// SPDX-License-Identifier: MIT
// cmtool account refresh: new tokens for an account, now.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/account_view.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::vector<std::string>& names, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto accounts, select_accounts(desk.store, names));
  Table table{.columns = account_columns()};
  std::vector<Fault> faults;
  for (const auto& account : accounts) {
    if (env.globals.dry_run) {
      env.say(tr("@{}: would ask for a new token", account.name));
      continue;
    }
    auto refreshed = refresh_account(desk, account);
    if (refreshed.ok()) {
      add_row(table, *refreshed);
      continue;
    }
    if (refreshed.error().where.empty()) refreshed.error().where = "@" + account.name;
    faults.push_back(refreshed.error().fault);
    env.complain(refreshed.error());
  }
  CHECK_OK(env.show(table));
  return exit_code_of(accounts.size() - faults.size(), faults);
}

Run set_up(CLI::App& app) {
  auto names = std::make_shared<std::vector<std::string>>();
  offers(app.add_option(N_("ACCOUNT"), *names, tr("accounts: @name, #tag, @all"))->required(), Offer::accounts);
  return [names](Env& env) { return run(*names, env); };
}

}  // namespace

const Command& account_refresh_command() {
  static const Command it{
      .path = "account refresh",
      .group = N_("Accounts"),
      .summary = N_("get new tokens now, where the platform gives them"),
      .set_up = set_up,
      .columns = account_columns,
  };
  return it;
}

}  // namespace cmtool
