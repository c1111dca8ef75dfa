// SPDX-License-Identifier: MIT
#include "schedule/remarks.hpp"

#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

std::string text_for(const Post& post, const Delivery& delivery) {
  return delivery.said.is_object() ? delivery.said["text"].string_or(post.text) : post.text;
}

bool counts(const Delivery& delivery) { return delivery.state != DeliveryState::cancelled && delivery.state != DeliveryState::expired && !delivery.deleted; }

}  // namespace

void Surroundings::add(const std::string& account, const std::string& text, const Neighbour& neighbour) {
  by_time_[account].emplace(neighbour.at, neighbour.post);
  by_text_[sha256(account + " " + text)].push_back(neighbour);
}

Result<Surroundings> Surroundings::read(Desk& desk, const std::vector<PostRecord>& records) {
  Surroundings around;
  const Instant now = desk.world.clock->now();
  std::optional<Instant> first, last;
  std::set<std::string> accounts;
  for (const auto& record : records) {
    for (const auto& delivery : record.deliveries) {
      if (!delivery.due) continue;
      first = std::min(first.value_or(delivery.due->at), delivery.due->at);
      last = std::max(last.value_or(delivery.due->at), delivery.due->at);
      accounts.insert(delivery.account);
    }
  }
  if (!first) return around;
  const std::vector<std::string> names(accounts.begin(), accounts.end());
  TRY(const auto waiting, desk.store.scheduled({.from = *first - twin_window, .until = *last + twin_window, .accounts = names}));
  for (const auto& one : waiting) {
    around.add(one.delivery.account, text_for(one.post, one.delivery), {one.post.id, one.delivery.due->at});
  }
  if (*first - twin_window >= now) return around;
  TRY(const auto sent, desk.store.sent({.from = *first - twin_window, .accounts = names}));
  for (const auto& one : sent) {
    if (counts(one.delivery)) around.add(one.delivery.account, text_for(one.post, one.delivery), {one.post.id, one.delivery.receipt->at});
  }
  return around;
}

std::vector<Error> Surroundings::remarks_on(const PostRecord& record, const std::vector<Account>& accounts) {
  std::vector<Error> remarks;
  const auto remark = [&](std::string message, std::string hint, const std::string& account) {
    remarks.push_back({.fault = Fault::refused, .message = std::move(message), .hint = std::move(hint), .where = "@" + account});
  };
  for (const auto& delivery : record.deliveries) {
    if (!delivery.due || !counts(delivery)) continue;
    const Instant at = delivery.due->at;
    const std::string text = text_for(record.post, delivery);
    const auto account = std::find_if(accounts.begin(), accounts.end(), [&](const Account& a) { return a.name == delivery.account; });
    if (account != accounts.end() && account->token_expires && *account->token_expires < at) {
      remark(tr("its token will have ended by then"), tr("get a new one before: cmtool account refresh @{}, or sign in again", delivery.account), delivery.account);
    }
    const auto& times = by_time_[delivery.account];
    for (auto other = times.upper_bound(at - collision_window); other != times.end() && other->first < at + collision_window; ++other) {
      if (other->second == record.post.id) continue;
      remark(tr("another post goes out there within {} minutes ({})", collision_window.count(), other->second), tr("move one of them: cmtool schedule move"),
             delivery.account);
      break;
    }
    for (const auto& other : by_text_[sha256(delivery.account + " " + text)]) {
      if (text.empty() || other.post == record.post.id || std::chrono::abs(other.at - at) >= twin_window) continue;
      remark(tr("the same text goes out there within a week ({})", other.post), tr("change one of them, or cancel it: cmtool schedule cancel"), delivery.account);
      break;
    }
  }
  for (const auto& delivery : record.deliveries) {
    if (delivery.due && counts(delivery)) add(delivery.account, text_for(record.post, delivery), {record.post.id, delivery.due->at});
  }
  return remarks;
}

}  // namespace cmtool
