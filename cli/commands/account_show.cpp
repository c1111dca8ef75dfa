// SPDX-License-Identifier: MIT
// cmtool account show: one account, with the limits of its server.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/account_view.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  auto all = account_columns();
  for (auto& column : all) column.shown = true;
  all.push_back({.key = "limits", .title = tr("Limits"), .kind = Kind::list, .shown = false});
  all.push_back({.key = "text_limit", .title = tr("Longest text"), .kind = Kind::integer});
  all.push_back({.key = "text_unit", .title = tr("Counted in")});
  all.push_back({.key = "media_limit", .title = tr("Pictures at most"), .kind = Kind::integer});
  return all;
}

Result<int> run(const std::string& name, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto accounts, select_accounts(desk.store, {name}));
  Table table{.columns = columns(), .single = accounts.size() == 1};
  for (const auto& account : accounts) {
    add_row(table, account);
    TRY(const Platform* platform, find_platform(account.platform));
    const Limits limits = limits_of(desk, account, *platform);
    auto& row = table.rows.back();
    row.emplace_back(to_json(limits));
    row.push_back(limits.text > 0 ? Value(limits.text) : Value());
    row.emplace_back(std::string(slug(limits.unit)));
    row.push_back(limits.media.count > 0 ? Value(std::int64_t{limits.media.count}) : Value());
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto name = std::make_shared<std::string>();
  offers(app.add_option(N_("ACCOUNT"), *name, tr("the account: @name"))->required(), Offer::accounts);
  return [name](Env& env) { return run(*name, env); };
}

}  // namespace

const Command& account_show_command() {
  static const Command it{
      .path = "account show",
      .group = N_("Accounts"),
      .summary = N_("show one account and the limits of its server"),
      .set_up = set_up,
      .columns = columns,
  };
  return it;
}

}  // namespace cmtool
