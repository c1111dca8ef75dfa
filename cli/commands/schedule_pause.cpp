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
#include "schedule/native.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> accounts{};
  std::string why{}, until{}, who{};
};

/// What the platforms hold would go out all the same, so it is taken back and waits here.
Result<int> take_all_back(Env& env, Desk& desk, const std::vector<std::string>& names) {
  TRY(const auto natives, native_deliveries(desk, names));
  std::size_t taken = 0;
  std::vector<Error> trouble;
  for (const auto& delivery : natives) {
    if (!is_held_there(delivery)) continue;
    auto outcome = take_back(desk, delivery);
    if (outcome.error) trouble.push_back(*std::move(outcome.error));
    else ++taken;
  }
  if (taken > 0) {
    env.say(trn("{} post was taken back from its platform's own schedule; cmtool schedule resume hands it over again",
                "{} posts were taken back from their platforms' own schedules; cmtool schedule resume hands them over again", static_cast<long long>(taken), taken));
  }
  if (!trouble.empty()) {
    env.warn(trn("{} post could not be taken back and may go out: take it off on the platform, or run cmtool schedule pause again",
                 "{} posts could not be taken back and may go out: take them off on the platform, or run cmtool schedule pause again",
                 static_cast<long long>(trouble.size()), trouble.size()));
  }
  // The pause itself is done.
  return exit_code_with(env, taken, trouble);
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  Store* store = &desk.store;
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
  if (env.globals.dry_run) return exit_code::done;
  return take_all_back(env, desk, names);
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
      .details = N_("What is due meanwhile waits, and expires when it is later than its --max-late. cmtool post still publishes at once. "
                    "What platforms keep themselves (--native) is taken back from them, and handed over again by cmtool schedule resume."),
      .set_up = set_up,
      .examples = N_("cmtool schedule pause --why \"accident at the factory\"\ncmtool schedule pause @atelier --until \"monday 9am\""),
  };
  return it;
}

}  // namespace cmtool
