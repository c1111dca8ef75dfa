// SPDX-License-Identifier: MIT
// How it stands with an item on our desk: what its decisions add up to.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

enum class ItemState {
  open,     ///< waits for us
  pending,  ///< we have answered; waits for them
  snoozed,  ///< out of sight until a time
  done,
};
std::string_view slug(ItemState);
std::optional<ItemState> item_state(std::string_view slug);

enum class Priority { low, normal, high, urgent };
std::string_view slug(Priority);
std::optional<Priority> priority_of(std::string_view slug);

/// A remark of a moderator's, for the others.
struct Note {
  Instant at{};
  std::string by{}, text{};
  bool operator==(const Note&) const = default;
};

struct Handling {
  ItemState state = ItemState::open;
  std::set<std::string> labels{};
  std::string assigned{};                  ///< who is to deal with it; empty: nobody
  Priority priority = Priority::normal;
  std::optional<Instant> snoozed_until{};  ///< from then on it is open again
  std::vector<Note> notes{};
  std::vector<std::string> replies{};      ///< remote ids of our answers
  std::optional<Instant> answered{};       ///< when our first answer was published
  std::set<std::string> acts{};            ///< what holds on the platform by our doing: "like", "hide", "spam"
  std::set<std::string> rules{};           ///< that have dealt with it; "NAME?" where one only said what it would do
  std::string sentiment{};                 ///< "positive", "neutral", "negative"; empty: not judged
  bool operator==(const Handling&) const = default;
};

/// As it is at this moment: snoozed until a time that has passed is open.
ItemState state_at(const Handling&, Instant now);

/// May this be a label? Letters, digits, "-", "_", "." and ":"; at most 64 bytes.
bool is_label(std::string_view);

Json to_json(const Handling&);
Result<Handling> handling_from_json(const Json&);

}  // namespace cmtool
