// SPDX-License-Identifier: MIT
// cmtool schedule show: a post on the schedule with its history, or a recurrence with its next times.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/recurring.hpp"
#include "schedule/upcoming.hpp"

namespace cmtool {
namespace {

constexpr std::size_t times_shown = 10;

Result<int> show_series(Env& env, Desk& desk, const Series& series) {
  TRY(const Recurrence rule, recurrence_of(series));
  const Instant now = env.world.clock->now();
  Table table{.columns = scheduled_columns()};
  if (!series.cancelled) {
    TRY(const auto coming, upcoming(desk, now, now + std::chrono::hours(24 * 366 * 2), series.accounts));
    std::size_t shown = 0;
    for (const auto& one : coming) {
      if (one.post.series != series.id || shown == times_shown * series.accounts.size()) continue;
      ++shown;
      auto& row = table.rows.emplace_back(row_of(one.post, one.delivery, in_words(rule)));
      if (one.delivery.id.empty()) row.front() = Value();  // not made yet: it has no name by which to move or cancel it
    }
  }
  table.notes.push_back(tr("{} ({})", in_words(rule), series.said));
  if (series.cancelled) table.notes.push_back(tr("it has been cancelled"));
  for (const auto& one : series.posts) {
    table.notes.push_back(one.last_used ? tr("“{}”, last taken for {}", one.post.text, env.human_time(*one.last_used)) : tr("“{}”, not used yet", one.post.text));
  }
  for (const auto& event : series.history) table.notes.push_back(history_line(env, event));
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Result<int> run(const std::string& id, Env& env) {
  TRY(Desk desk, desk_of(env));
  auto record = desk.store.post(id);
  if (!record.ok() && record.error().fault == Fault::not_found) {
    const auto series = desk.store.series(id);
    if (series.ok()) return show_series(env, desk, *series);
    return std::move(record).error();
  }
  if (!record.ok()) return std::move(record).error();
  Table table{.columns = scheduled_columns()};
  for (auto& column : table.columns) column.shown = true;
  for (const auto& delivery : record->deliveries) table.rows.push_back(row_of(record->post, delivery));
  table.single = table.rows.size() == 1;
  for (const auto& event : record->post.history) table.notes.push_back(history_line(env, event));
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto id = std::make_shared<std::string>();
  app.add_option(N_("ID"), *id, tr("a post, a recurrence or the name of a queue"))->required();
  return [id](Env& env) { return run(*id, env); };
}

}  // namespace

const Command& schedule_show_command() {
  static const Command it{
      .path = "schedule show",
      .group = N_("Schedule"),
      .summary = N_("show a post on the schedule with its history, or a recurrence with its next times"),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule show 01jd3k\ncmtool schedule show tips"),
  };
  return it;
}

}  // namespace cmtool
