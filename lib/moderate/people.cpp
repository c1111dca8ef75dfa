// SPDX-License-Identifier: MIT
#include "moderate/people.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr auto kind = "people";
constexpr auto new_for = std::chrono::days(30);
constexpr std::uint64_t largest_file = 1u << 30;

/// People are strangers: their ids cannot be names of files.
std::string document_of(const std::string& id) { return sha256_hex(id).substr(0, 32); }

bool is_marked(const Handling& handling) {
  for (const char* word : {"hide", "spam", "delete", "block"}) {
    if (handling.acts.contains(word)) return true;
  }
  return handling.labels.contains("spam") || handling.labels.contains("toxic");
}

void count(Person& person, const InboxItem& entry) {
  const Item& item = entry.item;
  if (person.items == 0 || item.at >= person.last) {
    person.author = item.author;
    person.last = item.at;
  }
  if (person.items == 0 || item.at < person.first) person.first = item.at;
  ++person.items;
  if (is_marked(entry.handling)) ++person.hidden;
  if (entry.handling.labels.contains("praise") || entry.handling.sentiment == "positive") ++person.praised;
  if (entry.handling.answered) ++person.answered;
  if (std::find(person.accounts.begin(), person.accounts.end(), item.account) == person.accounts.end()) person.accounts.push_back(item.account);
}

/// Files below a folder, as paths relative to the workspace; links are not followed.
Result<void> list_files(Disk& disk, const Disk::Path& root, const Disk::Path& folder, std::vector<Disk::Path>& to) {
  TRY(const auto entries, disk.list(folder));
  for (const auto& entry : entries) {
    if (entry.kind == Entry::Kind::folder) CHECK_OK(list_files(disk, root, folder / entry.name, to));
    else if (entry.kind == Entry::Kind::file) to.push_back(folder / entry.name);
  }
  return {};
}

/// Whatever tells who they are or what they wrote, as it stands in a JSON text.
std::vector<std::string> signs_of(const Person& person, const std::vector<InboxItem>& items) {
  std::vector<std::string> signs;
  const auto add = [&](const std::string& text) {
    if (text.size() < 4) return;  // too short to tell anybody
    std::string quoted = Json(text).dump();
    signs.push_back(quoted.substr(1, quoted.size() - 2));
  };
  for (const auto* text : {&person.id, &person.author.handle, &person.author.url}) add(*text);
  for (const auto& entry : items) {
    if (author_key(entry.item.author) == person.id) add(entry.item.text);
  }
  return signs;
}

/// Our posts that answered them.
Result<std::vector<Id>> replies_to(Desk& desk, const Person& who, const std::vector<InboxItem>& items) {
  std::set<Id> theirs;
  for (const auto& entry : items) {
    if (author_key(entry.item.author) == who.id) theirs.insert(entry.item.id);
  }
  TRY(const auto decisions, desk.store.inbox().decisions({}, std::nullopt));
  std::vector<Id> posts;
  for (const auto& decision : decisions) {
    const std::string post = decision.with["post"].string_or();
    if (theirs.contains(decision.item) && !post.empty()) posts.push_back(post);
  }
  return posts;
}

/// Our replies greet them by name, and say which post of theirs they answer.
Result<void> unname(Desk& desk, const Id& post, const Author& author) {
  const auto without = [&](std::string text) {
    for (const auto* name : {&author.name, &author.handle}) {
      if (name->size() >= 2) text = replaced(text, *name, "…");
    }
    return text;
  };
  const auto done = desk.store.amend(post, [&](PostRecord& record) -> Result<void> {
    record.post.text = without(record.post.text);
    if (!record.post.reply_to.empty()) record.post.reply_to = "forgotten";
    for (auto& delivery : record.deliveries) {
      if (delivery.said.is_object() && delivery.said.contains("text")) delivery.said.set("text", without(delivery.said["text"].string_or()));
      if (delivery.said.is_object() && delivery.said.contains("reply_to")) delivery.said.set("reply_to", "forgotten");
      // Notes are for taking up again what was not finished.
      if (delivery.state == DeliveryState::sent) delivery.notes.clear();
    }
    return {};
  });
  if (!done.ok() && done.error().fault != Fault::not_found) return done.error();
  return {};
}

}  // namespace

std::string kind_of(const Person& person, Instant now) {
  const bool struck = std::any_of(person.notes.strikes.begin(), person.notes.strikes.end(), [&](const Strike& strike) { return !strike.until || *strike.until > now; });
  if (person.hidden >= 2 || struck) return "troublemaker";
  if (person.praised >= 3) return "ambassador";
  if (now - person.first <= new_for) return "newcomer";
  return person.items >= 5 ? "regular" : "occasional";
}

Result<std::vector<Person>> people(Desk& desk, std::optional<Instant> since) {
  TRY(const auto items, desk.store.inbox().items({.now = desk.world.clock->now()}));
  std::map<std::string, Person> by_id;
  for (const auto& entry : items) {
    const std::string id = author_key(entry.item.author);
    if (id.empty() || id == "forgotten") continue;
    auto& person = by_id[id];
    person.id = id;
    count(person, entry);
  }
  TRY(const auto documents, desk.store.documents(kind));
  std::vector<Person> all;
  for (auto& [id, person] : by_id) {
    if (since && person.last < *since) continue;
    const std::string name = document_of(id);
    if (std::any_of(documents.begin(), documents.end(), [&](const auto& document) { return document.first == name; })) {
      TRY(person.notes, person_notes(desk, id));
    }
    all.push_back(std::move(person));
  }
  std::stable_sort(all.begin(), all.end(), [](const Person& a, const Person& b) { return a.items > b.items; });
  return all;
}

