// SPDX-License-Identifier: MIT
// cmtool account list: the accounts of the workspace.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/account_view.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

Result<int> run(Env& env) {
  TRY(Store * store, env.store());
  TRY(const auto accounts, store->accounts());
  Table table{.columns = account_columns()};
  for (const auto& account : accounts) add_row(table, account);
  CHECK_OK(env.show(table));
  return exit_code::done;
}

}  // namespace

const Command& account_list_command() {
  static const Command it{
      .path = "account list",
      .group = N_("Accounts"),
      .summary = N_("show the accounts of the workspace"),
      .set_up = [](CLI::App&) -> Run { return run; },
      .columns = account_columns,
  };
  return it;
}

}  // namespace cmtool
