// SPDX-License-Identifier: MIT
#include "stores/inspection.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"

namespace cmtool {

Result<void> Inspection::found(const Disk::Path& path, std::string problem, bool serious, std::string done, const Action& action) {
  Finding finding{.file = layout_.shown(path), .problem = std::move(problem), .serious = serious};
  if (action && mending_ == Mending::yes) CHECK_OK(action());
  if (action && mending_ != Mending::no) finding.done = std::move(done);
  findings_.push_back(std::move(finding));
  return {};
}

Result<void> Inspection::litter(const Disk::Path& path, std::string problem) {
  return found(path, std::move(problem), false, tr("removed"), [&] { return disk_.remove(path); });
}

Result<void> Inspection::put_aside(const Disk::Path& path, const Error& why) {
  const auto to = layout_.damaged() / (replaced(layout_.shown(path), "/", "-") + "." + new_id(store_.clock_.now()));
  return found(path, why.message, true, tr("moved to {}", layout_.shown(to)), [&]() -> Result<void> {
    CHECK_OK(make_folders(disk_, layout_.root(), layout_.damaged()));
    CHECK_OK(disk_.rename_new(path, to));
    CHECK_OK(disk_.sync_folder(layout_.damaged()));
    return disk_.sync_folder(path.parent_path());
  });
}

Result<std::vector<Entry>> Inspection::entries(const Disk::Path& folder) {
  auto all = disk_.list(folder);
  if (!all.ok() && all.error().fault == Fault::not_found) return std::vector<Entry>();
  if (!all.ok()) {
    // A link or a file where a folder belongs: nothing in it is ours.
    CHECK_OK(put_aside(folder, all.error()));
    return std::vector<Entry>();
  }
  std::vector<Entry> good;
  for (const auto& entry : *all) {
    const auto path = folder / entry.name;
    if (is_temporary(entry.name) && entry.kind == Entry::Kind::file) {
      CHECK_OK(litter(path, tr("a process that was killed has left it")));
      continue;
    }
    const auto facts = disk_.facts(path);
    // What the site platform publishes is for everyone.
    const bool is_site = folder == layout_.root() && entry.name == "site";
    const bool open = facts.ok() && !is_site && entry.kind != Entry::Kind::other && (facts->mode & 077u) != 0;
    // The workspace's own folder keeps others out; a secret must not depend on that.
    const bool serious = folder == layout_.secrets() || (open && (facts->mode & 022u) != 0);
    if (open) CHECK_OK(found(path, tr("others can read it"), serious, tr("rights taken from others"), [&] { return disk_.make_private(path); }));
    good.push_back(entry);
  }
  return good;
}

Result<void> Inspection::run() {
  TRY(const auto top, entries(layout_.root()));
  std::set<std::string> ours{layout_.format().filename(), layout_.settings().filename(), layout_.lock().filename(),
                             layout_.backups().filename(), layout_.damaged().filename(), "hooks", "site",
                             layout_.inbox().filename(), layout_.decisions().filename(), layout_.cursors().filename(), layout_.measuring().filename(), "metrics-imports", "rules", "replies", "people", "words", "model", "alerts", "goals", "topics"};
  for (const auto& folder : workspace_folders(layout_)) ours.insert(folder.lexically_relative(layout_.root()).begin()->string());
  for (const auto& entry : top) {
    if (!ours.contains(entry.name)) CHECK_OK(found(layout_.root() / entry.name, tr("cmtool does not know this file"), false, {}, {}));
  }
  for (const auto& folder : {layout_.account_lock("x").parent_path(), layout_.cache(), layout_.cache() / "samples", layout_.templates()}) CHECK_OK(entries(folder));
  CHECK_OK(settings());
  CHECK_OK(accounts());
  CHECK_OK(posts());
  CHECK_OK(keys());
  CHECK_OK(deliveries());
  CHECK_OK(lost_posts());
  CHECK_OK(lost_deliveries());
  CHECK_OK(missing_keys());
  CHECK_OK(inbox());
  CHECK_OK(samples());
  return runs();
}

Result<void> Inspection::settings() {
  const auto json = load_json_if_there(disk_, layout_.settings());
  return json.ok() ? Result<void>() : put_aside(layout_.settings(), json.error());
}

Result<void> Inspection::accounts() {
  TRY(const auto files, entries(layout_.accounts()));
  std::set<std::string> names;
  for (const auto& file : files) {
    const auto path = layout_.accounts() / file.name;
    const auto name = record_name(file.name);
    if (!name || !is_account_name(*name)) {
      CHECK_OK(found(path, tr("this is not an account's file"), false, {}, {}));
      continue;
    }
    names.insert(*name);
    const auto account = store_.read_account(*name);
    if (!account.ok()) CHECK_OK(put_aside(path, account.error()));
  }
  TRY(const auto secrets, entries(layout_.secrets()));
  for (const auto& file : secrets) {
    const auto path = layout_.secrets() / file.name;
    const auto name = record_name(file.name).value_or(std::string());
    if (names.contains(name) || path == layout_.signing_key()) {
      const auto json = load_json(disk_, path);
      if (!json.ok()) CHECK_OK(put_aside(path, json.error()));
    } else if (file.kind == Entry::Kind::file) {
      CHECK_OK(litter(path, tr("credentials of an account that does not exist")));
    }
  }
  return {};
}

Result<void> Inspection::posts() {
  TRY(const auto months, entries(layout_.posts()));
  for (const auto& month : months) {
    const auto folder = layout_.posts(month.name);
    if (month.kind != Entry::Kind::folder || !is_month(month.name)) {
      CHECK_OK(found(folder, tr("cmtool does not know this file"), false, {}, {}));
      continue;
    }
    TRY(const auto files, entries(folder));
    for (const auto& file : files) {
      const auto id = record_name(file.name);
      const bool is_post = id && is_id(*id) && layout_.post(*id) == folder / file.name;
      CHECK_OK(is_post ? post(folder / file.name, *id) : found(folder / file.name, tr("cmtool does not know this file"), false, {}, {}));
    }
  }
  return {};
}

Result<void> Inspection::post(const Disk::Path& path, const Id& id) {
  auto file = store_.read_post(path);
  if (file.ok() && !file->import.empty()) {
    TRY(const bool complete, store_.is_complete(file->import));
    if (!complete) return litter(path, tr("its import was never completed"));
  }
  if (file.ok()) {
    posts_.emplace(id, std::move(file).value());
    return {};
  }
  damaged_posts_.insert(id);
  return put_aside(path, file.error());
}

Result<void> Inspection::keys() {
  TRY(const auto files, entries(layout_.keys()));
  for (const auto& file : files) {
    const auto path = layout_.keys() / file.name;
    const auto json = load_json(disk_, path);
    if (!json.ok()) {
      CHECK_OK(put_aside(path, json.error()));
      continue;
    }
    const std::string key = (*json)["key"].string_or(), id = (*json)["post"].string_or();
    if (layout_.key(key) != path || !is_id(id)) {
      CHECK_OK(put_aside(path, damaged(path, tr("it does not say which post has this key"))));
      continue;
    }
    keys_[id] = key;
  }
  return {};
}

Result<void> Inspection::deliveries() {
  TRY(const auto states, entries(layout_.deliveries()));
  for (const auto& state : states) {
    const auto folder = layout_.deliveries() / state.name;
    if (state.kind != Entry::Kind::folder || !delivery_state(state.name)) {
      CHECK_OK(found(folder, tr("cmtool does not know this file"), false, {}, {}));
      continue;
    }
    TRY(const auto files, entries(folder));
    for (const auto& file : files) {
      if (file.kind != Entry::Kind::folder) {
        CHECK_OK(delivery(folder / file.name, record_name(file.name).value_or(std::string())));
        continue;
      }
      // sent/2026-11/ID.json, but waiting/2026-12-24/0900-ID.json
      TRY(const auto inner, entries(folder / file.name));
      const bool by_time = state.name == slug(DeliveryState::waiting) || state.name == slug(DeliveryState::held);
      const std::size_t time_size = by_time ? 5 : 0;
      for (const auto& one : inner) {
        const auto name = record_name(one.name).value_or(std::string());
        CHECK_OK(delivery(folder / file.name / one.name, name.size() > time_size ? name.substr(time_size) : std::string()));
      }
    }
  }
  for (auto& [id, copies] : copies_) CHECK_OK(copies_of(id, copies));
  return {};
}

Result<void> Inspection::delivery(const Disk::Path& path, const std::string& id) {
  if (!delivery_name(id)) return found(path, tr("cmtool does not know this file"), false, {}, {});
  auto file = store_.read_delivery(path, id);
  if (!file.ok()) {
    // What start() wrote for a post that never came to be is not worth keeping, damaged or not.
    const auto name = delivery_name(id);
    if (!posts_.contains(name->post) && !damaged_posts_.contains(name->post)) return litter(path, tr("its post was never recorded"));
    return put_aside(path, file.error());
  }
  const bool in_place = layout_.delivery(file->delivery) == path;
  copies_[id].push_back({std::move(file).value(), in_place});
  return {};
}

Result<void> Inspection::copies_of(const std::string& id, std::vector<Copy>& copies) {
  std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) { return a.file.revision > b.file.revision; });
  for (std::size_t i = 1; i < copies.size(); ++i) {
    CHECK_OK(litter(copies[i].file.path, tr("an older copy of {}", layout_.shown(copies.front().file.path))));
  }
  copies.resize(1);
  Copy& best = copies.front();
  const auto name = delivery_name(id);
  const bool known = posts_.contains(name->post) || damaged_posts_.contains(name->post);
  // A first revision without a post: start() was killed before its last step. A later one: the post's file is lost.
  if (!known && best.file.revision <= 1) {
    CHECK_OK(litter(best.file.path, tr("its post was never recorded")));
    copies.clear();
    return {};
  }
  if (!known) damaged_posts_.insert(name->post);
  if (best.in_place) return {};
  const auto to = layout_.delivery(best.file.delivery);
  return found(best.file.path, tr("it belongs to {}", layout_.shown(to)), true, tr("moved there"), [&]() -> Result<void> {
    CHECK_OK(make_folders(disk_, layout_.root(), to.parent_path()));
    CHECK_OK(disk_.rename(best.file.path, to));
    CHECK_OK(disk_.sync_folder(to.parent_path()));
    return disk_.sync_folder(best.file.path.parent_path());
  });
}

