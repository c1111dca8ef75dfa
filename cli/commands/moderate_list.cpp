// SPDX-License-Identifier: MIT
// cmtool moderate list: the inbox.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/inbox_view.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string state = "open";
  std::vector<std::string> label{}, account{};
  std::string assigned{}, author{}, on{}, kind{}, priority{}, since{}, until{}, search{};
  bool overdue = false;
  std::size_t limit = 0;
};

Result<ItemFilter> filter_of(const Options& options, Env& env, Desk& desk) {
  ItemFilter filter{.labels = options.label, .author = options.author, .on = options.on, .now = env.world.clock->now(), .limit = options.overdue ? 0 : options.limit};
  if (options.state != "all") filter.state = item_state(options.state);
  if (!options.kind.empty()) filter.kind = item_kind(options.kind);
  if (!options.priority.empty()) filter.priority = priority_of(options.priority);
  filter.assigned = options.assigned;
  TRY(filter.since, limit_of(env, options.since));
  TRY(filter.until, limit_of(env, options.until));
  for (const auto& word : split(options.search, ' ')) {
    if (!word.empty()) filter.words.push_back(word);
  }
  if (!options.account.empty()) {
    TRY(const auto accounts, select_accounts(desk.store, options.account));
    for (const auto& account : accounts) filter.accounts.push_back(account.name);
  }
  return filter;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto filter, filter_of(options, env, desk));
  TRY(const auto rows, ItemRows::of(env));
  TRY(const auto items, desk.store.inbox().items(filter));
  Table table{.columns = item_columns()};
  bool any_deadline = false, any_label = false, any_assigned = false;
  for (const auto& entry : items) {
    const auto deadline = rows.deadline(entry);
    if (options.overdue && (!deadline || *deadline >= filter.now)) continue;
    if (options.limit != 0 && table.rows.size() == options.limit) break;
    any_deadline = any_deadline || deadline.has_value();
    any_label = any_label || !entry.handling.labels.empty();
    any_assigned = any_assigned || !entry.handling.assigned.empty();
    table.rows.push_back(rows.row(entry));
  }
  const auto text_column = static_cast<std::size_t>(std::find_if(table.columns.begin(), table.columns.end(), [](const Column& c) { return c.key == "text"; }) - table.columns.begin());
  if (env.globals.format == "table") {
    for (auto& row : table.rows) row[text_column] = Value(one_line(std::get<std::string>(row[text_column])));
  }
  for (auto& column : table.columns) {
    if (column.key == "deadline") column.shown = any_deadline;
    if (column.key == "labels") column.shown = any_label;
    if (column.key == "assigned") column.shown = any_assigned;
    if (column.key == "state") column.shown = options.state == "all";
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  one_of(app.add_option("--state", options->state, tr("items in this state; open when it is not given")), {"open", "pending", "snoozed", "done", "all"});
  app.add_option("--label", options->label, tr("only with this label; more than one: with all of them"))->type_name(tr("LABEL"));
  offers(app.add_option("--account", options->account, tr("only of these accounts: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  app.add_option("--assigned", options->assigned, tr("only those that this person is to deal with; - for nobody"))->type_name(tr("NAME"));
  app.add_option("--author", options->author, tr("only by this person: name, handle or id"))->type_name(tr("WHO"));
  app.add_option("--on", options->on, tr("only about this post of ours, by its id there"))->type_name(tr("ID"));
  one_of(app.add_option("--kind", options->kind, tr("only of this kind")), {"comment", "reply", "mention", "review", "message", "report"});
  one_of(app.add_option("--priority", options->priority, tr("only of this priority")), {"low", "normal", "high", "urgent"});
  app.add_option("--since", options->since, tr("only what was written then or later"))->type_name(tr("WHEN"));
  app.add_option("--until", options->until, tr("only what was written before then"))->type_name(tr("WHEN"));
  app.add_option("--search", options->search, tr("only where all these words stand in the text or the writer’s name"))->type_name(tr("WORDS"));
  app.add_flag("--overdue", options->overdue, tr("only what should have been answered by now"));
  app.add_option("--limit", options->limit, tr("at most so many lines; 0: all"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_list_command() {
  static const Command it{
      .path = "moderate list",
      .group = N_("Moderation"),
      .summary = N_("show the inbox, the newest first"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate list\ncmtool moderate list --label question --overdue\ncmtool moderate list --state all --search refund --json=id,author,text"),
  };
  return it;
}

}  // namespace cmtool
