// SPDX-License-Identifier: MIT
#include "preview/gather.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "preview/pictures.hpp"
#include "schedule/approval_code.hpp"
#include "schedule/policy.hpp"
#include "schedule/pauses.hpp"
#include "settle.hpp"

namespace cmtool::preview {
namespace {

/// The last word on the post, if it was a refusal: what came later than that (an edit, an approval) takes it away.
const HistoryEvent* refusal(const Post& post) {
  for (auto event = post.history.rbegin(); event != post.history.rend(); ++event) {
    if (event->did == "rejected") return &*event;
    if (event->did == "edited" || event->did == "approved") return nullptr;
  }
  return nullptr;
}

Planned entry_of(const Upcoming& one, const SchedulePolicy& policy, const Secret& key) {
  Planned entry{.post = one.post.id, .at = one.delivery.due->at, .approved_by = approved_by(one.post), .approvals_needed = policy.approval.needed};
  const bool is_made = !one.delivery.id.empty();
  // An occurrence that is not made yet will be held then unless its text is approved already.
  entry.held = is_made ? one.delivery.state == DeliveryState::held : !is_approved(one.post, policy.approval);
  if (entry.held && is_made) entry.code = approval_code(key, one.post);
  if (const auto* refused = refusal(one.post); refused != nullptr && entry.held) {
    entry.rejected_by = refused->who;
    entry.rejected_why = refused->why;
  }
  return entry;
}

/// The entry of the same post at the same moment, added if there is none; they come by time.
Planned& place_of(const Planned& entry, std::vector<Planned>& entries) {
  for (auto other = entries.rbegin(); other != entries.rend() && other->at == entry.at; ++other) {
    if (other->post == entry.post && other->held == entry.held) return *other;
  }
  return entries.emplace_back(entry);
}

}  // namespace

Result<Gathered> gathered(Desk& desk, const std::vector<Upcoming>& coming, const Wish& wish) {
  Gathered result;
  Page& page = result.page;
  page = Page{.name = wish.name, .language = wish.language, .zone = wish.zone, .made = desk.world.clock->now(), .first = wish.first, .last = wish.last};
  TRY(const auto settings, desk.store.settings());
  TRY(const auto policy, schedule_policy(settings));
  TRY(const auto pauses, desk.store.pauses());
  TRY(const Secret key, desk.store.signing_key());
  PictureAlbum album;
  for (const auto& one : coming) {
    const auto state = one.delivery.state;
    if (!one.delivery.due || (state != DeliveryState::waiting && state != DeliveryState::held)) continue;
    const auto account = desk.store.account(one.delivery.account);
    if (!account.ok() && account.error().fault != Fault::not_found) return account.error();
    TRY(auto said, adapted_again(one.post, one.delivery));
    const auto platform = desk.platform(one.delivery.platform);
    Card card{.account = one.delivery.account, .handle = account.ok() ? account->handle : "", .platform = one.delivery.platform,
              .platform_title = platform.ok() ? (*platform)->about().title : one.delivery.platform, .post = std::move(said),
              .paused = pause_for(pauses, one.delivery.account, page.made) != nullptr};
    for (const auto& media : card.post.media) album.add(media);
    if (card.post.link && card.post.link->picture) album.add(*card.post.link->picture);
    place_of(entry_of(one, policy, key), page.entries).cards.push_back(std::move(card));
  }
  page.pictures = album.embedded(desk.store, wish.progress);
  if (const std::size_t left_out = album.left_out(); left_out > 0) {
    result.notes.push_back(trn("{} picture is not on the page, only its description", "{} pictures are not on the page, only their descriptions",
                               static_cast<long long>(left_out), left_out));
  }
  return result;
}

}  // namespace cmtool::preview
