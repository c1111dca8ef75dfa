// SPDX-License-Identifier: MIT
// A platform of the tests' own: it keeps posts in memory and loses answers as it is told.
#pragma once
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

  Result<void> remove(Session&, const Receipt& receipt) const override {
    std::erase(posts, receipt.remote_id);
    return {};
  }

  std::vector<Fate> fates{};
  std::function<void(Session&)> before_sending{};
  mutable std::vector<std::string> posts{}, keys{};
  mutable std::size_t sends = 0, finds = 0;

 private:
  About about_{};
};

}  // namespace cmtool
