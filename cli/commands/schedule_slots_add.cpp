// SPDX-License-Identifier: MIT
// cmtool schedule slots add.
#include <algorithm>

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

struct Options {
  std::string account{};
  std::vector<std::string> places{};
};

Result<int> run(const Options& options, Env& env) {
  TRY(Store * store, env.store());
  TRY(auto accounts, select_accounts(*store, {options.account}));
  std::string all;
  for (const auto& place : options.places) all += (all.empty() ? "" : " ") + place;
  TRY(const auto slots, parse_slots(all));
  for (auto& account : accounts) {
    for (const auto& slot : slots) {
      const auto text = text_of(slot);
      if (std::find(account.slots.begin(), account.slots.end(), text) == account.slots.end()) account.slots.push_back(text);
    }
    if (!env.globals.dry_run) CHECK_OK(store->save_account(account));
    std::string places;
    for (const auto& text : account.slots) places += (places.empty() ? "" : ", ") + text;
    env.say(account.slots.empty() ? tr("@{}: no weekly places", account.name) : tr("@{}: {}", account.name, places));
  }
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->account, tr("accounts: @name, #tag"))->required(), Offer::accounts);
  app.add_option(N_("PLACE"), options->places, tr("weekly places: “mon,wed 09:00”, “weekdays 12:00”, “lundi 9h30”"))->required();
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_slots_add_command() {
  static const Command it{
      .path = "schedule slots add",
      .group = N_("Schedule"),
      .summary = N_("give an account weekly places, which --slot fills"),
      .details = N_("By the clock of the workspace's zone, also when that changes."),
      .set_up = set_up,
      .examples = N_("cmtool schedule slots add @atelier \"mon,wed 09:00\""),
  };
  return it;
}

}  // namespace cmtool
