// SPDX-License-Identifier: MIT
// A person's rights: to see everything that is kept of them, and to be forgotten.
#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "moderate/people.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t largest_file = 1u << 30;

bool is_by(const Person& person, const Item& item) { return std::find(person.ids.begin(), person.ids.end(), author_key(item.author)) != person.ids.end(); }

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
  for (const auto& id : person.ids) add(id);
  for (const auto* text : {&person.author.handle, &person.author.url}) add(*text);
  for (const auto& entry : items) {
    if (is_by(person, entry.item)) add(entry.item.text);
  }
  return signs;
}

/// Our posts that answered them.
Result<std::vector<Id>> replies_to(Desk& desk, const Person& who, const std::vector<InboxItem>& items) {
  std::set<Id> theirs;
  for (const auto& entry : items) {
    if (is_by(who, entry.item)) theirs.insert(entry.item.id);
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

Result<Json> everything_about(Desk& desk, const Person& who) {
  TRY(const auto items, desk.store.inbox().items({.now = desk.world.clock->now()}));
  Json all{{"id", who.id}, {"name", who.author.name}, {"handle", who.author.handle}, {"url", who.author.url}, {"tags", Json::strings(who.notes.tags)}};
  Json written = Json::array();
  for (const auto& entry : items) {
    if (!is_by(who, entry.item)) continue;
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
  CHECK_OK(remove_person_notes(desk, who.id));
  ForgetReport report;
  for (const auto& id : who.ids) {
    TRY(const auto forgotten, desk.store.inbox().forget(id));
    report.forgotten.items += forgotten.items;
    report.forgotten.decisions += forgotten.decisions;
  }
  // The proof: nothing that tells who they were stands anywhere in the workspace.
  const Disk::Path root(desk.store.where());
  std::vector<Disk::Path> files;
  CHECK_OK(list_files(*desk.world.disk, root, root, files));
  for (const auto& file : files) {
    const auto content = desk.world.disk->read(file, largest_file);
    if (!content.ok() && content.error().fault == Fault::not_found) continue;
    // What cannot be read proves nothing.
    const bool left = !content.ok() || std::any_of(signs.begin(), signs.end(), [&](const std::string& sign) { return content->find(sign) != std::string::npos; });
    if (left) report.left.push_back(file.lexically_relative(root).string());
  }
  TRY(const auto recorded, desk.store.inbox().note({.by = "cmtool", .what = "forget"}));
  (void)recorded;
  return report;
}

}  // namespace cmtool
