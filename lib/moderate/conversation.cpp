// SPDX-License-Identifier: MIT
#include "moderate/conversation.hpp"

#include <algorithm>

namespace cmtool {
namespace {

constexpr std::size_t longest_conversation = 100;
/// Our clock and the platform's need not agree on when the first answer went out.
constexpr auto clocks_apart = std::chrono::hours(24);

}  // namespace

Result<std::vector<InboxItem>> conversation(Desk& desk, const InboxItem& around) {
  if (around.item.on.empty() && around.item.answers.empty()) return std::vector<InboxItem>();
  std::vector<InboxItem> all;
  if (!around.item.on.empty()) {
    TRY(all, desk.store.inbox().items({.accounts = {around.item.account}, .on = around.item.on, .now = desk.world.clock->now(), .limit = longest_conversation}));
  } else {
    TRY(auto answered, desk.store.inbox().item_by_remote(around.item.account, around.item.answers));
    if (answered) all.push_back(std::move(*answered));
  }
  std::erase_if(all, [&](const InboxItem& other) { return other.item.id == around.item.id; });
  std::sort(all.begin(), all.end(), [](const InboxItem& a, const InboxItem& b) { return a.item.at < b.item.at; });
  return all;
}

Result<std::vector<SentAnswer>> sent_answers(Desk& desk, const InboxItem& entry) {
  std::vector<SentAnswer> answers;
  if (entry.handling.replies.empty() || !entry.handling.answered) return answers;
  TRY(const auto decisions, desk.store.inbox().decisions(entry.item.id, *entry.handling.answered - clocks_apart));
  for (const auto& decision : decisions) {
    if (decision.what != "reply" || decision.outcome != "done") continue;
    answers.push_back({.at = decision.at, .by = decision.by, .text = decision.with["text"].string_or("")});
  }
  return answers;
}

}  // namespace cmtool
