// SPDX-License-Identifier: MIT
// What is kept of people beside their items: documents, one a person.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "moderate/people.hpp"

namespace cmtool {
namespace {

constexpr auto kind = "people";

/// People are strangers: their ids cannot be names of files.
std::string document_of(const std::string& id) { return sha256_hex(id).substr(0, 32); }

PersonNotes notes_from(const Json& json) {
  PersonNotes notes{.tags = json["tags"].string_items()};
  for (const auto& note : json["notes"].items()) {
    const auto at = parse_iso(note["at"].string_or());
    notes.notes.push_back({.at = at.ok() ? *at : Instant{}, .by = note["by"].string_or(), .text = note["text"].string_or()});
  }
  for (const auto& strike : json["strikes"].items()) {
    const auto at = parse_iso(strike["at"].string_or()), until = parse_iso(strike["until"].string_or());
    notes.strikes.push_back({.at = at.ok() ? *at : Instant{}, .by = strike["by"].string_or(), .why = strike["why"].string_or(),
                             .until = until.ok() ? std::optional(*until) : std::nullopt, .item = strike["item"].string_or()});
  }
  notes.also = json["also"].string_items();
  return notes;
}

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

std::size_t strikes_at(const PersonNotes& notes, Instant now) {
  return static_cast<std::size_t>(std::count_if(notes.strikes.begin(), notes.strikes.end(), [&](const Strike& strike) { return !strike.until || *strike.until > now; }));
}

Result<KeptPeople> KeptPeople::of(Desk& desk) {
  KeptPeople kept;
  TRY(const auto documents, desk.store.documents(kind));
  for (const auto& [name, json] : documents) {
    const std::string id = json["id"].string_or();
    if (id.empty()) continue;
    auto notes = notes_from(json);
    for (const auto& other : notes.also) kept.person_.emplace(other, id);
    kept.notes_.emplace(id, std::move(notes));
  }
  return kept;
}

std::string KeptPeople::person_of(const std::string& author) const {
  const auto found = person_.find(author);
  return found == person_.end() ? author : found->second;
}

const PersonNotes& KeptPeople::notes_of(const std::string& author) const {
  static const PersonNotes none;
  const auto found = notes_.find(person_of(author));
  return found == notes_.end() ? none : found->second;
}

Result<void> save_person_notes(Desk& desk, const std::string& id, const PersonNotes& notes) {
  Json written = Json::array(), strikes = Json::array();
  for (const auto& note : notes.notes) written.push(Json{{"at", iso(note.at)}, {"by", note.by}, {"text", note.text}});
  for (const auto& strike : notes.strikes) {
    Json one{{"at", iso(strike.at)}, {"by", strike.by}, {"why", strike.why}, {"until", strike.until ? Json(iso(*strike.until)) : Json()}};
    if (!strike.item.empty()) one.set("item", strike.item);
    strikes.push(std::move(one));
  }
  Json json{{"id", id}, {"tags", Json::strings(notes.tags)}, {"notes", written}, {"strikes", strikes}};
  if (!notes.also.empty()) json.set("also", Json::strings(notes.also));
  return desk.store.save_document(kind, document_of(id), json);
}

Result<void> remove_person_notes(Desk& desk, const std::string& id) {
  auto removed = desk.store.remove_document(kind, document_of(id));
  if (!removed.ok() && removed.error().fault != Fault::not_found) return std::move(removed).error();
  return {};
}

Result<void> join_people(Desk& desk, const Person& who, const Person& other) {
  if (who.id == other.id) return Error{.fault = Fault::usage, .message = tr("{} and {} are the same person already", who.id, other.id), .where = who.id};
  PersonNotes both = who.notes;
  for (const auto& tag : other.notes.tags) {
    if (std::find(both.tags.begin(), both.tags.end(), tag) == both.tags.end()) both.tags.push_back(tag);
  }
  append(both.notes, other.notes.notes);
  append(both.strikes, other.notes.strikes);
  both.also.push_back(other.id);
  append(both.also, other.notes.also);
  // First the one that holds everything: a crash in between loses nothing.
  CHECK_OK(save_person_notes(desk, who.id, both));
  return remove_person_notes(desk, other.id);
}

Result<void> part_people(Desk& desk, const Person& who, const std::string& author) {
  PersonNotes left = who.notes;
  if (std::erase(left.also, author) == 0) {
    return Error{.fault = Fault::not_found, .message = tr("{} is not known to be the same person as {}", author, who.id),
                 .hint = who.notes.also.empty() ? "" : tr("these are: {}", joined(who.notes.also, ", ")), .where = author};
  }
  return save_person_notes(desk, who.id, left);
}

}  // namespace cmtool
