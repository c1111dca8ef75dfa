// SPDX-License-Identifier: MIT
// What a verb works at: the outside world, the open workspace, and the network.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "net/session.hpp"
#include "platform.hpp"
#include "store.hpp"
#include "world.hpp"

namespace cmtool {

/// What was learned of each account in this run: a batch must not run `pass show …` once for each post. Thread-safe.
template <typename T>
class Learned {
 public:
  [[nodiscard]] std::optional<T> find(const std::string& account) {
    const std::lock_guard lock(mutex_);
    const auto found = held_.find(account);
    return found == held_.end() ? std::nullopt : std::optional(found->second);
  }
  void keep(const std::string& account, const T& value) {
    const std::lock_guard lock(mutex_);
    held_.insert_or_assign(account, value);
  }

 private:
  std::mutex mutex_{};
  std::map<std::string, T> held_{};
};

/// Everything a verb needs; all of it outlives the verb.
struct Desk {
  World& world;
  Store& store;
  Http& http;
  /// A remark for the person at the terminal while a verb goes on ("waiting for @atelier"); may be empty.
  std::function<void(const std::string&)> say{};
  /// What somebody must know although the verb goes on; may be empty.
  std::function<void(const std::string&)> warn{};
  /// Bytes of an upload that have left; may be empty.
  std::function<void(std::uint64_t sent, std::uint64_t total)> progress{};
  /// Where a delivery's platform is looked up; tests have one of their own.
  std::function<Result<const Platform*>(std::string_view name)> platform = find_platform;
  std::shared_ptr<Learned<Credentials>> credentials = std::make_shared<Learned<Credentials>>();
  std::shared_ptr<Learned<Limits>> limits = std::make_shared<Learned<Limits>>();
};

}  // namespace cmtool
