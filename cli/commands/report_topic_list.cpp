// SPDX-License-Identifier: MIT
// cmtool report topic list: what is listened for.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "saved_topics.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "name", .title = tr("Topic")},
          {.key = "query", .title = tr("Query")},
          {.key = "competitor", .title = tr("Competitor"), .kind = Kind::yes_no},
          {.key = "in_full", .title = tr("As understood"), .shown = false}};
}

Result<int> run(Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto topics, saved_topics(desk.store));
  Table table{.columns = columns()};
  for (const auto& topic : topics) table.rows.push_back({Value(topic.name), Value(topic.query), Value(topic.competitor), Value(in_full(topic.parsed))});
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App&) { return run; }

}  // namespace

const Command& report_topic_list_command() {
  static const Command it{
      .path = "report topic list",
      .group = N_("Reports"),
      .summary = N_("show the topics that are listened for"),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool report topic list\ncmtool report topic list --json=name,in_full"),
  };
  return it;
}

}  // namespace cmtool