Result<void> Inspection::lost_posts() {
  for (const auto& id : damaged_posts_) {
    FilesStore::PostFile file{.post = {.id = id, .created = made_at(id)}};
    if (const auto key = keys_.find(id); key != keys_.end()) file.post.key = key->second;
    for (const auto& [name, copies] : copies_) {
      if (copies.empty() || copies.front().file.delivery.post != id) continue;
      const Delivery& delivery = copies.front().file.delivery;
      file.targets.push_back({delivery.account, is_filed_by_time(delivery) ? std::optional(delivery.due->at) : std::nullopt});
    }
    if (file.targets.empty() && file.post.key.empty()) continue;
    const auto path = layout_.post(id);
    CHECK_OK(found(path, tr("the post is lost, but something refers to it"), true, tr("made again without its text"), [&] {
      const Change change{.first = {{path, FilesStore::text_of(file)}}};
      return commit(disk_, layout_.root(), {&change}).front();
    }));
    posts_.emplace(id, std::move(file));
  }
  return {};
}

Result<void> Inspection::lost_deliveries() {
  for (const auto& [id, file] : posts_) {
    for (const auto& target : file.targets) {
      Delivery delivery{.id = delivery_id(id, target.account), .post = id, .account = target.account, .state = DeliveryState::unknown};
      const auto copies = copies_.find(delivery.id);
      if (copies != copies_.end() && !copies->second.empty()) continue;
      delivery.failure = Error{.fault = Fault::unknown_outcome, .message = tr("the record of this delivery was lost"), .where = "@" + target.account};
      const auto account = store_.account(target.account);
      if (account.ok()) delivery.platform = account->platform;
      const auto path = layout_.delivery(delivery);
      CHECK_OK(found(layout_.post(id), tr("the delivery to @{} is missing", target.account), true, tr("recorded as unknown"), [&] {
        const Change change{.first = {{path, FilesStore::text_of(delivery, 1)}}};
        return commit(disk_, layout_.root(), {&change}).front();
      }));
    }
  }
  return {};
}

