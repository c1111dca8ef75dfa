// SPDX-License-Identifier: MIT
// cmtool schedule run: publish what is due.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/run.hpp"
#include "sys/service.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

struct Options {
  RunWish wish{};
  bool watch = false;
  std::string every = "20s";
};

std::vector<Column> run_columns() {
  auto columns = scheduled_columns();
  for (auto& column : columns) {
    if (column.key == "url") column.shown = true;
    if (column.key == "due") column.shown = false;
  }
  return columns;
}

/// "3 sent, 1 expired": one line for all that a run did.
std::string sentence_of(const RunReport& report) {
  std::string sentence;
  const auto add = [&](std::size_t count, const std::string& words) {
    if (count > 0) sentence += (sentence.empty() ? "" : ", ") + words;
  };
  const auto in = [&](DeliveryState state) {
    return static_cast<std::size_t>(std::count_if(report.outcomes.begin(), report.outcomes.end(), [&](const Outcome& o) { return o.delivery.state == state; }));
  };
  const auto say = [](std::size_t count) { return static_cast<long long>(count); };
  const std::size_t sent = in(DeliveryState::sent), failed = in(DeliveryState::failed), unknown = in(DeliveryState::unknown), expired = in(DeliveryState::expired),
                    later = in(DeliveryState::waiting);
  add(sent, trn("{} sent", "{} sent", say(sent), sent));
  add(failed, trn("{} failed", "{} failed", say(failed), failed));
  add(unknown, trn("{} unknown", "{} unknown", say(unknown), unknown));
  add(expired, trn("{} expired", "{} expired", say(expired), expired));
  add(later, trn("{} tried in vain, again later", "{} tried in vain, again later", say(later), later));
  add(report.resting, trn("{} waits for its account", "{} wait for their accounts", say(report.resting), report.resting));
  add(report.elsewhere, trn("{} left to its platform", "{} left to their platforms", say(report.elsewhere), report.elsewhere));
  add(report.dependent, trn("{} waits for another post", "{} wait for another post", say(report.dependent), report.dependent));
  add(report.paused, trn("{} paused", "{} paused", say(report.paused), report.paused));
  return sentence.empty() ? tr("nothing was due") : sentence;
}

Result<int> show_report(Env& env, Desk& desk, const RunReport& report) {
  Table table{.columns = run_columns()};
  std::vector<Fault> faults;
  std::size_t done = 0;
  for (const auto& outcome : report.outcomes) {
    Post post{.id = outcome.delivery.post};
    if (const auto record = desk.store.post(outcome.delivery.post); record.ok()) post = record->post;
    table.rows.push_back(row_of(post, outcome.delivery));
    if (outcome.error) faults.push_back(outcome.delivery.state == DeliveryState::expired ? Fault::conflict : outcome.error->fault);
    else ++done;
  }
  if (report.trouble) faults.push_back(report.trouble->fault);
  // Under cron -q is silent when all is well: its mail is the alarm.
  const bool well = faults.empty();
  if (!table.rows.empty() && !(env.globals.quiet && well && env.globals.format == "table")) CHECK_OK(env.show(table));
  else if (env.globals.format != "table") CHECK_OK(env.show(table));
  for (const auto& outcome : report.outcomes) {
    if (outcome.error) env.complain(*outcome.error);
  }
  if (report.trouble) env.complain(*report.trouble);
  for (const auto& note : report.notes) env.warn(note);
  if (well) env.say(sentence_of(report));
  else env.warn(sentence_of(report));
  return exit_code_of(done, faults);
}

Result<int> preview(Env& env, Desk& desk) {
  TRY(const auto due, preview_run(desk));
  for (const auto& one : due) env.say(fmt::format("{}: {}", one.delivery.id, one.becomes));
  if (due.empty()) env.say(tr("nothing is due"));
  return exit_code::done;
}

/// For those who prefer a service to cron: runs again and again until it is told to stop, and stops between two requests.
Result<int> watch(Env& env, Desk& desk, const Options& options) {
  TRY(const auto every, parse_duration(options.every));
  if (every < std::chrono::seconds(1) || every > std::chrono::hours(1)) {
    return Error{.fault = Fault::usage, .message = tr("--every wants a time from 1s to 1h")};
  }
  tell_service_manager(env.world.variable("NOTIFY_SOCKET"), "READY=1");
  while (!env.world.stop.stop_requested()) {
    const auto report = run_schedule(desk, options.wish);
    if (report.ok() && !report->busy && (!report->outcomes.empty() || !report->notes.empty() || report->trouble)) {
      CHECK_OK(show_report(env, desk, *report));
    } else if (!report.ok()) {
      env.complain(report.error());
    }
    tell_service_manager(env.world.variable("NOTIFY_SOCKET"), "WATCHDOG=1");
    if (!env.world.clock->sleep(every, env.world.stop)) break;
  }
  tell_service_manager(env.world.variable("NOTIFY_SOCKET"), "STOPPING=1");
  return exit_code::done;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  if (env.globals.dry_run) return preview(env, desk);
  if (options.watch) return watch(env, desk, options);
  TRY(const auto report, run_schedule(desk, options.wish));
  if (report.busy) {
    env.say(tr("another run is at work; it does what is due"));
    return exit_code::done;
  }
  return show_report(env, desk, report);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_flag("--watch", options->watch, tr("go on until it is stopped, as a service"));
  app.add_option("--every", options->every, tr("with --watch: how often to look, such as 20s"))->type_name(tr("DURATION"));
  app.add_option("--limit", options->wish.limit, tr("publish at most so many; 0: all that are due"));
  app.add_option("--jobs", options->wish.jobs, tr("how many accounts are served at the same time"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_run_command() {
  static const Command it{
      .path = "schedule run",
      .group = N_("Schedule"),
      .summary = N_("publish what is due; for cron, every minute"),
      .details = N_("Each account is served in order and at its own pace; one whose server is down holds no other one up. What is later than its --max-late (2 h, if nothing "
                    "else is said) expires and is shown, never sent. A lost answer is settled before anything is repeated. Two runs at once do no harm: the second one leaves at once. "
                    "What its platform publishes itself (--native) is never sent from here: what became of it is read back.\n\n"
                    "With -q it is silent when all is well, so that cron's mail is the alarm. It ends with 0 when nothing was due or all was sent, 3 when some was, 7 when what failed "
                    "is tried again later, 8 when an outcome is unknown, 1 when something expired."),
      .set_up = set_up,
      .columns = run_columns,
      .examples = N_("* * * * * cmtool --workspace acme -q schedule run\ncmtool schedule run --watch\ncmtool schedule run --dry-run"),
  };
  return it;
}

}  // namespace cmtool
