// SPDX-License-Identifier: MIT
// What else was said where an item was said.
#pragma once
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"

namespace cmtool {

/// The other items of the same conversation, oldest first: those on the same post of ours, the newest hundred of them; else the one that it answers.
Result<std::vector<InboxItem>> conversation(Desk&, const InboxItem& around);

/// An answer of ours, as it was sent.
struct SentAnswer {
  Instant at{};
  std::string by{}, text{};
};
/// What we have answered, oldest first. Reads the decisions since the first answer.
Result<std::vector<SentAnswer>> sent_answers(Desk&, const InboxItem&);

}  // namespace cmtool