Result<void> Inspection::missing_keys() {
  for (const auto& [id, key] : keys_) {
    if (!posts_.contains(id)) CHECK_OK(litter(layout_.key(key), tr("its post was never recorded")));
  }
  for (const auto& [id, file] : posts_) {
    const std::string& key = file.post.key;
    if (key.empty() || keys_.contains(id)) continue;
    const auto path = layout_.key(key);
    CHECK_OK(found(path, tr("the key of post {} is missing", id), true, tr("written again"), [&, &id = id] {
      const Change change{.first = {{path, json_text(Json{{"key", key}, {"post", id}})}}};
      return commit(disk_, layout_.root(), {&change}).front();
    }));
  }
  return {};
}

Result<void> Inspection::runs() {
  TRY(const auto files, entries(layout_.runs()));
  for (const auto& file : files) {
    if (!file.name.ends_with(".lock")) continue;
    TRY(const bool living, store_.alive({.run = file.name.substr(0, file.name.size() - 5)}));
    if (!living) CHECK_OK(litter(layout_.runs() / file.name, tr("its process is gone")));
  }
  return {};
}

Result<void> Inspection::media() {
  TRY(const auto files, entries(layout_.media()));
  std::set<std::string> there;
  for (const auto& file : files) {
    const auto path = layout_.media() / file.name;
    TRY(const auto source, disk_.open(path));
    Sha256 hash;
    std::string piece(1u << 20, '\0');
    for (;;) {
      TRY(const std::size_t got, source->read(piece.data(), piece.size()));
      if (got == 0) break;
      hash.add(std::string_view(piece).substr(0, got));
    }
    there.insert(file.name);
    if (!file.name.starts_with(hash.hex())) CHECK_OK(put_aside(path, damaged(path, tr("its content is not what its name says"))));
  }
  for (const auto& [id, file] : posts_) {
    for (const auto& medium : file.post.media) {
      const auto path = layout_.medium(medium.sha256, extension_of(medium.type));
      if (medium.sha256.empty() || there.contains(path.filename())) continue;
      CHECK_OK(found(path, tr("the picture or video of post {} is missing", id), true, {}, {}));
    }
  }
  return {};
}

