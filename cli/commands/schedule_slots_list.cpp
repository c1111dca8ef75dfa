// SPDX-License-Identifier: MIT
// cmtool schedule slots list: the weekly places of each account.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/slots.hpp"

namespace cmtool {
namespace {

std::vector<Column> slot_columns() {
  return {{.key = "account", .title = tr("Account")}, {.key = "slot", .title = tr("Place")}, {.key = "next", .title = tr("Next free"), .kind = Kind::time}};
}

Result<int> run(const std::vector<std::string>& given, Env& env) {
  TRY(Store * store, env.store());
  TRY(const auto accounts, select_accounts(*store, given.empty() ? std::vector<std::string>{"@all"} : given));
  const Instant now = env.world.clock->now();
  Table table{.columns = slot_columns()};
  for (const auto& account : accounts) {
    std::set<Instant> taken;
    TRY(const auto waiting, store->scheduled({.from = now, .accounts = {account.name}}));
    for (const auto& one : waiting) taken.insert(one.delivery.due->at);
    for (const auto& text : account.slots) {
      TRY(const auto slots, parse_slots(text));
      const auto next = next_free(slots, env.zone(), now, taken);
      table.rows.push_back({Value("@" + account.name), Value(text), next.ok() ? Value(next->at) : Value()});
    }
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto names = std::make_shared<std::vector<std::string>>();
  offers(app.add_option(N_("ACCOUNT"), *names, tr("accounts: @name, #tag; all when none is named")), Offer::accounts);
  return [names](Env& env) { return run(*names, env); };
}

}  // namespace

const Command& schedule_slots_list_command() {
  static const Command it{
      .path = "schedule slots list",
      .group = N_("Schedule"),
      .summary = N_("show the weekly places of each account, and when each is free next"),
      .set_up = set_up,
      .columns = slot_columns,
      .examples = N_("cmtool schedule slots list @atelier"),
  };
  return it;
}

}  // namespace cmtool
