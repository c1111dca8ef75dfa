// SPDX-License-Identifier: MIT
// cmtool schedule resume: publish again after a pause.
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

Result<int> run(const std::vector<std::string>& given, Env& env) {
  TRY(Desk desk, desk_of(env));
  Store* store = &desk.store;
  std::vector<std::string> names{""};
  if (!given.empty()) {
    names.clear();
    TRY(const auto accounts, select_accounts(*store, given));
    for (const auto& account : accounts) names.push_back(account.name);
  } else {
    TRY(const auto pauses, store->pauses());
    for (const auto& pause : pauses) {
      if (!pause.account.empty()) names.push_back(pause.account);
    }
  }
  bool any = false;
  Error last{};
  for (const auto& name : names) {
    auto ended = env.globals.dry_run ? Result<void>() : store->end_pause(name);
    if (!ended.ok() && ended.error().fault != Fault::not_found) return std::move(ended).error();
    if (!ended.ok()) {
      last = std::move(ended).error();
      continue;
    }
    any = true;
    env.say(name.empty() ? tr("publishing goes on for all accounts") : tr("publishing goes on for @{}", name));
  }
  if (!any) return last;
  if (env.globals.dry_run) return exit_code::done;
  // What was taken back from the platforms' own schedules goes there again.
  TRY(const auto natives, native_deliveries(desk, names));
  std::vector<Error> trouble;
  std::size_t handed = 0;
  for (const auto& delivery : natives) {
    if (is_held_there(delivery)) continue;
    for (auto& outcome : hand_over(desk, delivery.post, {delivery.account})) {
      if (outcome.error) trouble.push_back(*std::move(outcome.error));
      else ++handed;
    }
  }
  if (handed > 0) env.say(trn("{} post was handed over to its platform again", "{} posts were handed over to their platforms again", static_cast<long long>(handed), handed));
  return exit_code_with(env, handed, trouble);
}

Run set_up(CLI::App& app) {
  auto names = std::make_shared<std::vector<std::string>>();
  offers(app.add_option(N_("ACCOUNT"), *names, tr("accounts: @name, #tag; all when none is named")), Offer::accounts);
  return [names](Env& env) { return run(*names, env); };
}

}  // namespace

const Command& schedule_resume_command() {
  static const Command it{
      .path = "schedule resume",
      .group = N_("Schedule"),
      .summary = N_("publish again after a pause"),
      .set_up = set_up,
      .examples = N_("cmtool schedule resume\ncmtool schedule resume @atelier"),
  };
  return it;
}

}  // namespace cmtool
