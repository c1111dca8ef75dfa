// SPDX-License-Identifier: MIT
// cmtool schedule cancel: take posts off the schedule.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/native.hpp"
#include "schedule/recurring.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{};
  std::string only{}, why{}, who{};
};

/// A recurrence or a queue by that name; nothing when it is a post.
Result<std::optional<Series>> series_named(Desk& desk, const std::string& id) {
  auto series = desk.store.series(id);
  if (series.ok()) return std::optional<Series>(std::move(series).value());
  if (series.error().fault == Fault::not_found) return std::optional<Series>();
  return std::move(series).error();
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  const Actor actor{.who = who_of(env, options.who), .why = options.why};
  TRY(const auto ids, ids_of(env, options.ids));
  std::vector<std::string> posts;
  for (const auto& id : ids) {
    TRY(const auto series, series_named(desk, id));
    if (!series) {
      posts.push_back(id);
      continue;
    }
    if (env.globals.dry_run) {
      env.say(options.only.empty() ? tr("{}: the recurrence would end", id) : tr("{}: the time {} would be left out", id, options.only));
    } else if (options.only.empty()) {
      CHECK_OK(end_series(desk, series->id, actor));
      env.say(tr("{}: the recurrence has ended", series->name.empty() ? series->id : series->name));
    } else {
      TRY(const Due due, due_of(env, options.only, "earlier"));
      TRY(const Recurrence rule, recurrence_of(*series));
      TRY(const auto at, next_occurrence(rule, due.at - std::chrono::seconds(1)));
      if (!at || at->at != due.at) {
        return Error{.fault = Fault::not_found, .message = tr("the recurrence has no time at {}", env.human_time(due.at)),
                     .hint = at ? tr("the next one is {}", env.human_time(at->at)) : std::string(), .where = id};
      }
      CHECK_OK(leave_out(desk, series->id, iso_wall(at->wall), actor));
      env.say(tr("{}: the time {} is left out", series->name.empty() ? series->id : series->name, env.human_time(due.at)));
    }
  }
  if (posts.empty()) return exit_code::done;
  std::vector<Error> trouble;
  const auto cancel = [&](const Meant& meant) {
    return change_native(desk, meant.post, meant.accounts, [&] { return cancel_scheduled(desk, meant.post, meant.accounts, actor); }, trouble);
  };
  return change_each(env, desk, posts, cancel, tr("would be cancelled"), &trouble);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("posts, or single deliveries as ID.account; - or none: from stdin, one a line"));
  app.add_option("--only", options->only, tr("of a recurrence: leave out this time alone"))->type_name(tr("WHEN"));
  app.add_option("--why", options->why, tr("the reason, for the history"))->type_name(tr("TEXT"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_cancel_command() {
  static const Command it{
      .path = "schedule cancel",
      .group = N_("Schedule"),
      .summary = N_("take posts off the schedule, or end a recurrence"),
      .details = N_("What has gone out already stays; cmtool post delete takes that back. What its platform keeps (--native) is taken off its schedule first. Of a recurrence, --only leaves out one time."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule cancel 01jd3k 01jd3m\ncmtool schedule list --account @atelier --json=id | jq -r '.[].id' | cmtool schedule cancel -\ncmtool schedule cancel tips --only \"2026-12-28 09:00\""),
  };
  return it;
}

}  // namespace cmtool
