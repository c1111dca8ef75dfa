// SPDX-License-Identifier: MIT
// cmtool moderate list: the inbox.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/inbox_view.hpp"
#include "cli/item_filter.hpp"
#include "cli/open_desk.hpp"

namespace cmtool {
namespace {

struct Options {
  ItemFilterOptions filter{};
  std::size_t limit = 0;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(auto filter, item_filter(options.filter, env, desk));
  if (!options.filter.overdue) filter.limit = options.limit;
  TRY(const auto rows, ItemRows::of(env));
  TRY(const auto items, desk.store.inbox().items(filter));
  Table table{.columns = item_columns()};
  bool any_deadline = false, any_label = false, any_assigned = false;
  for (const auto& entry : items) {
    const auto deadline = rows.deadline(entry);
    if (options.filter.overdue && (!deadline || *deadline >= filter.now)) continue;
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
    if (column.key == "state") column.shown = options.filter.state == "all";
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  add_item_filter_options(app, options->filter);
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
