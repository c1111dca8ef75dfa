// SPDX-License-Identifier: MIT
// Recording posts and deliveries: intent before sending, outcome after it, and who may send.
#include <algorithm>

#include "base/tr.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

// Whether a sender lives is told by its lock; the time in a lease is for people and for stores without such locks.
constexpr auto lease_time = std::chrono::hours(1);
constexpr auto look_at_lock = std::chrono::milliseconds(20);

Error not_takeable(const Delivery& delivery) {
  return {.fault = Fault::conflict, .message = tr("the delivery {} is in state {}, so it is not sent", delivery.id, slug(delivery.state)),
          .where = "@" + delivery.account};
}

Error being_sent(const Delivery& delivery) {
  return {.fault = Fault::conflict, .message = tr("another process is sending {} at this moment", delivery.id),
          .hint = tr("look again when it is done"), .where = "@" + delivery.account};
}

bool same_words(const Post& a, const Post& b) { return a.text == b.text && a.thread == b.thread && a.title == b.title; }

}  // namespace

FilesStore::~FilesStore() {
  // The name goes before the lock does, so that nobody finds it free while it is still there.
  if (run_lock_) (void)disk_.remove(layout_.run(run_));
}

Result<std::string> FilesStore::our_run() {
  const std::lock_guard guard(run_mutex_);
  if (run_lock_) return run_;
  const std::string run = new_id(clock_.now());
  auto lock = disk_.lock(layout_.run(run), std::chrono::milliseconds(0));
  if (!lock.ok() && lock.error().fault == Fault::not_found) {
    CHECK_OK(disk_.make_folder(layout_.runs()));
    lock = disk_.lock(layout_.run(run), std::chrono::milliseconds(0));
  }
  if (!lock.ok()) return std::move(lock).error();
  run_lock_ = std::move(lock).value();
  run_ = run;
  return run_;
}

Result<bool> FilesStore::alive(const Lease& lease) {
  if (!is_id(lease.run)) return false;
  const auto path = layout_.run(lease.run);
  const auto facts = disk_.facts(path);
  if (!facts.ok() && facts.error().fault == Fault::not_found) return false;
  if (!facts.ok()) return facts.error();
  // Its process holds it until it dies; whoever only looks holds it for an instant, hence the patience.
  return !disk_.lock(path, look_at_lock).ok();
}

Lease FilesStore::lease(const std::string& run) { return {.run = run, .until = clock_.now() + lease_time}; }

Result<Change> FilesStore::prepare_start(PostRecord& record, const std::string& run) {
  const Post& post = record.post;
  if (!is_id(post.id)) return Error{.fault = Fault::internal, .message = tr("the post has no id")};
  if (!post.key.empty()) {
    TRY(const auto id, id_of_key(post.key));
    std::optional<PostFile> known;
    if (id) {
      TRY(known, find_post(*id));
    }
    if (known && !same_words(known->post, post)) {
      return Error{.fault = Fault::conflict, .message = tr("the key “{}” was used for a post with another text: {}", post.key, *id),
                   .hint = tr("a key stands for one post; choose another key for this one")};
    }
    if (known) {
      TRY(record, record_of(std::move(*known)));
      record.existed = true;
      return Change{};
    }
  }
  if (disk_.facts(layout_.post(post.id)).ok()) {
    return Error{.fault = Fault::conflict, .message = tr("there is a post {} already", post.id)};
  }
  PostFile file{.post = post};
  Change change{.all_new = true};
  for (auto& delivery : record.deliveries) {
    delivery.post = post.id;
    delivery.id = delivery_id(post.id, delivery.account);
    if (!delivery_name(delivery.id)) return Error{.fault = Fault::usage, .message = tr("“{}” is not an account's name", delivery.account)};
    if (delivery.state == DeliveryState::sending) delivery.lease = lease(run);
    file.targets.push_back({delivery.account, is_filed_by_time(delivery) ? std::optional(delivery.due->at) : std::nullopt});
    change.first.push_back({layout_.delivery(delivery), text_of(delivery, 1)});
  }
  if (!post.key.empty()) {
    change.first.push_back({layout_.key(post.key), json_text(Json{{"key", post.key}, {"post", post.id}})});
  }
  change.last.push_back({layout_.post(post.id), text_of(file)});
  return change;
}

Result<PostRecord> FilesStore::start(const Post& post, const std::vector<Delivery>& deliveries) {
  return std::move(start_many({PostRecord{.post = post, .deliveries = deliveries}}).front());
}

std::vector<Result<PostRecord>> FilesStore::start_many(const std::vector<PostRecord>& wanted) {
  std::vector<PostRecord> records = wanted;
  const bool sends = std::any_of(records.begin(), records.end(), [](const PostRecord& record) {
    return std::any_of(record.deliveries.begin(), record.deliveries.end(),
                       [](const Delivery& delivery) { return delivery.state == DeliveryState::sending; });
  });
  const Result<std::string> run = sends ? our_run() : Result<std::string>(std::string());
  if (!run.ok()) return std::vector<Result<PostRecord>>(records.size(), run.error());

  std::vector<GroupCommit::Task> tasks;
  for (auto& record : records) {
    GroupCommit::Task task{.names = {record.post.id}, .prepare = [&] { return prepare_start(record, *run); }};
    if (!record.post.key.empty()) task.names.push_back("key " + record.post.key);
    tasks.push_back(std::move(task));
  }
  const auto done = group_.run(std::move(tasks));
  std::vector<Result<PostRecord>> results;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (done[i].ok()) results.emplace_back(std::move(records[i]));
    else results.emplace_back(done[i].error());
  }
  return results;
}

