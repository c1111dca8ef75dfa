// SPDX-License-Identifier: MIT
#include "cli/slots_change.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string account{};
  std::vector<std::string> places{};
};

Result<int> run(const Options& options, const SlotChange& change, Env& env) {
  TRY(Store * store, env.store());
  TRY(auto accounts, select_accounts(*store, {options.account}));
  TRY(const auto slots, parse_slots(joined(options.places, " ")));
  for (auto& account : accounts) {
    for (const auto& slot : slots) CHECK_OK(change(account, slot));
  }
  for (const auto& account : accounts) {
    if (!env.globals.dry_run) CHECK_OK(store->save_account(account));
    env.say(account.slots.empty() ? tr("@{}: no weekly places", account.name) : tr("@{}: {}", account.name, joined(account.slots, ", ")));
  }
  return exit_code::done;
}

}  // namespace

Run set_up_slots_change(CLI::App& app, SlotChange change) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->account, tr("accounts: @name, #tag"))->required(), Offer::accounts);
  app.add_option(N_("PLACE"), options->places, tr("weekly places: “mon,wed 09:00”, “weekdays 12:00”, “lundi 9h30”"))->required();
  return [options, change = std::move(change)](Env& env) { return run(*options, change, env); };
}

}  // namespace cmtool
