// SPDX-License-Identifier: MIT
// Looking up posts and deliveries, without reading more than what is asked for.
#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

constexpr std::string_view targets_key = "deliveries", revision_key = "revision", import_key = "import";
constexpr std::size_t shortest_beginning = 4, id_size = 16;

Error no_post(const std::string& id) {
  return {.fault = Fault::not_found, .message = tr("there is no post {}", id), .hint = tr("cmtool post list shows those that there are"),
          .where = id};
}

/// `accounts` are the names of the filter's account.
bool matches(const PostRecord& record, const PostFilter& filter, const std::set<std::string>& accounts) {
  if (!filter.campaign.empty() && record.post.campaign != filter.campaign) return false;
  if (filter.account.empty() && !filter.state) return true;
  return std::any_of(record.deliveries.begin(), record.deliveries.end(), [&](const Delivery& delivery) {
    return (filter.account.empty() || accounts.contains(delivery.account)) && (!filter.state || delivery.state == *filter.state);
  });
}

}  // namespace

Result<std::vector<Entry>> entries_if_there(Disk& disk, const Disk::Path& folder) {
  auto found = disk.list(folder);
  if (!found.ok() && found.error().fault == Fault::not_found) return std::vector<Entry>();
  return found;
}

std::string FilesStore::text_of(const PostFile& file) {
  Json json = to_json(file.post);
  Json targets = Json::array();
  for (const auto& target : file.targets) {
    targets.push(Json{{"account", target.account}, {"due", target.due ? Json(iso(*target.due)) : Json()}});
  }
  json.set(targets_key, std::move(targets));
  if (!file.import.empty()) json.set(import_key, file.import);
  return json_text(json);
}

std::string FilesStore::text_of(const Delivery& delivery, std::int64_t revision) {
  Json json = to_json(delivery);
  json.set(revision_key, static_cast<long long>(revision));
  return json_text(json);
}

Result<FilesStore::PostFile> FilesStore::read_post(const Disk::Path& path) {
  TRY(Json json, load_json(disk_, path));
  PostFile file;
  if (!json[targets_key].is_array()) return damaged(path, tr("“{}” is missing", targets_key));
  for (const auto& item : json[targets_key].items()) {
    PostFile::Target target{.account = item["account"].string_or()};
    if (!is_account_name(target.account)) return damaged(path, tr("“{}” names no account", targets_key));
    if (item["due"].is_string()) {
      const auto due = parse_iso(item["due"].string_or());
      if (!due.ok()) return damaged(path, due.error().message);
      target.due = *due;
    }
    file.targets.push_back(std::move(target));
  }
  json.erase(targets_key);
  file.import = json[import_key].string_or();
  json.erase(import_key);
  auto post = post_from_json(json);
  if (!post.ok()) return damaged(path, post.error().message);
  file.post = std::move(post).value();
  if (file.post.id + ".json" != path.filename().string()) return damaged(path, tr("it holds the post {}", file.post.id));
  return file;
}

Result<FilesStore::DeliveryFile> FilesStore::read_delivery(const Disk::Path& path, const std::string& id) {
  TRY(Json json, load_json(disk_, path));
  DeliveryFile file{.revision = json[revision_key].integer_or(0), .path = path};
  json.erase(revision_key);
  auto delivery = delivery_from_json(json);
  if (!delivery.ok()) return damaged(path, delivery.error().message);
  file.delivery = std::move(delivery).value();
  if (file.delivery.id != id || delivery_id(file.delivery.post, file.delivery.account) != id) {
    return damaged(path, tr("it holds the delivery {}", file.delivery.id));
  }
  return file;
}

Result<std::optional<FilesStore::PostFile>> FilesStore::find_post(const Id& id) {
  auto file = read_post(layout_.post(id));
  if (file.ok() && !file->import.empty()) {
    TRY(const bool complete, is_complete(file->import));
    if (!complete) return std::optional<PostFile>();
  }
  if (file.ok()) return std::optional(std::move(file).value());
  if (file.error().fault == Fault::not_found) return std::optional<PostFile>();
  return std::move(file).error();
}