Result<Change> FilesStore::prepare_claim(const std::string& id, const std::string& run, const std::function<Result<void>(Delivery&)>& intent,
                                         Delivery& claimed) {
  TRY(auto found, find_delivery(id));
  if (!found) return Error{.fault = Fault::not_found, .message = tr("there is no delivery {}", id)};
  Delivery& delivery = found->delivery;
  switch (delivery.state) {
    case DeliveryState::draft:
    case DeliveryState::sending:
    case DeliveryState::failed:
    case DeliveryState::unknown:
    case DeliveryState::waiting: break;
    case DeliveryState::held:
    case DeliveryState::sent:
    case DeliveryState::expired:
    case DeliveryState::cancelled: return not_takeable(delivery);
  }
  Change change;
  if (delivery.state == DeliveryState::sending && delivery.lease) {
    if (delivery.lease->run == run) return being_sent(delivery);
    TRY(const bool living, alive(*delivery.lease));
    if (living) return being_sent(delivery);
  }
  if (intent) CHECK_OK(intent(delivery));
  delivery.state = DeliveryState::sending;
  delivery.lease = lease(run);
  const auto path = layout_.delivery(delivery);
  change.first.push_back({path, text_of(delivery, found->revision + 1)});
  change.remove = found->stale;
  change.remove.push_back(found->path);
  std::erase(change.remove, path);
  claimed = delivery;
  return change;
}

Result<Delivery> FilesStore::claim(const std::string& id, const std::function<Result<void>(Delivery&)>& intent) {
  TRY(const std::string run, our_run());
  const auto name = delivery_name(id);
  Delivery claimed;
  CHECK_OK(group_.run_one({.names = {name ? name->post : id, id}, .prepare = [&] { return prepare_claim(id, run, intent, claimed); }}));
  return claimed;
}

Result<Change> FilesStore::prepare_save(const Delivery& wanted) {
  TRY(const auto found, find_delivery(wanted.id));
  if (!found) return Error{.fault = Fault::not_found, .message = tr("there is no delivery {}", wanted.id)};
  Delivery delivery = wanted;
  // A note on the way does not end the lease; an outcome does.
  if (delivery.state == DeliveryState::sending && !delivery.lease) delivery.lease = found->delivery.lease;
  if (delivery.state != DeliveryState::sending) delivery.lease.reset();

  const auto path = layout_.delivery(delivery);
  Change change;
  FileWrite record{path, text_of(delivery, found->revision + 1)};
  change.remove = found->stale;
  if (found->path != path) change.remove.push_back(found->path);
  std::erase(change.remove, path);
  if (!is_filed_by_time(delivery)) {
    change.first.push_back(std::move(record));
    return change;
  }
  // The post says under which time a waiting delivery is filed, so that it is found without a search.
  TRY(auto post, find_post(delivery.post));
  if (!post) return Error{.fault = Fault::not_found, .message = tr("there is no post {}", delivery.post)};
  for (auto& target : post->targets) {
    if (target.account != delivery.account || target.due == delivery.due->at) continue;
    target.due = delivery.due->at;
    change.first.push_back({layout_.post(delivery.post), text_of(*post)});
  }
  change.last.push_back(std::move(record));
  return change;
}

Result<void> FilesStore::save(const Delivery& delivery) {
  if (!delivery_name(delivery.id)) return Error{.fault = Fault::not_found, .message = tr("there is no delivery {}", delivery.id)};
  // A waiting delivery changes its post's record, which the post's other deliveries may change in the same batch.
  const std::string name = is_filed_by_time(delivery) ? delivery.post : delivery.id;
  return group_.run_one({.names = {name, delivery.id}, .prepare = [&] { return prepare_save(delivery); }});
}

Result<void> FilesStore::add_delivery(const Delivery& delivery) {
  if (!delivery_name(delivery.id)) return Error{.fault = Fault::not_found, .message = tr("there is no delivery {}", delivery.id)};
  return group_.run_one({.names = {delivery.post, delivery.id}, .prepare = [&]() -> Result<Change> {
    TRY(auto file, find_post(delivery.post));
    if (!file) return Error{.fault = Fault::not_found, .message = tr("there is no post {}", delivery.post)};
    const bool known = std::any_of(file->targets.begin(), file->targets.end(), [&](const auto& target) { return target.account == delivery.account; });
    if (known) return Error{.fault = Fault::conflict, .message = tr("the post {} is for @{} already", delivery.post, delivery.account)};
    file->targets.push_back({delivery.account, std::nullopt});
    // The post's record makes the delivery count; one without it is litter.
    return Change{.first = {{layout_.delivery(delivery), text_of(delivery, 1)}}, .last = {{layout_.post(delivery.post), text_of(*file)}}};
  }});
}

Result<void> FilesStore::save_post(const Post& post) {
  return group_.run_one({.names = {post.id}, .prepare = [&]() -> Result<Change> {
    std::optional<PostFile> file;
    if (is_id(post.id)) {
      TRY(file, find_post(post.id));
    }
    if (!file) return Error{.fault = Fault::not_found, .message = tr("there is no post {}", post.id)};
    file->post = post;
    return Change{.first = {{layout_.post(post.id), text_of(*file)}}};
  }});
}

}  // namespace cmtool