Result<void> Inspection::spare() {
  std::set<std::string> used;
  for (const auto& [id, file] : posts_) {
    for (const auto& medium : file.post.media) used.insert(layout_.medium(medium.sha256, extension_of(medium.type)).filename());
    if (file.post.link && file.post.link->picture) {
      used.insert(layout_.medium(file.post.link->picture->sha256, extension_of(file.post.link->picture->type)).filename());
    }
  }
  TRY(const auto media, entries(layout_.media()));
  const Instant now = store_.clock_.now();
  for (const auto& file : media) {
    const auto path = layout_.media() / file.name;
    const auto facts = disk_.facts(path);
    // A medium is kept before its post is recorded: what is new may be waiting for its post.
    if (used.contains(file.name) || !facts.ok() || now - facts->changed < std::chrono::hours(24)) continue;
    CHECK_OK(litter(path, tr("no post uses it")));
  }
  TRY(const auto caches, entries(layout_.cache()));
  for (const auto& file : caches) {
    const auto path = layout_.cache() / file.name;
    const auto facts = disk_.facts(path);
    if (file.kind == Entry::Kind::file && facts.ok() && now - facts->changed > std::chrono::days(30)) {
      CHECK_OK(litter(path, tr("it was not renewed for 30 days")));
    }
  }
  for (const auto& folder : {layout_.posts(), layout_.deliveries(DeliveryState::sent), layout_.deliveries(DeliveryState::waiting),
                             layout_.deliveries(DeliveryState::held)}) {
    TRY(const auto inner, entries(folder));
    for (const auto& entry : inner) {
      const auto path = folder / entry.name;
      if (entry.kind != Entry::Kind::folder) continue;
      TRY(const auto files, disk_.list(path));
      if (files.empty()) CHECK_OK(found(path, tr("the folder is empty"), false, tr("removed"), [&] { return disk_.remove_folder(path); }));
    }
  }
  return {};
}

Result<std::vector<Finding>> FilesStore::check() {
  Inspection inspection(*this, Mending::no);
  {
    TRY(const auto lock, lock_workspace(disk_, layout_));
    CHECK_OK(inspection.run());
  }
  CHECK_OK(inspection.media());
  return inspection.take();
}

Result<std::vector<Finding>> FilesStore::repair(bool dry_run) {
  Inspection inspection(*this, dry_run ? Mending::announce : Mending::yes);
  {
    TRY(const auto lock, lock_workspace(disk_, layout_));
    CHECK_OK(inspection.run());
  }
  CHECK_OK(inspection.media());
  return inspection.take();
}

Result<std::vector<Finding>> FilesStore::compact(bool dry_run) {
  // The walk only finds which media are in use; what it would mend is left to `workspace repair`.
  Inspection inspection(*this, Mending::no);
  TRY(const auto lock, lock_workspace(disk_, layout_));
  CHECK_OK(inspection.run());
  const auto found = inspection.take();
  if (std::any_of(found.begin(), found.end(), [](const Finding& finding) { return finding.serious; })) {
    return Error{.fault = Fault::state, .message = tr("the workspace is damaged, so nothing is cleared away"),
                 .hint = tr("cmtool workspace repair first"), .where = where()};
  }
  inspection.mend(dry_run ? Mending::announce : Mending::yes);
  CHECK_OK(inspection.runs());
  CHECK_OK(inspection.spare());
  return inspection.take();
}

}  // namespace cmtool
