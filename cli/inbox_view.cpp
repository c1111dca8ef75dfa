// SPDX-License-Identifier: MIT
#include "cli/inbox_view.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/targets.hpp"
#include "moderate/handle.hpp"

namespace cmtool {
namespace {

Value text_value(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value list_value(const std::set<std::string>& words) { return Value(Json::strings({words.begin(), words.end()})); }

}  // namespace

std::vector<Column> item_columns() {
  return {{.key = "id", .title = tr("Item"), .kind = Kind::id},
          {.key = "account", .title = tr("Account")},
          {.key = "kind", .title = tr("Kind")},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "priority", .title = tr("Priority")},
          {.key = "at", .title = tr("Written"), .kind = Kind::time},
          {.key = "deadline", .title = tr("Answer by"), .kind = Kind::time, .shown = false},
          {.key = "overdue", .title = tr("Overdue"), .kind = Kind::yes_no, .shown = false},
          {.key = "author", .title = tr("From")},
          {.key = "text", .title = tr("Text")},
          {.key = "labels", .title = tr("Labels"), .kind = Kind::list},
          {.key = "assigned", .title = tr("Assigned")},
          {.key = "author_handle", .title = tr("Handle"), .shown = false},
          {.key = "author_id", .title = tr("Author id"), .shown = false},
          {.key = "author_url", .title = tr("Author’s page"), .kind = Kind::url, .shown = false},
          {.key = "followers", .title = tr("Followers"), .kind = Kind::integer, .shown = false},
          {.key = "language", .title = tr("Language"), .shown = false},
          {.key = "url", .title = tr("Address"), .kind = Kind::url, .shown = false},
          {.key = "on", .title = tr("On our post"), .shown = false},
          {.key = "answers", .title = tr("Answers"), .shown = false},
          {.key = "remote_id", .title = tr("Remote id"), .shown = false},
          {.key = "remote_state", .title = tr("State there"), .shown = false},
          {.key = "gone", .title = tr("Deleted there"), .kind = Kind::yes_no, .shown = false},
          {.key = "acts", .title = tr("Done there"), .kind = Kind::list, .shown = false},
          {.key = "sentiment", .title = tr("Sentiment"), .shown = false},
          {.key = "snoozed_until", .title = tr("Snoozed until"), .kind = Kind::time, .shown = false},
          {.key = "answered", .title = tr("Answered"), .kind = Kind::time, .shown = false},
          {.key = "replies", .title = tr("Our answers"), .kind = Kind::list, .shown = false},
          {.key = "notes", .title = tr("Notes"), .kind = Kind::list, .shown = false}};
}

Result<ItemRows> ItemRows::of(Env& env) {
  ItemRows rows;
  rows.now_ = env.world.clock->now();
  TRY(const Json settings, env.settings());
  TRY(rows.hours_, business_hours(settings, env.zone()));
  return rows;
}

std::optional<Instant> ItemRows::deadline(const InboxItem& entry) const {
  const bool waits = state_at(entry.handling, now_) == ItemState::open || entry.handling.state == ItemState::snoozed;
  if (!hours_ || hours_->answer_within.count() == 0 || !waits || entry.handling.answered) return std::nullopt;
  return after_business_time(*hours_, entry.item.at, hours_->answer_within);
}

std::vector<Value> ItemRows::row(const InboxItem& entry) const {
  const Item& item = entry.item;
  const Handling& handling = entry.handling;
  const auto until = deadline(entry);
  std::vector<std::string> notes;
  for (const auto& note : handling.notes) notes.push_back(note.by + ": " + note.text);
  return {Value(item.id),
          Value("@" + item.account),
          Value(std::string(slug(item.kind))),
          Value(std::string(slug(state_at(handling, now_)))),
          Value(std::string(slug(handling.priority))),
          Value(item.at),
          until ? Value(*until) : Value(),
          until ? Value(*until < now_) : Value(),
          text_value(shown_name(item.author)),
          Value(item.text),
          list_value(handling.labels),
          text_value(handling.assigned),
          text_value(item.author.handle),
          text_value(item.author.remote_id),
          text_value(item.author.url),
          item.author.followers ? Value(*item.author.followers) : Value(),
          text_value(item.language),
          text_value(item.url),
          text_value(item.on),
          text_value(item.answers),
          text_value(item.remote_id),
          text_value(item.remote_state),
          Value(item.gone),
          list_value(handling.acts),
          text_value(handling.sentiment),
          handling.snoozed_until ? Value(*handling.snoozed_until) : Value(),
          handling.answered ? Value(*handling.answered) : Value(),
          Value(Json::strings(handling.replies)),
          Value(Json::strings(notes))};
}

Result<std::vector<std::string>> item_ids(Env& env, const std::vector<std::string>& given) {
  return given_ids(env, given, {.fault = Fault::usage, .message = tr("it is not said which item"), .hint = tr("give its id; cmtool moderate list shows them")});
}

Result<int> show_changes(Env& env, const std::vector<ItemChange>& changes, const std::string& said) {
  TRY(const auto rows, ItemRows::of(env));
  Table table{.columns = item_columns()};
  std::vector<Fault> faults;
  for (const auto& change : changes) {
    if (change.error) faults.push_back(change.error->fault);
    else if (change.item) table.rows.push_back(rows.row(*change.item));
  }
  if (changes.size() == 1 && changes.front().error) {
    Error error = *changes.front().error;
    if (error.where.empty()) error.where = changes.front().id;
    return error;
  }
  for (const auto& change : changes) {
    if (!said.empty() && !change.error) env.say(fmt::format("{}: {}", change.item ? change.item->item.id : change.id, said));
  }
  CHECK_OK(env.show(table));
  for (const auto& change : changes) {
    if (!change.error) continue;
    Error error = *change.error;
    error.where = error.where.empty() ? change.id : error.where + ", " + change.id;
    env.complain(error);
  }
  return exit_code_of(changes.size() - faults.size(), faults);
}

Result<int> change_items(Env& env, const std::vector<std::string>& given, const HandlingChange& change, const std::string& who, const std::string& why,
                         const std::string& dry_run_says) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto ids, item_ids(env, given));
  std::vector<ItemChange> changes;
  if (env.globals.dry_run) {
    for (const auto& id : ids) {
      auto item = desk.store.inbox().item(id);
      changes.push_back({.id = id});
      if (item.ok()) changes.back().item = std::move(item).value();
      else changes.back().error = std::move(item).error();
    }
    return show_changes(env, changes, dry_run_says);
  }
  auto results = handle(desk, ids, change, {.who = who, .why = why});
  for (std::size_t i = 0; i < ids.size(); ++i) {
    changes.push_back({.id = ids[i]});
    if (results[i].ok()) changes.back().item = std::move(results[i]).value();
    else changes.back().error = std::move(results[i]).error();
    // What is wrong with the records is wrong for all of them.
    if (changes.back().error && changes.back().error->fault == Fault::state) return *changes.back().error;
  }
  return show_changes(env, changes);
}

std::string one_line(const std::string& text, std::size_t most) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\t' || c == '\r' || c == ' ';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
  }
  if (line.size() <= most) return line;
  line.resize(most);
  // Not in the middle of a character.
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) line.pop_back();
  if (!line.empty() && static_cast<unsigned char>(line.back()) >= 0xC0) line.pop_back();
  return line + "…";
}

}  // namespace cmtool
