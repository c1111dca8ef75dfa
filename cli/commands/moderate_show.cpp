// SPDX-License-Identifier: MIT
// cmtool moderate show: one item, and the conversation around it.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/inbox_view.hpp"
#include "cli/open_desk.hpp"
#include "moderate/conversation.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& id, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto rows, ItemRows::of(env));
  TRY(const auto entry, desk.store.inbox().item(id));
  Table table{.columns = item_columns(), .rows = {rows.row(entry)}, .single = true};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool empty_list = table.columns[i].kind == Kind::list && std::get<Json>(table.rows.front()[i]).items().empty();
    table.columns[i].shown = !std::holds_alternative<std::monostate>(table.rows.front()[i]) && !empty_list;
  }
  TRY(const auto around, conversation(desk, entry));
  if (!around.empty()) table.notes.push_back(tr("In the same conversation:"));
  for (const auto& other : around) {
    const auto& author = other.item.author;
    table.notes.push_back(fmt::format("{}  {}  {}: {}", other.item.id, env.human_time(other.item.at), author.name.empty() ? author.handle : author.name, one_line(other.item.text)));
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto id = std::make_shared<std::string>();
  app.add_option(N_("ID"), *id, tr("an item"))->required();
  return [id](Env& env) { return run(*id, env); };
}

}  // namespace

const Command& moderate_show_command() {
  static const Command it{
      .path = "moderate show",
      .group = N_("Moderation"),
      .summary = N_("show an item and the conversation around it"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate show 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