Result<std::vector<Disk::Path>> FilesStore::places(const std::string& id, const PostFile& post) {
  std::vector<Disk::Path> result;
  const std::string first_month = month_of(made_at(post.post.id));
  TRY(const auto months, entries_if_there(disk_, layout_.deliveries(DeliveryState::sent)));
  for (const auto& month : months) {
    if (is_month(month.name) && month.name >= first_month) result.push_back(layout_.sent(month.name, id));
  }
  for (const auto state : delivery_states()) {
    if (state != DeliveryState::sent) result.push_back(layout_.delivery(state, id));
  }
  for (const auto& target : post.targets) {
    if (!target.due || delivery_id(post.post.id, target.account) != id) continue;
    for (const auto state : {DeliveryState::waiting, DeliveryState::held}) result.push_back(layout_.filed_by_time(state, *target.due, id));
  }
  return result;
}

Result<std::vector<Disk::Path>> FilesStore::all_timed_places(const std::string& id) {
  std::vector<Disk::Path> result;
  for (const auto state : {DeliveryState::waiting, DeliveryState::held}) {
    const auto root = layout_.deliveries(state);
    TRY(const auto days, entries_if_there(disk_, root));
    for (const auto& day : days) {
      if (day.kind != Entry::Kind::folder) continue;
      TRY(const auto files, entries_if_there(disk_, root / day.name));
      for (const auto& file : files) {
        if (file.name.ends_with("-" + id + ".json")) result.push_back(root / day.name / file.name);
      }
    }
  }
  return result;
}

Result<std::vector<FilesStore::DeliveryFile>> FilesStore::copies(const std::string& id, const std::vector<Disk::Path>& all) {
  std::vector<DeliveryFile> found;
  for (const auto& path : all) {
    if (const auto there = disk_.facts(path); !there.ok() && there.error().fault == Fault::not_found) continue;
    auto file = read_delivery(path, id);
    if (!file.ok() && file.error().fault == Fault::not_found) continue;
    if (!file.ok()) return std::move(file).error();
    found.push_back(std::move(file).value());
  }
  return found;
}

Result<std::optional<FilesStore::DeliveryFile>> FilesStore::find_delivery(const std::string& id) {
  const auto name = delivery_name(id);
  if (!name) return std::optional<DeliveryFile>();
  TRY(const auto post, find_post(name->post));
  // Without its post a delivery is what a killed start() has left: it never was.
  if (!post) return std::optional<DeliveryFile>();
  // Readers hold no lock: a record that moves from a place not yet looked at to one already looked at is missed once.
  for (int attempt = 0; attempt < 3; ++attempt) {
    TRY(const auto likely, places(id, *post));
    TRY(auto found, copies(id, likely));
    if (found.empty()) {
      TRY(const auto waiting, all_timed_places(id));
      TRY(found, copies(id, waiting));
    }
    if (found.empty()) continue;
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.revision > b.revision; });
    DeliveryFile best = std::move(found.front());
    for (std::size_t i = 1; i < found.size(); ++i) best.stale.push_back(found[i].path);
    return std::optional(std::move(best));
  }
  return std::optional<DeliveryFile>();
}

Result<Delivery> FilesStore::delivery(const std::string& id) {
  TRY(auto found, find_delivery(id));
  if (found) return std::move(found->delivery);
  return Error{.fault = Fault::not_found, .message = tr("there is no delivery {}", id),
               .hint = tr("cmtool post list shows those that there are"), .where = id};
}

Result<PostRecord> FilesStore::record_of(PostFile file) {
  PostRecord record;
  for (const auto& target : file.targets) {
    const auto id = delivery_id(file.post.id, target.account);
    TRY(auto found, find_delivery(id));
    if (!found) return damaged(layout_.post(file.post.id), tr("the delivery to @{} is missing", target.account));
    record.deliveries.push_back(std::move(found->delivery));
  }
  record.post = std::move(file.post);
  return record;
}

Result<std::vector<std::string>> FilesStore::months() {
  TRY(const auto found, entries_if_there(disk_, layout_.posts()));
  std::vector<std::string> result;
  for (const auto& entry : found) {
    if (entry.kind == Entry::Kind::folder && is_month(entry.name)) result.push_back(entry.name);
  }
  return result;
}

