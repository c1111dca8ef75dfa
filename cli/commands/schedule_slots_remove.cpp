// SPDX-License-Identifier: MIT
// cmtool schedule slots remove.
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
      if (std::erase(account.slots, text_of(slot)) == 0) {
        return Error{.fault = Fault::not_found, .message = tr("@{} has no place {}", account.name, text_of(slot)), .hint = tr("cmtool schedule slots list shows those that there are")};
      }
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

const Command& schedule_slots_remove_command() {
  static const Command it{
      .path = "schedule slots remove",
      .group = N_("Schedule"),
      .summary = N_("take weekly places from an account"),
      .set_up = set_up,
      .examples = N_("cmtool schedule slots remove @atelier \"mon,wed 09:00\""),
  };
  return it;
}

}  // namespace cmtool
