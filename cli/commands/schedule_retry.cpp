// SPDX-License-Identifier: MIT
// cmtool schedule retry: let failed or expired deliveries be sent after all.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{};
  std::string at{}, fold{}, who{};
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto settings, env.settings());
  TRY(const auto policy, schedule_policy(settings));
  const Actor actor{.who = who_of(env, options.who)};
  Due due{.at = env.world.clock->now()};
  if (!options.at.empty()) {
    TRY(due, due_of(env, options.at, options.fold));
  }
  return change_each(env, desk, options.ids, [&](const Meant& meant) { return retry_scheduled(desk, meant.post, meant.accounts, due, policy, actor); }, tr("would be tried again"));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("posts, or single deliveries as ID.account; - or none: from stdin, one a line"));
  app.add_option("--at", options->at, tr("when, instead of now"))->type_name(tr("WHEN"));
  one_of(app.add_option("--fold", options->fold, tr("which moment is meant when the clock change skips or repeats the time")), {"earlier", "later"});
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_retry_command() {
  static const Command it{
      .path = "schedule retry",
      .group = N_("Schedule"),
      .summary = N_("let failed or expired posts be sent after all"),
      .details = N_("They become due now, and the next cmtool schedule run sends them. What may have been sent is refused: say first what you saw, with cmtool schedule resolve."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule list --state failed --json=id | jq -r '.[].id' | cmtool schedule retry -"),
  };
  return it;
}

}  // namespace cmtool
