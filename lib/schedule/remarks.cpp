// SPDX-License-Identifier: MIT
#include "schedule/remarks.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "compose.hpp"
#include "net/preview.hpp"
#include "text/harmless.hpp"

namespace cmtool {
namespace {

std::string text_for(const Post& post, const Delivery& delivery) {
  return delivery.said.is_object() ? delivery.said["text"].string_or(post.text) : post.text;
}

bool counts(const Delivery& delivery) { return delivery.state != DeliveryState::cancelled && delivery.state != DeliveryState::expired && !delivery.deleted; }

}  // namespace

Result<Surroundings> Surroundings::read(Desk& desk, const std::vector<PostRecord>& records) {
  Surroundings around;
  const Instant now = desk.world.clock->now();
  std::optional<Instant> first, last;
  for (const auto& record : records) {
    for (const auto& delivery : record.deliveries) {
      if (!delivery.due) continue;
      first = std::min(first.value_or(delivery.due->at), delivery.due->at);
      last = std::max(last.value_or(delivery.due->at), delivery.due->at);
    }
  }
  if (!first) return around;
  TRY(const auto waiting, desk.store.scheduled({.from = *first - twin_window, .until = *last + twin_window}));
  for (const auto& one : waiting) {
    around.neighbours_.push_back({one.post.id, one.delivery.account, text_for(one.post, one.delivery), one.delivery.due->at});
  }
  if (*first - twin_window >= now) return around;
  TRY(const auto sent, desk.store.posts(PostFilter{.from = now - twin_window}));
  for (const auto& record : sent) {
    for (const auto& delivery : record.deliveries) {
      if (!delivery.receipt || !counts(delivery)) continue;
      around.neighbours_.push_back({record.post.id, delivery.account, text_for(record.post, delivery), delivery.receipt->at});
    }
  }
  return around;
}

std::vector<Error> Surroundings::remarks_on(const PostRecord& record, const std::vector<Account>& accounts) {
  std::vector<Error> remarks;
  const auto remark = [&](std::string message, std::string hint, const std::string& account) {
    remarks.push_back({.fault = Fault::refused, .message = std::move(message), .hint = std::move(hint), .where = "@" + account});
  };
  const std::size_t known = neighbours_.size();
  for (const auto& delivery : record.deliveries) {
    if (!delivery.due || !counts(delivery)) continue;
    const Instant at = delivery.due->at;
    const std::string text = text_for(record.post, delivery);
    const auto account = std::find_if(accounts.begin(), accounts.end(), [&](const Account& a) { return a.name == delivery.account; });
    if (account != accounts.end() && account->token_expires && *account->token_expires < at) {
      remark(tr("its token will have ended by then"), tr("get a new one before: cmtool account refresh @{}, or sign in again", delivery.account), delivery.account);
    }
    bool collides = false, twin = false;
    for (std::size_t i = 0; i < known; ++i) {
      const Neighbour& other = neighbours_[i];
      if (other.account != delivery.account || other.post == record.post.id) continue;
      const auto apart = std::chrono::abs(other.at - at);
      if (!collides && apart < collision_window) {
        collides = true;
        remark(tr("another post goes out there within {} minutes ({})", collision_window.count(), other.post), tr("move one of them: cmtool schedule move"), delivery.account);
      }
      if (!twin && !text.empty() && apart < twin_window && other.text == text) {
        twin = true;
        remark(tr("the same text goes out there within a week ({})", other.post), tr("change one of them, or cancel it: cmtool schedule cancel"), delivery.account);
      }
    }
    neighbours_.push_back({record.post.id, delivery.account, text, at});
  }
  return remarks;
}

std::optional<Error> dead_link(Desk& desk, const Post& post) {
  const std::string url = post.link ? post.link->url : first_link(post.text);
  if (url.empty()) return std::nullopt;
  const auto page = fetch_preview(desk.http, url, desk.world.stop);
  if (page.ok() || page.error().fault != Fault::not_found) return std::nullopt;
  return Error{.fault = Fault::refused, .message = tr("the link {} leads nowhere: {}", url, page.error().message), .hint = tr("look at it in a browser")};
}

}  // namespace cmtool
