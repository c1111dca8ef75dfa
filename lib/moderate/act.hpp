// SPDX-License-Identifier: MIT
// Acting on items where they are: like, hide, approve, spam, delete, mute, block, report.
//
// The order is that of posting: the intention on disk, then the request, then the outcome on disk. An act may be repeated without doing
// more than once what it does (Platform::act), so one that was interrupted is simply done again; one that is known to be done is not.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"
#include "model/act.hpp"
#include "moderate/handle.hpp"

namespace cmtool {

/// What became of one item.
struct ActOutcome {
  Id id{};
  std::optional<InboxItem> item{};
  std::optional<Error> error{};
  bool before = false;  ///< it was so already; nothing was sent
};

/// Does it to each item: the items of an account one after the other, accounts at the same time. Nothing is sent for an item whose platform cannot do it:
/// Fault::unsupported with what comes nearest.
std::vector<ActOutcome> act_on(Desk&, const std::vector<Id>&, Act, const Moderator&);

/// Can this be done to the item? Nothing is sent. Fault::unsupported names the nearest that can.
Result<void> may_act(Desk&, const InboxItem&, Act);

/// What holds after an act, in Handling::acts, and how it leaves the item.
void apply_act(Handling&, Act);
/// Does it hold already?
bool holds_already(const Handling&, Act);

}  // namespace cmtool
