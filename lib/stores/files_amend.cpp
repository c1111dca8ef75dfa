// SPDX-License-Identifier: MIT
// Changing what stands recorded, as it stands now: what a sender has taken meanwhile is seen, and never overwritten.
#include <algorithm>

#include "base/tr.hpp"
#include "stores/files.hpp"

namespace cmtool {

void FilesStore::add_to(Change& change, const DeliveryFile& before, Delivery after, bool lasts) {
  if (after.state != DeliveryState::sending) after.lease.reset();
  const auto path = layout_.delivery(after);
  (lasts ? change.last : change.first).push_back({path, text_of(after, before.revision + 1)});
  change.remove.insert(change.remove.end(), before.stale.begin(), before.stale.end());
  if (before.path != path) change.remove.push_back(before.path);
  std::erase(change.remove, path);
}

Result<Change> FilesStore::prepare_amend(const Id& id, const std::vector<std::string>& names,
                                         const std::function<Result<void>(PostRecord&)>& change, PostRecord& made) {
  TRY(auto file, find_post(id));
  if (!file) return Error{.fault = Fault::not_found, .message = tr("there is no post {}", id)};
  std::vector<DeliveryFile> before;
  for (const auto& target : file->targets) {
    const auto delivery = delivery_id(id, target.account);
    // Added since the names were taken: another task of this batch may change it.
    if (std::find(names.begin(), names.end(), delivery) == names.end()) {
      return Error{.fault = Fault::conflict, .message = tr("the post {} is being changed by somebody else", id)};
    }
    TRY(auto found, find_delivery(delivery));
    if (!found) return damaged(layout_.post(id), tr("the delivery to @{} is missing", target.account));
    before.push_back(std::move(*found));
  }
  made = PostRecord{.post = file->post};
  for (const auto& one : before) made.deliveries.push_back(one.delivery);
  CHECK_OK(change(made));
  if (made.deliveries.size() != before.size()) return Error{.fault = Fault::internal, .message = tr("deliveries were added or removed")};

  Change all;
  PostFile after = *file;
  after.post = made.post;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Delivery& delivery = made.deliveries[i];
    if (is_filed_by_time(delivery)) after.targets[i].due = delivery.due->at;
    if (delivery != before[i].delivery) add_to(all, before[i], delivery, /*lasts=*/true);
  }
  // The post says under which time a delivery is filed before it is filed there, so that it is found without a search.
  if (after.post != file->post || after.targets != file->targets) all.first.push_back({layout_.post(id), text_of(after)});
  return all;
}

std::vector<Result<PostRecord>> FilesStore::amend_many(const std::vector<Id>& ids, const std::function<Result<void>(PostRecord&)>& change) {
  std::vector<PostRecord> made(ids.size());
  std::vector<std::vector<std::string>> names(ids.size());
  std::vector<Result<PostRecord>> results;
  std::vector<GroupCommit::Task> tasks;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto file = is_id(ids[i]) ? find_post(ids[i]) : Result<std::optional<PostFile>>(std::optional<PostFile>());
    if (!file.ok()) {
      results.emplace_back(std::move(file).error());
      continue;
    }
    results.emplace_back(Error{.fault = Fault::not_found, .message = tr("there is no post {}", ids[i]), .where = ids[i]});
    if (!*file) continue;
    names[i].push_back(ids[i]);
    for (const auto& target : (*file)->targets) names[i].push_back(delivery_id(ids[i], target.account));
    tasks.push_back({.names = names[i], .prepare = [&, i] { return prepare_amend(ids[i], names[i], change, made[i]); }});
    places.push_back(i);
  }
  const auto done = group_.run(std::move(tasks));
  for (std::size_t k = 0; k < places.size(); ++k) {
    if (done[k].ok()) results[places[k]] = std::move(made[places[k]]);
    else results[places[k]] = done[k].error();
  }
  return results;
}

Result<PostRecord> FilesStore::amend(const Id& id, const std::function<Result<void>(PostRecord&)>& change) {
  return std::move(amend_many({id}, change).front());
}

}  // namespace cmtool