Result<std::vector<Id>> FilesStore::ids_in_month(const std::string& month) {
  TRY(const auto found, entries_if_there(disk_, layout_.posts(month)));
  std::vector<Id> ids;
  for (const auto& entry : found) {
    const auto id = record_name(entry.name);
    if (id && is_id(*id)) ids.push_back(*id);
  }
  return ids;
}

Result<PostRecord> FilesStore::post(const std::string& wanted) {
  std::string id = lower(wanted);
  if (const auto name = delivery_name(wanted)) id = name->post;
  if (is_id(id)) {
    TRY(auto file, find_post(id));
    if (!file) return no_post(wanted);
    return record_of(std::move(*file));
  }
  if (id.size() < shortest_beginning || id.size() > id_size || !is_id(id + std::string(id_size - id.size(), '0'))) return no_post(wanted);
  // The beginning is a time: only the months that it can mean are looked at.
  const std::string first = month_of(made_at(id + std::string(id_size - id.size(), '0')));
  const std::string last = month_of(made_at(id + std::string(id_size - id.size(), 'z')));
  std::vector<Id> found;
  TRY(const auto all, months());
  for (const auto& month : all) {
    if (month < first || month > last) continue;
    TRY(const auto ids, ids_in_month(month));
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(found), [&](const Id& one) { return one.starts_with(id); });
  }
  if (found.empty()) return no_post(wanted);
  if (found.size() > 1) {
    return Error{.fault = Fault::usage, .message = trn("{} post begins with {}", "{} posts begin with {}", static_cast<long long>(found.size()), found.size(), wanted),
                 .hint = tr("give more of it, such as {}", found.front())};
  }
  return post(found.front());
}

Result<std::vector<PostRecord>> FilesStore::posts(const PostFilter& filter) {
  std::vector<PostRecord> result;
  std::set<std::string> names;
  if (!filter.account.empty()) {
    TRY(names, names_of(filter.account));
  }
  TRY(auto all, months());
  std::reverse(all.begin(), all.end());
  for (const auto& month : all) {
    if (filter.from && month < month_of(*filter.from)) continue;
    if (filter.until && month > month_of(*filter.until)) continue;
    TRY(auto ids, ids_in_month(month));
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
      if (filter.from && made_at(*id) < *filter.from) continue;
      if (filter.until && made_at(*id) >= *filter.until) continue;
      TRY(auto file, find_post(*id));
      if (!file) continue;
      TRY(auto record, record_of(std::move(*file)));
      if (!matches(record, filter, names)) continue;
      result.push_back(std::move(record));
      if (filter.limit != 0 && result.size() == filter.limit) return result;
    }
  }
  return result;
}

Result<std::optional<Id>> FilesStore::id_of_key(const std::string& key) {
  const auto path = layout_.key(key);
  TRY(const auto json, load_json_if_there(disk_, path));
  if (!json) return std::optional<Id>();
  const std::string id = (*json)["post"].string_or();
  if ((*json)["key"].string_or() != key || !is_id(id)) return damaged(path, tr("it does not say which post has this key"));
  return std::optional(id);
}

Result<std::optional<PostRecord>> FilesStore::post_by_key(const std::string& key) {
  TRY(const auto id, id_of_key(key));
  if (!id) return std::optional<PostRecord>();
  TRY(auto file, find_post(*id));
  // A key without its post is what a killed start() has left.
  if (!file) return std::optional<PostRecord>();
  TRY(auto record, record_of(std::move(*file)));
  return std::optional(std::move(record));
}

Result<std::vector<Delivery>> FilesStore::abandoned() {
  TRY(const auto files, entries_if_there(disk_, layout_.deliveries(DeliveryState::sending)));
  std::vector<Delivery> result;
  for (const auto& file : files) {
    const auto id = record_name(file.name);
    if (!id || !delivery_name(*id)) continue;
    TRY(auto found, find_delivery(*id));
    if (!found || found->delivery.state != DeliveryState::sending) continue;
    if (found->delivery.lease) {
      TRY(const bool living, alive(*found->delivery.lease));
      if (living) continue;
    }
    result.push_back(std::move(found->delivery));
  }
  return result;
}

}  // namespace cmtool
