// SPDX-License-Identifier: MIT
// cmtool schedule pause: publish nothing for a while, on some accounts or on all.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> accounts{};
  std::string why{}, until{}, who{};
};

Result<int> run(const Options& options, Env& env) {
  TRY(Store * store, env.store());
  Pause pause{.why = options.why, .by = who_of(env, options.who), .at = env.world.clock->now()};
  TRY(pause.until, limit_of(env, options.until));
  if (pause.until && *pause.until <= pause.at) return Error{.fault = Fault::usage, .message = tr("the pause would end in the past")};
  std::vector<std::string> names{""};
  if (!options.accounts.empty()) {
    names.clear();
    TRY(const auto accounts, select_accounts(*store, options.accounts));
    for (const auto& account : accounts) names.push_back(account.name);
  }
  for (const auto& name : names) {
    pause.account = name;
    if (!env.globals.dry_run) CHECK_OK(store->save_pause(pause));
    env.say(name.empty() ? tr("publishing is paused for all accounts") : tr("publishing is paused for @{}", name));
  }
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->accounts, tr("accounts: @name, #tag; all when none is named")), Offer::accounts);
  app.add_option("--why", options->why, tr("the reason, shown by cmtool schedule list"))->type_name(tr("TEXT"));
  app.add_option("--until", options->until, tr("when it ends by itself, such as “tomorrow 9am”"))->type_name(tr("WHEN"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_pause_command() {
  static const Command it{
      .path = "schedule pause",
      .group = N_("Schedule"),
      .summary = N_("publish nothing for a while, on some accounts or on all"),
      .details = N_("What is due meanwhile waits, and expires when it is later than its --max-late. cmtool post still publishes at once."),
      .set_up = set_up,
      .examples = N_("cmtool schedule pause --why \"accident at the factory\"\ncmtool schedule pause @atelier --until \"monday 9am\""),
  };
  return it;
}

}  // namespace cmtool
