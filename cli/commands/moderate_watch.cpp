// SPDX-License-Identifier: MIT
// cmtool moderate watch: fetch, apply, alert, again and again.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/alerts_view.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/rules_view.hpp"
#include "cli/schedule_view.hpp"
#include "moderate/apply.hpp"
#include "moderate/crisis.hpp"
#include "moderate/fetch.hpp"
#include "moderate/out_of_hours.hpp"
#include "moderate/retention.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string every = "1m", until{};
  bool once = false;
};

/// What one round met; faults of single accounts do not end it.
struct Round {
  std::size_t done = 0;
  std::vector<Fault> faults{};
};

/// Says a first answer for each who wrote while nobody is there.
Result<void> answer_first(Env& env, Desk& desk, Round& round) {
  TRY(const auto answers, answer_out_of_hours(desk, env.globals.dry_run));
  for (const auto& answer : answers) {
    const std::string& who = shown_name(answer.item.item.author);
    if (answer.error) {
      env.complain(*answer.error);
      round.faults.push_back(answer.error->fault);
    } else {
      env.say(env.globals.dry_run ? tr("{} would get a first answer, out of hours", who) : tr("{} got a first answer, out of hours: {}", who, answer.url));
    }
  }
  return {};
}

/// A sign-in that has ended leaves an account unread; nobody would notice. Once a day.
Result<void> raise_sign_in(Env& env, Desk& desk, const std::string& account, const Error& error) {
  if (error.fault != Fault::auth || env.globals.dry_run) return {};
  const std::string day = iso(env.world.clock->now()).substr(0, 10);
  CHECK_OK(raise_alert(desk, "sign-in " + account + " " + day,
                       {.kind = AlertKind::failure, .by = "watch", .title = tr("@{} cannot be read", account), .text = error.message + (error.hint.empty() ? "" : "\n" + error.hint)}));
  return {};
}

Result<Round> one_round(Env& env, Desk& desk) {
  Round round;
  TRY(auto accounts, accounts_with_inbox(desk));
  std::size_t fresh = 0;
  for (const auto& fetched : fetch_inboxes(desk, {.accounts = std::move(accounts), .dry_run = env.globals.dry_run})) {
    fresh += fetched.fresh;
    if (!fetched.error) {
      ++round.done;
      continue;
    }
    env.complain(*fetched.error);
    round.faults.push_back(fetched.error->fault);
    CHECK_OK(raise_sign_in(env, desk, fetched.account, *fetched.error));
  }
  TRY(const auto set, RuleSet::of(desk));
  TRY(const auto report, apply_rules(desk, *set, {.dry_run = env.globals.dry_run}));
  Table table{.columns = hit_columns()};
  for (const auto& hit : report.hits) {
    table.rows.push_back(row_of(hit));
    if (!hit.error) continue;
    env.complain(*hit.error);
    round.faults.push_back(hit.error->fault);
  }
  const bool silent = env.globals.quiet && round.faults.empty() && env.globals.format == "table";
  if (!table.rows.empty() && !silent) CHECK_OK(env.show(table));
  for (const auto& alert : report.alerts) env.warn(alert);
  if (fresh != 0) env.say(trn("{} new item", "{} new items", static_cast<long>(fresh), fresh));
  if (!env.globals.dry_run) {
    CHECK_OK(expire_items(desk));
    TRY(const auto crisis, look_for_crisis(desk));
    if (crisis) env.warn(in_words(*crisis));
  }
  // What goes wrong here is no reason to tell nobody of what has happened.
  const auto answered = answer_first(env, desk, round);
  if (!answered.ok()) {
    env.complain(answered.error());
    round.faults.push_back(answered.error().fault);
  }
  CHECK_OK(send_due_alerts(env, desk, round.faults));
  return round;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto every, parse_duration(options.every));
  if (every < std::chrono::seconds(1) || every > std::chrono::hours(24)) {
    return Error{.fault = Fault::usage, .message = tr("--every wants a time from 1s to 24h")};
  }
  TRY(const auto until, limit_of(env, options.until));
  for (;;) {
    const auto round = one_round(env, desk);
    if (options.once || env.globals.dry_run) {
      if (!round.ok()) return round.error();
      return exit_code_of(round->done, round->faults);
    }
    if (!round.ok()) env.complain(round.error());
    if (until && env.world.clock->now() + every >= *until) return exit_code::done;
    if (env.world.stop.stop_requested() || !env.world.clock->sleep(every, env.world.stop)) return exit_code::done;
  }
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("--every", options->every, tr("how often to look, such as 30s"))->type_name(tr("DURATION"));
  app.add_option("--until", options->until, tr("when to stop; without it, when it is told to"))->type_name(tr("WHEN"));
  app.add_flag("--once", options->once, tr("look once and end, for cron"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_watch_command() {
  static const Command it{
      .path = "moderate watch",
      .group = N_("Moderation"),
      .summary = N_("fetch, run the rules, and alert, again and again"),
      .details = N_("Alerts come from rules, from a sign-in that has ended, and when much more is written than is usual at this desk: one alert a crisis. They go to stderr, to the hook alert, and to those whom \"alerts\" in settings.json names: by mail, ntfy, webhook or a private mention, in their hours on call, and on to the next when nobody acts. With {\"moderation\": {\"pause_in_crisis\": true}} a crisis stops publishing on all accounts. {\"moderation\": {\"out_of_hours_reply\": NAME}} answers whoever writes out of business hours with that saved reply, at most once a day."),
      .set_up = set_up,
      .columns = hit_columns,
      .examples = N_("cmtool moderate watch --every 30s\n*/5 * * * * cmtool --workspace acme -q moderate watch --once"),
  };
  return it;
}

}  // namespace cmtool
