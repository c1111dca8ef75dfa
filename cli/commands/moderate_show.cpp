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
#include "moderate/people.hpp"

namespace cmtool {
namespace {

/// Of an item, and of its author's history with us.
std::vector<Column> show_columns() {
  auto all = item_columns();
  all.push_back({.key = "author_items", .title = tr("Items of theirs"), .kind = Kind::integer});
  all.push_back({.key = "author_first", .title = tr("First seen"), .kind = Kind::time});
  all.push_back({.key = "author_tags", .title = tr("Tags of theirs"), .kind = Kind::list});
  all.push_back({.key = "author_strikes", .title = tr("Strikes"), .kind = Kind::integer});
  return all;
}

Result<std::vector<Value>> history_of(Desk& desk, const Author& author) {
  const std::string key = author_key(author);
  if (key.empty()) return std::vector<Value>{Value(), Value(), Value(Json::array()), Value()};
  TRY(const auto kept, KeptPeople::of(desk));
  std::vector<std::string> keys{kept.person_of(key)};
  const PersonNotes& notes = kept.notes_of(key);
  keys.insert(keys.end(), notes.also.begin(), notes.also.end());
  AuthorPast all;
  for (const auto& one : keys) {
    TRY(const auto past, desk.store.inbox().past_of(one));
    all.items += past.items;
    if (past.first && (!all.first || *past.first < *all.first)) all.first = past.first;
  }
  const auto strikes = static_cast<std::int64_t>(strikes_at(notes, desk.world.clock->now()));
  return std::vector<Value>{Value(static_cast<std::int64_t>(all.items)), all.first ? Value(*all.first) : Value(), Value(Json::strings(notes.tags)), strikes == 0 ? Value() : Value(strikes)};
}

Result<int> run(const std::string& id, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto rows, ItemRows::of(env));
  TRY(const auto entry, desk.store.inbox().item(id));
  auto row = rows.row(entry);
  TRY(auto history, history_of(desk, entry.item.author));
  row.insert(row.end(), std::make_move_iterator(history.begin()), std::make_move_iterator(history.end()));
  Table table{.columns = show_columns(), .rows = {std::move(row)}, .single = true};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool empty_list = table.columns[i].kind == Kind::list && std::get<Json>(table.rows.front()[i]).items().empty();
    table.columns[i].shown = !std::holds_alternative<std::monostate>(table.rows.front()[i]) && !empty_list;
  }
  TRY(const auto around, conversation(desk, entry));
  if (!around.empty()) table.notes.push_back(tr("In the same conversation:"));
  for (const auto& other : around) {
    table.notes.push_back(fmt::format("{}  {}  {}: {}", other.item.id, env.human_time(other.item.at), shown_name(other.item.author), one_line(other.item.text)));
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
      .columns = show_columns,
      .examples = N_("cmtool moderate show 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
