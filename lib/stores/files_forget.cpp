// SPDX-License-Identifier: MIT
// Forgetting a person, or what is old: the one change that is made to lines that are otherwise only added to.
//
// First a person's salted hash is kept, so that nothing of theirs is filed meanwhile; then each file that holds something of theirs is replaced as a whole;
// then the index goes, which held the same texts, and is made again. Done again after a crash, it finds what is left.
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "state/json_file.hpp"
#include "state/json_lines.hpp"
#include "stores/files_inbox.hpp"

namespace cmtool {
namespace {

constexpr auto nobody = "forgotten";
constexpr auto expired_until = "expired until";

std::string text_of(const std::vector<Json>& lines) {
  std::string text;
  for (const auto& line : lines) text += line_of(line);
  return text;
}

}  // namespace

std::string author_key(const Author& author) { return author.remote_id.empty() ? author.handle : author.remote_id; }

std::string FilesInbox::Oblivion::hash_of(const std::string& author) const { return hex(hmac_sha256(salt, author)); }

bool FilesInbox::Oblivion::holds(const Author& author) const {
  const std::string key = author_key(author);
  return !people.empty() && !key.empty() && people.contains(hash_of(key));
}

Result<FilesInbox::Oblivion> FilesInbox::oblivion() {
  TRY(const auto json, load_json_if_there(disk_, oblivion_path()));
  Oblivion known;
  if (!json) return known;
  known.salt = (*json)["salt"].string_or();
  const auto people = (*json)["people"].string_items();
  known.people = {people.begin(), people.end()};
  return known;
}

Result<std::optional<std::string>> FilesInbox::items_without(const Disk::Path& path, const ItemChoice& chosen, std::set<Id>& erased, Forgotten& forgotten) {
  TRY(const auto lines, load_lines_from(disk_, path, 0));
  std::vector<Json> kept;
  bool any = false;
  for (const auto& line : lines.objects) {
    auto item = item_from_json(line);
    if (!item.ok()) return damaged(path, item.error().message);
    if (!chosen(*item)) {
      kept.push_back(line);
      continue;
    }
    any = true;
    if (erased.insert(item->id).second) ++forgotten.items;
    kept.push_back(to_json(Item{.id = item->id, .remote_id = nobody + ("-" + item->id), .account = item->account, .kind = item->kind,
                                .author = {.remote_id = nobody}, .at = item->at, .gone = true}));
  }
  return any ? std::optional(text_of(kept)) : std::nullopt;
}

Result<std::optional<std::string>> FilesInbox::decisions_without(const Disk::Path& path, const std::set<Id>& items, Forgotten& forgotten) {
  TRY(const auto lines, load_lines_from(disk_, path, 0));
  std::vector<Json> kept;
  bool any = false;
  for (const auto& line : lines.objects) {
    auto decision = decision_from_json(line);
    if (!decision.ok()) return damaged(path, decision.error().message);
    if (!items.contains(decision->item) || decision->erased) {
      kept.push_back(line);
      continue;
    }
    any = true;
    ++forgotten.decisions;
    erase_content(*decision);
    kept.push_back(to_json(*decision));
  }
  return any ? std::optional(text_of(kept)) : std::nullopt;
}

Result<Forgotten> FilesInbox::forget(const std::string& author) {
  const std::lock_guard guard(mutex_);
  TRY(const auto lock, lock_workspace(disk_, layout_));
  TRY(auto known, oblivion());
  if (known.salt.empty()) known.salt = random_hex(32);
  known.people.insert(known.hash_of(author));
  // An export may know them by nothing but the handle.
  TRY(auto* const shown, index());
  CHECK_OK(shown->walk({}, [&](IndexedItem row) -> Result<bool> {
    if (author_key(row.item.author) == author && !row.item.author.handle.empty()) known.people.insert(known.hash_of(row.item.author.handle));
    return true;
  }));
  CHECK_OK(make_folders(disk_, layout_.root(), layout_.documents("people")));
  CHECK_OK(save_json(disk_, oblivion_path(), Json{{"salt", known.salt}, {"people", Json::strings({known.people.begin(), known.people.end()})}}));
  return erase([&](const Item& item) { return author_key(item.author) == author; });
}

Result<Forgotten> FilesInbox::expire(Instant before) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const now, index());
  // Where it was looked for before, there is nothing: what is filed is younger.
  TRY(const auto looked, now->value(expired_until));
  if (looked >= iso(before)) return Forgotten{};
  const auto chosen = [&](const Item& item) { return item.at < before && item.author.remote_id != nobody; };
  bool any = false;
  CHECK_OK(now->walk({.until = before}, [&](const IndexedItem& one) -> Result<bool> {
    any = chosen(one.item);
    return !any;
  }));
  TRY(const auto lock, lock_workspace(disk_, layout_));
  Forgotten forgotten;
  if (any) {
    TRY(forgotten, erase(chosen));
  }
  CHECK_OK(index_->set_value(expired_until, iso(before)));
  return forgotten;
}

Result<Forgotten> FilesInbox::erase(const ItemChoice& chosen) {
  Forgotten forgotten;
  std::set<Id> erased;
  Change change;
  TRY(const auto names, files());
  TRY(const auto decisions, decision_files());
  for (const auto& name : names) {
    const auto path = layout_.root() / name;
    if (path.parent_path() == layout_.decisions()) continue;
    TRY(auto text, items_without(path, chosen, erased, forgotten));
    if (text) change.first.push_back({path, std::move(*text)});
  }
  for (const auto& name : decisions) {
    TRY(auto text, decisions_without(layout_.root() / name, erased, forgotten));
    // Before the items: after a crash in between it is still known which decisions are meant.
    if (text) change.first.insert(change.first.begin(), {layout_.root() / name, std::move(*text)});
  }
  if (!change.first.empty()) {
    for (auto& write : change.first) {
      Change one{.first = {std::move(write)}};
      CHECK_OK(commit(disk_, layout_.root(), {&one}).front());
    }
  }
  index_.reset();
  for (const std::string end : {"", "-wal", "-shm"}) {
    if (auto gone = disk_.remove(layout_.inbox_index().string() + end); !gone.ok() && gone.error().fault != Fault::not_found) return std::move(gone).error();
  }
  CHECK_OK(index());
  return forgotten;
}

}  // namespace cmtool
