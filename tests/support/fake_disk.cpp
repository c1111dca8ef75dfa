// SPDX-License-Identifier: MIT
#include "tests/support/fake_disk.hpp"

#include <algorithm>

#include "sys/held.hpp"
#include "sys/memory_source.hpp"

namespace cmtool::test {
namespace {

Error missing(const Disk::Path& path) { return {.fault = Fault::not_found, .message = path.string() + ": missing"}; }
Error there(const Disk::Path& path) { return {.fault = Fault::conflict, .message = path.string() + ": there"}; }
Error not_a(const char* what, const Disk::Path& path) { return {.fault = Fault::state, .message = path.string() + ": not a " + what}; }

}  // namespace

class FakeDisk::HeldLock final : public Lock {
 public:
  HeldLock(std::shared_ptr<std::set<std::string>> all, std::string name, std::recursive_mutex& mutex)
      : all_(std::move(all)), name_(std::move(name)), mutex_(mutex) {}
  HeldLock(const HeldLock&) = delete;
  HeldLock& operator=(const HeldLock&) = delete;
  ~HeldLock() override {
    const std::lock_guard guard(mutex_);
    all_->erase(name_);
  }

 private:
  std::shared_ptr<std::set<std::string>> all_;
  std::string name_;
  std::recursive_mutex& mutex_;
};

void FakeDisk::plan(Plan plan) {
  plan_ = std::move(plan);
  operations_ = 0;
  met_ = false;
}

void FakeDisk::restart() {
  // Locks of the old life belong to a set of their own, so that their late release frees nothing of the new one.
  locks_ = std::make_shared<std::set<std::string>>();
  dead_ = false;
  plan({});
}

void FakeDisk::power_cut(Loss loss, unsigned seed) {
  std::mt19937 chance(seed);
  std::set<const Node*> seen;
  lose(root_, loss, chance, seen);
  restart();
}

void FakeDisk::lose(const NodePtr& node, Loss loss, std::mt19937& chance, std::set<const Node*>& seen) {
  if (!seen.insert(node.get()).second) return;
  const auto keep = [&] { return loss == Loss::some && chance() % 2 == 0; };
  if (node->kind != Entry::Kind::folder) {
    if (node->bytes != node->synced && !keep()) {
      const bool torn = loss == Loss::some && node->bytes.size() > node->synced.size() && chance() % 2 == 0;
      node->bytes = torn ? node->bytes.substr(0, (node->bytes.size() + node->synced.size()) / 2) : node->synced;
    }
    node->synced = node->bytes;
    return;
  }
  auto names = node->synced_names;
  for (const auto& [name, child] : node->names) {
    const auto before = node->synced_names.find(name);
    if ((before == node->synced_names.end() || before->second != child) && keep()) names[name] = child;
  }
  for (const auto& [name, child] : node->synced_names) {
    if (!node->names.contains(name) && keep()) names.erase(name);
  }
  node->names = node->synced_names = names;
  for (const auto& [name, child] : names) lose(child, loss, chance, seen);
}

FakeDisk::NodePtr FakeDisk::copy_of(const NodePtr& node, std::map<const Node*, NodePtr>& done) {
  if (const auto found = done.find(node.get()); found != done.end()) return found->second;
  auto result = std::make_shared<Node>(*node);
  done[node.get()] = result;
  for (auto& [name, child] : result->names) child = copy_of(child, done);
  for (auto& [name, child] : result->synced_names) child = copy_of(child, done);
  return result;
}

std::unique_ptr<FakeDisk> FakeDisk::copy() const {
  auto result = std::make_unique<FakeDisk>();
  std::map<const Node*, NodePtr> done;
  result->root_ = copy_of(root_, done);
  sync_deep(result->root_);
  return result;
}

void FakeDisk::sync_deep(const NodePtr& node) {
  node->synced = node->bytes;
  node->synced_names = node->names;
  for (const auto& [name, child] : node->names) sync_deep(child);
}

void FakeDisk::put(const Path& path, std::string bytes) {
  const NodePtr parent = find(path.parent_path());
  auto node = std::make_shared<Node>(Node{.bytes = bytes, .synced = bytes});
  parent->names[path.filename()] = node;
  parent->synced_names[path.filename()] = node;
}

void FakeDisk::rights(const Path& path, unsigned mode) { find(path)->mode = mode; }

Result<void> FakeDisk::step() {
  const Error gone{.fault = Fault::internal, .message = "the process is gone"};
  if (dead_) return gone;
  ++operations_;
  if (plan_.trouble == Trouble::none || operations_ < plan_.at) return {};
  if (plan_.trouble == Trouble::fail && operations_ > plan_.at) return {};
  met_ = true;
  if (plan_.trouble != Trouble::stop) return plan_.error;
  dead_ = true;
  return gone;
}

FakeDisk::NodePtr FakeDisk::find(const Path& path) const {
  NodePtr node = root_;
  for (const auto& piece : path) {
    if (piece == "/" || piece == "." || piece.empty()) continue;
    const auto found = node->names.find(piece);
    if (found == node->names.end()) return nullptr;
    node = found->second;
  }
  return node;
}

Result<FakeDisk::NodePtr> FakeDisk::file(const Path& path) const {
  const NodePtr node = find(path);
  if (!node) return missing(path);
  if (node->kind != Entry::Kind::file) return not_a("file", path);
  return node;
}

Result<FakeDisk::NodePtr> FakeDisk::folder(const Path& path) const {
  const NodePtr node = find(path);
  if (!node) return missing(path);
  if (node->kind != Entry::Kind::folder) return not_a("folder", path);
  return node;
}

Result<std::string> FakeDisk::read(const Path& path, std::uint64_t limit) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr node, file(path));
  if (node->bytes.size() > limit) return not_a("small file", path);
  return node->bytes;
}

