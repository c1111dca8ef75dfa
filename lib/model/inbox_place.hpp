// SPDX-License-Identifier: MIT
// Where an inbox has been read to, as platforms keep it in the text of their cursor: how far down a list, and which items of late.
//
// Nothing may be passed over, though a run can end between any two pages, and lists begin at their newest end. And what was read once
// changes: a comment is edited, or deleted, and no list says so; so items of late are remembered and looked at again in turns. A cursor
// that cannot be read stands for the beginning: then everything comes again, which does no harm.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "model/item.hpp"

namespace cmtool {

/// A list that is read from its newest end downwards, over as many calls as that takes.
///
/// What is newer than the last round's newest belongs to the next round, which begins only when this one has come down to where the last
/// one began. Lists are sorted by times that their authors can set back a little, so a round goes `overlap` further than it must.
struct Sweep {
  static constexpr std::chrono::minutes overlap{60};

  Instant done{};     ///< all that is older has been handed out
  Instant top{};      ///< the newest of the round at hand
  std::string at{};   ///< where the round goes on, in the platform's words; "": a new one begins

  /// Takes note of a page: the times of its items, and where the next one begins ("" if there is none). True while the round goes on.
  bool turn(const std::vector<Instant>& times, const std::string& next, Instant now);
  bool operator==(const Sweep&) const = default;
};
Json to_json(const Sweep&);
Sweep sweep_from_json(const Json&);

/// Items of late, to be looked at again, and what was found out about them when they first came.
class SeenItems {
 public:
  static constexpr std::size_t most = 100;

  /// The same item comes by several ways (a notification, a conversation), of which some tell less: what was known of it first stays.
  void settle(Item&);
  [[nodiscard]] bool knows(std::string_view remote_id) const;
  void forget(std::string_view remote_id);
  /// The next ones whose turn it is, at most `count`; only ids, times, kinds and what they are about are filled.
  std::vector<Item> take_turn(std::size_t count);

  [[nodiscard]] Json json() const;
  static SeenItems from_json(const Json&);

 private:
  std::vector<Item> items_{};  // the newest last
  std::size_t next_ = 0;
};

/// The places of the next `count` of `total` things that take turns, and where the turns go on.
std::vector<std::size_t> turns(std::size_t total, std::size_t count, std::size_t& next);

}  // namespace cmtool
