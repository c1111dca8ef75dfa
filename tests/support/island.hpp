// SPDX-License-Identifier: MIT
// A platform of the tests' own: it keeps posts in memory and loses answers as it is told.
#pragma once
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "platform.hpp"

namespace cmtool {

/// What happens to one publish().
enum class Fate {
  fine,          ///< done, and the answer arrives
  lost_after,    ///< done, and the answer is lost
  lost_before,   ///< not done, and nobody can tell
  gateway,       ///< not done, and a gateway says that it gave up waiting
  refused,       ///< surely not done: the platform will not have it
  unreachable,   ///< surely not done: the network is down
};

class Island final : public Platform {
 public:
  explicit Island(Protection protection = Protection::none, bool findable = true) {
    about_.name = "site";  // the name that accounts of the tests carry
    about_.title = "Island";
    about_.limits = {.text = 50, .unit = Unit::code_points};
    about_.can = {Can::publish, Can::remove, Can::thread};
    if (findable) about_.can.insert(Can::find);
    about_.protection = protection;
    about_.find_is_sure = true;
  }

  About& mutable_about() { return about_; }
  const About& about() const override { return about_; }

  Result<Receipt> publish(Session& session, const Post& post) const override {
    if (before_sending) before_sending(session);
    const Fate fate = sends < fates.size() ? fates[sends] : Fate::fine;
    ++sends;
    const bool does = fate == Fate::fine || fate == Fate::lost_after;
    // A platform with a record key of our choice keeps one post for each key.
    const bool there = about_.protection == Protection::same &&
                       std::find(keys.begin(), keys.end(), session.key()) != keys.end();
    if (does && !there) {
      posts.push_back(post.text);
      keys.push_back(session.key());
    }
    switch (fate) {
      case Fate::fine: return Receipt{.remote_id = post.text, .url = "https://island.example/" + session.key(), .at = session.now()};
      case Fate::lost_after:
      case Fate::lost_before: return Error{.fault = Fault::unknown_outcome, .message = "the answer was lost"};
      case Fate::gateway:
        return Error{.fault = Fault::unknown_outcome, .message = "the gateway gave up", .retry_after = std::chrono::seconds(60)};
      case Fate::refused: return Error{.fault = Fault::refused, .message = "not here"};
      case Fate::unreachable: return Error{.fault = Fault::network, .message = "no way"};
    }
    return Error{.fault = Fault::internal};
  }

  Result<std::optional<Receipt>> find(Session& session, const Post& post, Instant) const override {
    ++finds;
    if (!about_.can.contains(Can::find)) return Platform::find(session, post, {});
    for (const auto& text : posts) {
      if (text == post.text) return std::optional<Receipt>(Receipt{.remote_id = text, .url = "https://island.example/found", .at = session.now()});
    }
    return std::optional<Receipt>{};
  }

  // A schedule of its own, where keeps_schedule() was called: pass() is its clock.

  void keeps_schedule() {
    about_.can.insert(Can::schedule);
    about_.schedule_ahead = std::chrono::seconds(120);
  }
  struct Kept {
    std::string id{}, text{}, key{};
    Instant at{};
  };
  /// Publishes what is due.
  void pass(Instant now) {
    for (const auto& one : kept) {
      if (one.at <= now) posts.push_back(one.text);
    }
    std::erase_if(kept, [&](const Kept& one) { return one.at <= now; });
  }

  Result<void> may_schedule(Session&, const Post&) const override {
    if (refuses_to_keep) return Error{.fault = Fault::refused, .message = "this island keeps nothing"};
    return {};
  }
  Result<NativeStatus> schedule(Session& session, const Post& post, Instant at) const override {
    const Fate fate = next_native();
    if (does(fate) && waits) kept.push_back({.id = "k" + std::to_string(++kept_count), .text = post.text, .key = session.key(), .at = at});
    if (does(fate) && !waits) posts.push_back(post.text);
    if (fate != Fate::fine) return lost(fate, Fault::unknown_outcome);
    if (!waits) return published(session, post.text);
    return status_of(kept.back());
  }
  Result<NativeStatus> look_at_scheduled(Session& session, const Post& post, const Native& native) const override {
    if (const Fate fate = next_native(); fate != Fate::fine) return lost(fate, Fault::network);
    for (const auto& one : kept) {
      if (native.id.empty() ? one.key == session.key() : one.id == native.id) return status_of(one);
    }
    if (std::find(posts.begin(), posts.end(), post.text) != posts.end()) return published(session, post.text);
    return NativeStatus{.surely = native.id.empty() || session.now() < native.at};
  }
  Result<NativeStatus> reschedule(Session& session, const Post& post, const Native& native, Instant at) const override {
    if (!moves_in_place) return Error{.fault = Fault::unsupported, .message = "not in place"};
    const Fate fate = next_native();
    for (auto& one : kept) {
      if (one.id != native.id) continue;
      if (does(fate)) one.at = at;
      if (fate != Fate::fine) return lost(fate, Fault::network);
      return status_of(one);
    }
    if (fate != Fate::fine) return lost(fate, Fault::network);
    return look_at_scheduled(session, post, native);
  }
  Result<NativeStatus> unschedule(Session& session, const Post& post, const Native& native) const override {
    const Fate fate = next_native();
    const bool there = std::any_of(kept.begin(), kept.end(), [&](const Kept& one) { return one.id == native.id; });
    if (does(fate)) std::erase_if(kept, [&](const Kept& one) { return one.id == native.id; });
    if (fate != Fate::fine) return lost(fate, Fault::network);
    if (there || native.id.empty()) return NativeStatus{};
    return look_at_scheduled(session, post, native);
  }

  Result<void> remove(Session&, const Receipt& receipt) const override {
    std::erase(posts, receipt.remote_id);
    return {};
  }

  std::vector<Fate> fates{};
  std::function<void(Session&)> before_sending{};
  mutable std::vector<std::string> posts{}, keys{};
  mutable std::size_t sends = 0, finds = 0;

  mutable std::vector<Kept> kept{};
  std::vector<Fate> native_fates{};  ///< of the calls about its schedule, in order
  mutable std::size_t native_calls = 0;
  bool waits = true, moves_in_place = true, refuses_to_keep = false;

 private:
  Fate next_native() const {
    const std::size_t call = native_calls++;
    return call < native_fates.size() ? native_fates[call] : Fate::fine;
  }
  static bool does(Fate fate) { return fate == Fate::fine || fate == Fate::lost_after; }
  static Error lost(Fate fate, Fault open) {
    if (fate == Fate::refused) return Error{.fault = Fault::refused, .message = "not here"};
    if (fate == Fate::unreachable) return Error{.fault = Fault::network, .message = "no way"};
    Error error{.fault = open, .message = "the answer was lost"};
    if (fate == Fate::gateway) error.retry_after = std::chrono::seconds(60);
    return error;
  }
  static NativeStatus status_of(const Kept& one) { return NativeStatus{.state = NativeStatus::State::scheduled, .id = one.id, .at = one.at}; }
  static NativeStatus published(Session& session, const std::string& text) {
    return NativeStatus{.state = NativeStatus::State::published,
                        .receipt = Receipt{.remote_id = text, .url = "https://island.example/kept", .at = session.now()}};
  }

  mutable int kept_count = 0;
  About about_{};
};

}  // namespace cmtool
