// SPDX-License-Identifier: MIT
#include "moderate/reply.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "moderate/saved_replies.hpp"

namespace cmtool {

Result<PreparedReply> prepare_reply(Desk& desk, const Id& id, const ReplyWish& wish) {
  PreparedReply prepared;
  TRY(prepared.item, desk.store.inbox().item(id));
  const Item& item = prepared.item.item;
  if (item.gone) {
    return Error{.fault = Fault::refused, .message = tr("what it would answer has been deleted"), .hint = tr("cmtool moderate done {}", item.id), .where = item.id};
  }
  TRY(const auto account, desk.store.account(item.account));
  Submission submission{.post = wish.post, .accounts = {account}, .compose = wish.compose, .media = wish.media};
  TRY(submission.post.text, filled(wish.text, prepared.item, wish.set));
  const Instant now = desk.world.clock->now();
  if (submission.post.id.empty()) submission.post.id = new_id(now);
  if (!submission.post.created) submission.post.created = now;
  submission.post.reply_to = item.remote_id;
  if (submission.post.language.empty()) submission.post.language = item.language;
  TRY(const auto platform, desk.platform(account.platform));
  if (can(*platform, Can::visibility)) {
    // Where posts have readers of their own choice, a reply reaches only those whom it names; and what was said in private is not answered in public.
    const std::string name = "@" + item.author.handle;
    if (!item.author.handle.empty() && submission.post.text.find(name) == std::string::npos) submission.post.text = name + " " + submission.post.text;
    if (item.kind == ItemKind::message && submission.post.visibility == Visibility::everyone) submission.post.visibility = Visibility::direct;
  }
  // The same words to the same item are the same reply, whoever sends them and however often.
  submission.post.key = "reply " + item.id + " " + sha256_hex(submission.post.text).substr(0, 16);
  TRY(auto preparation, prepare(desk, submission));
  prepared.plan = std::move(preparation.plan);
  prepared.misfits = std::move(preparation.misfits);
  return prepared;
}

Result<Outcome> send_reply(Desk& desk, const PreparedReply& prepared, const ReplyWish& wish, const Moderator& moderator) {
  TRY(auto outcomes, publish(desk, prepared.plan));
  Outcome outcome = std::move(outcomes.front());
  const auto& receipt = outcome.delivery.receipt;
  const bool sent = outcome.delivery.state == DeliveryState::sent && receipt;
  const Decision decision{.by = moderator.who, .what = "reply", .outcome = sent ? "done" : outcome.delivery.state == DeliveryState::unknown ? "unknown" : "failed",
                          .why = moderator.why, .with = Json{{"text", prepared.plan.post.text}, {"post", outcome.delivery.post}}};
  const auto recorded = desk.store.inbox().decide({prepared.item.item.id}, decision, [&](const InboxItem& now, Handling& handling, Decision&) -> Result<bool> {
    if (!sent) return true;
    const auto& known = now.handling.replies;
    if (std::find(known.begin(), known.end(), receipt->remote_id) != known.end()) return false;
    handling.replies.push_back(receipt->remote_id);
    if (wish.automatic) return true;
    if (!handling.answered) handling.answered = receipt->at;
    handling.state = wish.done ? ItemState::done : ItemState::pending;
    handling.snoozed_until.reset();
    return true;
  });
  if (!recorded.front().ok() && !outcome.error) outcome.error = recorded.front().error();
  return outcome;
}

}  // namespace cmtool