Result<std::unique_ptr<Source>> FakeDisk::open(const Path& path, bool) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr node, file(path));
  return std::unique_ptr<Source>(std::make_unique<MemorySource>(node->bytes));
}

Result<void> FakeDisk::write_new(const Path& path, std::string_view bytes, Readable readable) {
  const std::lock_guard guard(mutex_);
  const auto stepped = step();
  // Killed in the middle of it: the name is there, and half of the content.
  const bool half = !stepped.ok() && stopping();
  if (!stepped.ok() && !half) return stepped;
  TRY(const NodePtr parent, folder(path.parent_path()));
  if (parent->names.contains(path.filename())) return there(path);
  const unsigned mode = readable == Readable::owner ? 0600 : 0644;
  parent->names[path.filename()] =
      std::make_shared<Node>(Node{.mode = mode, .bytes = std::string(bytes.substr(0, half ? bytes.size() / 2 : bytes.size()))});
  return stepped;
}

Result<void> FakeDisk::append(const Path& path, std::string_view bytes) {
  const std::lock_guard guard(mutex_);
  const auto stepped = step();
  const bool half = !stepped.ok() && stopping();
  if (!stepped.ok() && !half) return stepped;
  if (!find(path)) {
    TRY(const NodePtr parent, folder(path.parent_path()));
    parent->names[path.filename()] = std::make_shared<Node>();
  }
  TRY(const NodePtr node, file(path));
  node->bytes += bytes.substr(0, half ? bytes.size() / 2 : bytes.size());
  return stepped;
}

Result<void> FakeDisk::truncate(const Path& path, std::uint64_t size) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr node, file(path));
  node->bytes.resize(size);
  return {};
}

Result<void> FakeDisk::sync(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr node, file(path));
  node->synced = node->bytes;
  ++syncs_;
  return {};
}

Result<void> FakeDisk::sync_folder(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr node, folder(path));
  node->synced_names = node->names;
  ++syncs_;
  return {};
}

Result<void> FakeDisk::sync_all(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  CHECK_OK(folder(path));
  sync_deep(root_);
  ++syncs_;
  return {};
}

Result<void> FakeDisk::make_private(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  const NodePtr node = find(path);
  if (!node) return missing(path);
  node->mode = node->kind == Entry::Kind::folder ? 0700 : 0600;
  return {};
}

Result<void> FakeDisk::rename(const Path& from, const Path& to) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr old_parent, folder(from.parent_path()));
  TRY(const NodePtr new_parent, folder(to.parent_path()));
  const auto node = old_parent->names.find(from.filename());
  if (node == old_parent->names.end()) return missing(from);
  const auto target = new_parent->names.find(to.filename());
  if (target != new_parent->names.end() && target->second->kind == Entry::Kind::folder && !target->second->names.empty()) return there(to);
  const NodePtr moved = node->second;
  old_parent->names.erase(from.filename());
  new_parent->names[to.filename()] = moved;
  return {};
}

Result<void> FakeDisk::rename_new(const Path& from, const Path& to) {
  const std::lock_guard guard(mutex_);
  if (!dead_ && find(to)) return there(to);
  return rename(from, to);
}

Result<void> FakeDisk::remove(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  CHECK_OK(file(path));
  find(path.parent_path())->names.erase(path.filename());
  return {};
}

Result<void> FakeDisk::remove_folder(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr node, folder(path));
  if (!node->names.empty()) return not_a("empty folder", path);
  find(path.parent_path())->names.erase(path.filename());
  return {};
}

Result<void> FakeDisk::make_folder(const Path& path, Readable readable) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr parent, folder(path.parent_path()));
  if (parent->names.contains(path.filename())) return find(path)->kind == Entry::Kind::folder ? Result<void>() : there(path);
  parent->names[path.filename()] =
      std::make_shared<Node>(Node{.kind = Entry::Kind::folder, .mode = readable == Readable::owner ? 0700u : 0755u});
  return {};
}

Result<std::vector<Entry>> FakeDisk::list(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  TRY(const NodePtr node, folder(path));
  std::vector<Entry> all;
  for (const auto& [name, child] : node->names) all.push_back({.name = name, .kind = child->kind});
  return all;
}

Result<FileFacts> FakeDisk::facts(const Path& path) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  const NodePtr node = find(path);
  if (!node) return missing(path);
  return FileFacts{.kind = node->kind, .bytes = node->bytes.size(), .mode = node->mode};
}

Result<std::unique_ptr<Lock>> FakeDisk::lock(const Path& path, std::chrono::milliseconds) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(step());
  if (!find(path)) {
    TRY(const NodePtr parent, folder(path.parent_path()));
    parent->names[path.filename()] = std::make_shared<Node>();
  }
  if (locks_->insert(path.string()).second) {
    return std::unique_ptr<Lock>(std::make_unique<HeldLock>(locks_, path.string(), mutex_));
  }
  return held_by_another({.fault = Fault::state, .message = path.string() + ": held"});
}

}  // namespace cmtool::test