Result<Person> person(Desk& desk, const std::string& who) {
  TRY(auto all, people(desk, std::nullopt));
  const std::string small = lower(who.starts_with('@') ? who.substr(1) : who);
  std::vector<const Person*> found;
  for (const auto& one : all) {
    if (one.id == who) return one;
    if (lower(one.author.handle) == small || lower(one.author.name) == small) found.push_back(&one);
  }
  if (found.size() == 1) return *found.front();
  if (found.empty()) {
    return Error{.fault = Fault::not_found, .message = tr("nobody of that name has written: {}", who), .hint = tr("cmtool moderate people shows those who have"), .where = who};
  }
  return Error{.fault = Fault::usage, .message = tr("more than one is called {}", who), .hint = tr("give the id, such as {}", found.front()->id), .where = who};
}

Result<PersonNotes> person_notes(Desk& desk, const std::string& id) {
  TRY(const auto documents, desk.store.documents(kind));
  PersonNotes notes;
  for (const auto& [name, json] : documents) {
    if (name != document_of(id)) continue;
    notes.tags = json["tags"].string_items();
    for (const auto& note : json["notes"].items()) {
      const auto at = parse_iso(note["at"].string_or());
      notes.notes.push_back({.at = at.ok() ? *at : Instant{}, .by = note["by"].string_or(), .text = note["text"].string_or()});
    }
    for (const auto& strike : json["strikes"].items()) {
      const auto at = parse_iso(strike["at"].string_or()), until = parse_iso(strike["until"].string_or());
      notes.strikes.push_back({.at = at.ok() ? *at : Instant{}, .by = strike["by"].string_or(), .why = strike["why"].string_or(),
                               .until = until.ok() ? std::optional(*until) : std::nullopt});
    }
  }
  return notes;
}

Result<void> save_person_notes(Desk& desk, const std::string& id, const PersonNotes& notes) {
  Json written = Json::array(), strikes = Json::array();
  for (const auto& note : notes.notes) written.push(Json{{"at", iso(note.at)}, {"by", note.by}, {"text", note.text}});
  for (const auto& strike : notes.strikes) {
    strikes.push(Json{{"at", iso(strike.at)}, {"by", strike.by}, {"why", strike.why}, {"until", strike.until ? Json(iso(*strike.until)) : Json()}});
  }
  return desk.store.save_document(kind, document_of(id), Json{{"id", id}, {"tags", Json::strings(notes.tags)}, {"notes", written}, {"strikes", strikes}});
}

Result<Json> everything_about(Desk& desk, const Person& who) {
  TRY(const auto items, desk.store.inbox().items({.now = desk.world.clock->now()}));
  Json all{{"id", who.id}, {"name", who.author.name}, {"handle", who.author.handle}, {"url", who.author.url}, {"tags", Json::strings(who.notes.tags)}};
  Json written = Json::array();
  for (const auto& entry : items) {
    if (author_key(entry.item.author) != who.id) continue;
    Json one = to_json(entry.item);
    one.set("handling", to_json(entry.handling));
    TRY(const auto decisions, desk.store.inbox().decisions(entry.item.id, std::nullopt));
    Json done = Json::array();
    for (const auto& decision : decisions) done.push(Json{{"at", iso(decision.at)}, {"what", decision.what}, {"outcome", decision.outcome}, {"why", decision.why}, {"with", decision.with}});
    one.set("decisions", done);
    written.push(std::move(one));
  }
  all.set("items", std::move(written));
  Json notes = Json::array();
  for (const auto& note : who.notes.notes) notes.push(Json{{"at", iso(note.at)}, {"by", note.by}, {"text", note.text}});
  all.set("notes", std::move(notes));
  Json strikes = Json::array();
  for (const auto& strike : who.notes.strikes) strikes.push(Json{{"at", iso(strike.at)}, {"why", strike.why}});
  all.set("strikes", std::move(strikes));
  return all;
}

Result<ForgetReport> forget_person(Desk& desk, const Person& who) {
  TRY(const auto items, desk.store.inbox().items({.now = desk.world.clock->now()}));
  const auto signs = signs_of(who, items);
  // The items last: as long as they are there, whoever asks again after a crash finds the person.
  TRY(const auto replies, replies_to(desk, who, items));
  for (const auto& post : replies) CHECK_OK(unname(desk, post, who.author));
  if (auto removed = desk.store.remove_document(kind, document_of(who.id)); !removed.ok() && removed.error().fault != Fault::not_found) return std::move(removed).error();
  ForgetReport report;
  TRY(report.forgotten, desk.store.inbox().forget(who.id));
  // The proof: nothing that tells who they were stands anywhere in the workspace.
  const Disk::Path root(desk.store.where());
  std::vector<Disk::Path> files;
  CHECK_OK(list_files(*desk.world.disk, root, root, files));
  for (const auto& file : files) {
    const auto content = desk.world.disk->read(file, largest_file);
    if (!content.ok()) continue;
    const bool left = std::any_of(signs.begin(), signs.end(), [&](const std::string& sign) { return content->find(sign) != std::string::npos; });
    if (left) report.left.push_back(file.lexically_relative(root).string());
  }
  TRY(const auto recorded, desk.store.inbox().note({.by = "cmtool", .what = "forget"}));
  (void)recorded;
  return report;
}

}  // namespace cmtool
