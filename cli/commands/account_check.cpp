// SPDX-License-Identifier: MIT
// cmtool account check: is each token still good, and until when?
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/account_view.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

constexpr auto soon = std::chrono::days(7);

Result<int> run(const std::vector<std::string>& names, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto accounts, select_accounts(desk.store, names.empty() ? std::vector<std::string>{"@all"} : names));
  Table table{.columns = check_columns_of_accounts()};
  std::vector<Fault> faults;
  const auto checks = check_accounts(desk, accounts);
  for (const auto& check : checks) {
    add_row(table, check);
    if (check.error) faults.push_back(check.error->fault);
  }
  CHECK_OK(env.show(table));
  for (const auto& check : checks) {
    if (check.error) env.complain(*check.error);
    else if (check.expires && *check.expires - env.world.clock->now() < soon) {
      env.warn(tr("@{}: the token ends on {}; get a new one with cmtool account refresh @{}, or sign in again", check.account.name,
                  env.human_time(*check.expires), check.account.name));
    }
  }
  return exit_code_of(checks.size() - faults.size(), faults);
}

Run set_up(CLI::App& app) {
  auto names = std::make_shared<std::vector<std::string>>();
  offers(app.add_option(N_("ACCOUNT"), *names, tr("accounts: @name, #tag; all when none is named")), Offer::accounts);
  return [names](Env& env) { return run(*names, env); };
}

}  // namespace

const Command& account_check_command() {
  static const Command it{
      .path = "account check",
      .group = N_("Accounts"),
      .summary = N_("ask each platform whether the account's token is still good"),
      .details = N_("“ok”: the token works. “dead”: sign in again (exit 4). “unreachable”: nobody can tell now, try later (exit 7)."),
      .set_up = set_up,
      .columns = check_columns_of_accounts,
      .examples = N_("cmtool account check\ncmtool account check @atelier --json=state,token_expires"),
  };
  return it;
}

}  // namespace cmtool
