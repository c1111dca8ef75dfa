// SPDX-License-Identifier: MIT
// Many posts at once, all or none of them.
//
// The import's own file is the commit point: the posts that name it do not count before it is there. What a killed import
// has left is litter.
#include "base/json_object.hpp"
#include "base/tr.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

Json json_of(const Import& import) {
  Json::Object rows;
  rows.reserve(import.rows.size());
  for (const auto& [hash, post] : import.rows) rows.emplace_back(hash, post);
  return Json{{"id", import.id}, {"from", import.from}, {"by", import.by}, {"at", iso(import.at)}, {"rows", json_object(std::move(rows))}};
}

}  // namespace

Result<bool> FilesStore::is_complete(const Id& import) {
  if (!is_id(import)) return false;
  const std::lock_guard guard(imports_mutex_);
  if (complete_imports_.contains(import)) return true;
  const auto facts = disk_.facts(layout_.import(import));
  if (!facts.ok() && facts.error().fault == Fault::not_found) return false;
  if (!facts.ok()) return facts.error();
  complete_imports_.insert(import);
  return true;
}

Result<void> FilesStore::import_all(const Import& import, const std::vector<PostRecord>& records) {
  if (!is_id(import.id)) return Error{.fault = Fault::internal, .message = tr("the import has no id")};
  TRY(const auto lock, lock_workspace(disk_, layout_));
  if (disk_.facts(layout_.import(import.id)).ok()) return Error{.fault = Fault::conflict, .message = tr("there is an import {} already", import.id)};
  Change change{.all_new = true};
  for (const auto& record : records) {
    if (!record.post.key.empty()) return Error{.fault = Fault::internal, .message = tr("the post {} has a key", record.post.id)};
    TRY(const auto there, find_post(record.post.id));
    if (there) return Error{.fault = Fault::conflict, .message = tr("there is a post {} already", record.post.id)};
    PostFile file{.post = record.post, .import = import.id};
    for (auto delivery : record.deliveries) {
      delivery.post = record.post.id;
      delivery.id = delivery_id(record.post.id, delivery.account);
      if (!delivery_name(delivery.id)) return Error{.fault = Fault::usage, .message = tr("“{}” is not an account's name", delivery.account)};
      file.targets.push_back({delivery.account, is_filed_by_time(delivery) ? std::optional(delivery.due->at) : std::nullopt});
      change.first.push_back({layout_.delivery(delivery), text_of(delivery, 1)});
    }
    change.first.push_back({layout_.post(record.post.id), text_of(file)});
  }
  change.last.push_back({layout_.import(import.id), json_text(json_of(import))});
  return commit(disk_, layout_.root(), {&change}).front();
}

Result<std::map<std::string, Id>> FilesStore::imported_rows() {
  std::map<std::string, Id> rows;
  auto files = disk_.list(layout_.imports());
  if (!files.ok() && files.error().fault == Fault::not_found) return rows;
  if (!files.ok()) return std::move(files).error();
  for (const auto& file : *files) {
    const auto id = record_name(file.name);
    if (!id || !is_id(*id)) continue;
    TRY(const auto json, load_json(disk_, layout_.import(*id)));
    for (const auto& [hash, post] : json["rows"].members()) rows.emplace(hash, post.string_or());
  }
  return rows;
}

}  // namespace cmtool
