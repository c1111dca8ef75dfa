// SPDX-License-Identifier: MIT
// cmtool moderate replies list: the saved replies.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "moderate/saved_replies.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "name", .title = tr("Name")}, {.key = "text", .title = tr("Text")}, {.key = "language", .title = tr("Language"), .shown = false},
          {.key = "placeholders", .title = tr("To be filled in"), .kind = Kind::list}};
}

Result<int> run(Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto replies, saved_replies(desk.store));
  Table table{.columns = columns()};
  for (const auto& reply : replies) {
    table.rows.push_back({Value(reply.name), Value(reply.text), reply.language.empty() ? Value() : Value(reply.language), Value(Json::strings(reply.placeholders()))});
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App&) { return run; }

}  // namespace

const Command& moderate_replies_list_command() {
  static const Command it{
      .path = "moderate replies list",
      .group = N_("Moderation"),
      .summary = N_("show the saved replies"),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool moderate replies list"),
  };
  return it;
}

}  // namespace cmtool
