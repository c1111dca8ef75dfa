// SPDX-License-Identifier: MIT
// cmtool report goal set: a metric, a target, and until when.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/goal_view.hpp"
#include "cli/schedule_view.hpp"
#include "goals.hpp"
#include "model/metric.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string name{}, metric{}, by{}, from{}, campaign{};
  std::vector<std::string> account{};
  std::int64_t target = 0, start = 0;
  CLI::Option* start_given = nullptr;
};

/// What is made of several metrics, or counted by us.
bool is_made_up(const std::string& metric) { return metric == "engagement" || metric == "published"; }

/// Any metric may be a goal's, one that nobody has heard of too; but a slip of the pen is answered.
Result<void> check_metric(const std::string& metric) {
  if (is_made_up(metric)) return {};
  if (!is_metric_name(metric)) {
    return Error{.fault = Fault::usage, .message = tr("“{}” cannot be the name of a metric", metric), .hint = tr("such as {}", "followers, engagement, views, published")};
  }
  std::vector<std::string> known{"engagement", "published"};
  for (const auto& one : metrics()) known.push_back(one.name);
  for (const auto& one : known) {
    if (one == metric) return {};
  }
  for (const auto& one : known) {
    if (distance(one, metric) <= 2) return Error{.fault = Fault::usage, .message = tr("there is no metric “{}”", metric), .hint = tr("did you mean {}?", one)};
  }
  return {};
}

Result<int> run(const Options& options, Env& env) {
  CHECK_OK(check_metric(options.metric));
  TRY(Store * store, env.store());
  Goal goal{.name = options.name, .metric = options.metric, .target = options.target, .from = env.world.clock->now(), .campaign = options.campaign};
  TRY(const auto by, limit_of(env, options.by));
  TRY(const auto from, limit_of(env, options.from));
  if (by) goal.by = *by;
  if (from) goal.from = *from;
  if (options.start_given->count() > 0) goal.start = options.start;
  if (!options.account.empty()) {
    TRY(const auto accounts, select_accounts(*store, options.account));
    for (const auto& account : accounts) goal.accounts.push_back(account.name);
  }
  if (env.globals.dry_run) {
    env.say(tr("{}: would be set", goal.name));
    return exit_code::done;
  }
  CHECK_OK(set_goal(*store, goal));
  CHECK_OK(env.show_made(goal.name, {.columns = goal_columns(), .rows = {row_of(goal)}, .single = true}));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("NAME"), options->name, tr("what it is called; one of that name is replaced"))->required();
  app.add_option(N_("METRIC"), options->metric, tr("what is counted: followers, engagement, views, published …"))->required();
  app.add_option(N_("TARGET"), options->target, tr("how much it is to be"))->required();
  app.add_option("--by", options->by, tr("until when"))->type_name(tr("WHEN"))->required();
  app.add_option("--from", options->from, tr("from when on; now when it is not given"))->type_name(tr("WHEN"));
  offers(app.add_option("--account", options->account, tr("only of these accounts: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  app.add_option("--campaign", options->campaign, tr("only what the posts of this campaign bring"))->type_name(tr("NAME"));
  options->start_given = app.add_option("--start", options->start, tr("what stood when it began; else the readings tell"))->type_name(tr("NUMBER"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& report_goal_set_command() {
  static const Command it{
      .path = "report goal set",
      .group = N_("Reports"),
      .summary = N_("set a goal: a metric, a target, and until when"),
      .details = N_("Of followers and other levels the target is what is to stand at the end; of everything else it is what is to come about from the beginning on. "
                    "Engagement is all that people do with posts, published the number of posts that went out. cmtool report goals says how far it is."),
      .set_up = set_up,
      .columns = goal_columns,
      .examples = N_("cmtool report goal set followers-2026 followers 5000 --by 2026-12-31 --account @atelier\n"
                     "cmtool report goal set christmas engagement 2000 --from 2026-12-01 --by 2027-01-01 --campaign noel"),
  };
  return it;
}

}  // namespace cmtool
