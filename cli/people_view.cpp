// SPDX-License-Identifier: MIT
#include "cli/people_view.hpp"

#include "base/tr.hpp"

namespace cmtool {

std::vector<Column> person_columns() {
  return {{.key = "name", .title = tr("Name")},
          {.key = "handle", .title = tr("Handle")},
          {.key = "kind", .title = tr("Kind")},
          {.key = "items", .title = tr("Items"), .kind = Kind::integer},
          {.key = "hidden", .title = tr("Hidden"), .kind = Kind::integer},
          {.key = "last", .title = tr("Last"), .kind = Kind::time},
          {.key = "tags", .title = tr("Tags"), .kind = Kind::list},
          {.key = "accounts", .title = tr("Accounts"), .kind = Kind::list, .shown = false},
          {.key = "followers", .title = tr("Followers"), .kind = Kind::integer, .shown = false},
          {.key = "answered", .title = tr("Answered"), .kind = Kind::integer, .shown = false},
          {.key = "praised", .title = tr("Praised"), .kind = Kind::integer, .shown = false},
          {.key = "first", .title = tr("First"), .kind = Kind::time, .shown = false},
          {.key = "notes", .title = tr("Notes"), .kind = Kind::list, .shown = false},
          {.key = "strikes", .title = tr("Strikes"), .kind = Kind::list, .shown = false},
          {.key = "url", .title = tr("Address"), .kind = Kind::url, .shown = false},
          {.key = "id", .title = tr("Author id"), .kind = Kind::id, .shown = false},
          {.key = "also", .title = tr("Also known as"), .kind = Kind::list, .shown = false}};
}

std::vector<Value> row_of(const Person& person, Instant now) {
  const auto text = [](const std::string& value) { return value.empty() ? Value() : Value(value); };
  const auto number = [](std::uint64_t count) { return Value(static_cast<std::int64_t>(count)); };
  std::vector<std::string> accounts, notes, strikes;
  for (const auto& account : person.accounts) accounts.push_back("@" + account);
  for (const auto& note : person.notes.notes) notes.push_back(note.by + ": " + note.text);
  for (const auto& strike : person.notes.strikes) strikes.push_back(iso(strike.at).substr(0, 10) + ": " + strike.why);
  return {text(person.author.name),
          text(person.author.handle),
          Value(kind_of(person, now)),
          number(person.items),
          number(person.hidden),
          Value(person.last),
          Value(Json::strings(person.notes.tags)),
          Value(Json::strings(accounts)),
          person.author.followers ? Value(*person.author.followers) : Value(),
          number(person.answered),
          number(person.praised),
          Value(person.first),
          Value(Json::strings(notes)),
          Value(Json::strings(strikes)),
          text(person.author.url),
          Value(person.id),
          Value(Json::strings(person.notes.also))};
}

}  // namespace cmtool
