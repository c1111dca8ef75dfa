// SPDX-License-Identifier: MIT
// cmtool schedule list: what is still to go out, by time.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/recurring.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string from{}, until{}, state{};
  std::vector<std::string> account{};
  bool each = false;
  std::size_t limit = 0;
};

/// A recurrence's line: its next time, whether that one is made already or not.
std::vector<Value> series_row(const Series& series, const std::string& account, const Due& next, const Recurrence& rule, bool paused) {
  Delivery delivery{.account = account, .state = DeliveryState::waiting, .due = next, .max_late = series.max_late};
  Post post = series.posts.empty() ? Post{} : series.posts.front().post;
  post.id = series.id;
  post.series = series.id;
  if (!series.name.empty()) post.title = series.name;
  return row_of(post, delivery, in_words(rule), paused);
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  const Instant now = env.world.clock->now();
  ScheduleFilter filter{};
  TRY(filter.from, limit_of(env, options.from));
  TRY(filter.until, limit_of(env, options.until));
  if (!options.account.empty()) {
    TRY(const auto accounts, select_accounts(desk.store, options.account));
    for (const auto& account : accounts) filter.accounts.push_back(account.name);
  }
  TRY(const auto pauses, desk.store.pauses());
  TRY(const auto all, desk.store.all_series());
  std::optional<DeliveryState> state;
  if (!options.state.empty()) state = delivery_state(options.state);
  Table table{.columns = scheduled_columns()};
  std::map<std::string, Due> first_of;  // "SERIES account" -> its first occurrence that is made and waits

  const bool elsewhere = state && *state != DeliveryState::waiting && *state != DeliveryState::held;
  if (elsewhere) {
    TRY(const auto deliveries, desk.store.in_state(*state));
    for (const auto& delivery : deliveries) {
      if (delivery.due && ((filter.from && delivery.due->at < *filter.from) || (filter.until && delivery.due->at >= *filter.until))) continue;
      if (!filter.accounts.empty() && std::find(filter.accounts.begin(), filter.accounts.end(), delivery.account) == filter.accounts.end()) continue;
      TRY(const auto record, desk.store.post(delivery.post));
      table.rows.push_back(row_of(record.post, delivery));
    }
  } else {
    TRY(const auto scheduled, desk.store.scheduled(filter));
    for (const auto& one : scheduled) {
      if (state && one.delivery.state != *state) continue;
      const bool paused = pause_for(pauses, one.delivery.account, now) != nullptr;
      const bool of_living_series = std::any_of(all.begin(), all.end(), [&](const Series& series) { return series.id == one.post.series && !series.cancelled; });
      if (of_living_series && !options.each && one.delivery.state == DeliveryState::waiting) {
        first_of.emplace(one.post.series + " " + one.delivery.account, *one.delivery.due);
        continue;
      }
      table.rows.push_back(row_of(one.post, one.delivery, {}, paused));
    }
  }
  if (!elsewhere && (!state || *state == DeliveryState::waiting)) {
    for (const auto& series : all) {
      if (series.cancelled) continue;
      TRY(const Recurrence rule, recurrence_of(series));
      for (const auto& account : series.accounts) {
        if (!filter.accounts.empty() && std::find(filter.accounts.begin(), filter.accounts.end(), account) == filter.accounts.end()) continue;
        std::optional<Due> next;
        if (const auto made = first_of.find(series.id + " " + account); made != first_of.end() && !options.each) next = made->second;
        if (!next && !series.next.empty()) {
          TRY(auto coming, next_occurrence(rule, std::max(now, filter.from.value_or(now)) - std::chrono::seconds(1)));
          // Those that are made already have lines of their own.
          while (options.each && coming && iso_wall(coming->wall) < series.next) {
            TRY(coming, next_occurrence(rule, coming->at));
          }
          if (coming) next = Due{.at = coming->at, .wall = iso_wall(coming->wall), .zone = series.zone};
        }
        if (!next || (filter.until && next->at >= *filter.until)) continue;
        table.rows.push_back(series_row(series, account, *next, rule, pause_for(pauses, account, now) != nullptr));
      }
    }
    const auto due_column = static_cast<std::size_t>(std::find_if(table.columns.begin(), table.columns.end(), [](const Column& c) { return c.key == "due"; }) - table.columns.begin());
    std::stable_sort(table.rows.begin(), table.rows.end(), [&](const auto& a, const auto& b) {
      const auto* left = std::get_if<Instant>(&a[due_column]);
      const auto* right = std::get_if<Instant>(&b[due_column]);
      return left != nullptr && right != nullptr && *left < *right;
    });
  }
  const auto native_column = static_cast<std::size_t>(std::find_if(table.columns.begin(), table.columns.end(), [](const Column& c) { return c.key == "native"; }) - table.columns.begin());
  const bool any_native = std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) { return std::holds_alternative<std::string>(row[native_column]); });
  if (options.limit != 0 && table.rows.size() > options.limit) table.rows.resize(options.limit);
  for (auto& column : table.columns) {
    if (column.key == "every") column.shown = !all.empty();
    if (column.key == "native") column.shown = any_native;
  }
  table.notes = pause_notes(env, pauses);
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("--from", options->from, tr("only what is due then or later"))->type_name(tr("WHEN"));
  app.add_option("--until", options->until, tr("only what is due before then"))->type_name(tr("WHEN"));
  offers(app.add_option("--account", options->account, tr("only for these accounts: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  std::vector<std::string> states;
  for (const auto state : delivery_states()) states.emplace_back(slug(state));
  one_of(app.add_option("--state", options->state, tr("only deliveries in this state; without it, those that wait or are held")), states);
  app.add_flag("--each", options->each, tr("each occurrence of a recurrence that is made already, not one line for all"));
  app.add_option("--limit", options->limit, tr("at most so many lines; 0: all"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_list_command() {
  static const Command it{
      .path = "schedule list",
      .group = N_("Schedule"),
      .summary = N_("show what is still to go out"),
      .details = N_("A recurrence is one line, with its next time; cmtool schedule show says the following ones."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule list --until \"next monday\"\ncmtool schedule list --state failed --json=id,account,message"),
  };
  return it;
}

}  // namespace cmtool
