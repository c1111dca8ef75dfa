// SPDX-License-Identifier: MIT
#include "bluesky/acts.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "bluesky/inbox.hpp"
#include "bluesky/records.hpp"

namespace cmtool::bluesky {
namespace {

using atproto::Address;

constexpr const char* like_collection = "app.bsky.feed.like";
constexpr const char* block_collection = "app.bsky.graph.block";
constexpr const char* gate_collection = "app.bsky.feed.threadgate";
constexpr int most_swaps = 4;

std::string at(const Session& session) { return session.account().name.empty() ? "" : "@" + session.account().name; }

Error gone(const Session& session, const Item& item) {
  return Error{.fault = Fault::not_found, .message = tr("{} is not on Bluesky any more", item.remote_id.substr(0, 200)), .where = at(session)};
}

Error cannot(const Session& session, std::string hint) {
  return Error{.fault = Fault::unsupported, .message = tr("Bluesky cannot do this about a post of somebody else's"), .hint = std::move(hint), .where = at(session)};
}

Error no_post(const Session& session, const Item& item) {
  return Error{.fault = Fault::not_found, .message = tr("“{}” is not a post on Bluesky", item.remote_id.substr(0, 200)), .where = at(session)};
}

/// The post as the app view shows it; null when it is gone, or hidden by a block.
Result<Json> post_of(Session& session, const Item& item) {
  if (!atproto::address_of(item.remote_id)) return no_post(session, item);
  TRY(const Json posts, posts_of(session, {item.remote_id}));
  return posts[0];
}

Result<std::string> author_of(const Session& session, const Item& item) {
  if (atproto::is_did(item.author.remote_id)) return item.author.remote_id;
  const auto address = atproto::address_of(item.remote_id);
  if (address && atproto::is_did(address->authority)) return address->authority;
  return Error{.fault = Fault::not_found, .message = tr("it is not known who wrote this"), .hint = tr("read the inbox again"), .where = at(session)};
}

Address own(const Session& session, const char* collection, const std::string& subject) {
  return {.authority = session.account().remote_id, .collection = collection, .rkey = key_for(subject)};
}

/// Deletes the record that says so: the one made here, and one that another app made under a key of its own.
Result<void> take_back(Session& session, const Address& ours, const std::string& other_uri) {
  CHECK_OK(delete_record(session, ours));
  const auto other = atproto::address_of(other_uri);
  if (!other || *other == ours || other->authority != ours.authority || other->collection != ours.collection) return {};
  return delete_record(session, *other);
}

// --- Likes ------------------------------------------------------------------------------------------------------

Result<void> like(Session& session, const Item& item) {
  TRY(const Json post, post_of(session, item));
  if (post.is_null()) return gone(session, item);
  if (post["viewer"]["like"].is_string()) return {};
  TRY(const std::string cid, post.text("cid"));
  const Json record{{"$type", like_collection}, {"subject", Json{{"uri", item.remote_id}, {"cid", cid}}}, {"createdAt", iso_milliseconds(session.now())}};
  // A record that is there already says the same.
  CHECK_OK(swap_record(session, own(session, like_collection, item.remote_id), record, Swap::none, {}));
  return {};
}

Result<void> unlike(Session& session, const Item& item) {
  TRY(const Json post, post_of(session, item));
  return take_back(session, own(session, like_collection, item.remote_id), post["viewer"]["like"].string_or());
}

// --- Blocks and mutes -------------------------------------------------------------------------------------------

/// What of ours blocks an author, in the app view's eyes; "" for nothing, and for an author who is gone.
Result<std::string> block_of(Session& session, const std::string& did) {
  TRY(const Answer answer, session.send({.path = xrpc("app.bsky.actor.getProfile"), .query = {{"actor", did}}}));
  // Nobody of that name any more, or nobody who may be seen.
  if (answer.status == 400 && (is_named(answer, "InvalidRequest") || is_named(answer, "AccountTakedown") || is_named(answer, "AccountDeactivated"))) return std::string();
  if (answer.status != 200) return session.fault_of(answer, Effects::no);
  TRY(const std::string who, answer.json.text("did"));
  if (who == did) return answer.json["viewer"]["blocking"].string_or();
  return Error{.fault = Fault::protocol, .message = tr("the answer of {} cannot be understood", host_of(answer.url)), .where = at(session)};
}

Result<void> block(Session& session, const std::string& did) {
  TRY(const std::string there, block_of(session, did));
  if (!there.empty()) return {};
  const Json record{{"$type", block_collection}, {"subject", did}, {"createdAt", iso_milliseconds(session.now())}};
  CHECK_OK(swap_record(session, own(session, block_collection, did), record, Swap::none, {}));
  return {};
}

Result<void> unblock(Session& session, const std::string& did) {
  TRY(const std::string there, block_of(session, did));
  return take_back(session, own(session, block_collection, did), there);
}

Result<void> mute(Session& session, const std::string& did, const char* method, bool takes_away) {
  const auto done = session.post(xrpc(method), Json{{"actor", did}}, Effects::same);
  if (done.ok() || (takes_away && done.error().fault == Fault::not_found)) return {};
  return done.error();
}

// --- Hiding -----------------------------------------------------------------------------------------------------

/// `gate` with the reply hidden, or not; nothing when it is so already.
std::optional<Json> changed_gate(const std::optional<Found>& gate, const Address& root, const std::string& reply, bool hide, const std::string& now) {
  Json record = gate ? gate->value : Json{{"$type", gate_collection}, {"post", atproto::text_of(root)}, {"createdAt", now}};
  Json hidden = Json::array();
  bool there = false;
  for (const Json& one : record["hiddenReplies"].items()) {
    there = there || one.string_or() == reply;
    if (hide || one.string_or() != reply) hidden.push(one);
  }
  if (there == hide) return std::nullopt;
  if (hide) hidden.push(reply);
  record.set("hiddenReplies", std::move(hidden));
  return record;
}

Result<void> set_hidden(Session& session, const Item& item, bool hide) {
  const auto address = atproto::address_of(item.remote_id);
  if (!address) return no_post(session, item);
  TRY(const auto reply, get_record(session, *address));
  if (!reply && hide) return {};  // nobody sees it any more
  const auto root = atproto::address_of(reply ? reply->value["reply"]["root"]["uri"].string_or() : item.on);
  if (!root || root->authority != session.account().remote_id) {
    return Error{.fault = Fault::unsupported,
                 .message = tr("on Bluesky a reply can be hidden only by whoever wrote the first post of its thread"),
                 .hint = tr("mute its author, block them, or report the post"),
                 .where = at(session)};
  }
  const Address place{.authority = root->authority, .collection = gate_collection, .rkey = root->rkey};
  for (int turn = 0; turn < most_swaps; ++turn) {
    TRY(const auto gate, get_record(session, place));
    const auto changed = changed_gate(gate, *root, item.remote_id, hide, iso_milliseconds(session.now()));
    if (!changed) return {};
    TRY(const bool done, swap_record(session, place, *changed, gate ? Swap::same : Swap::none, gate ? gate->cid : std::string()));
    if (done) return {};
    // The user, or another run, has changed who may reply meanwhile: that must not be undone.
  }
  return Error{.fault = Fault::rate_limited, .message = tr("somebody else keeps changing who may reply to the post"), .hint = tr("trying again later is safe"), .where = at(session)};
}

// --- Reports ----------------------------------------------------------------------------------------------------

/// Nobody can tell afterwards whether a report has arrived, so it is not repeated.
Result<void> report(Session& session, const Item& item, const std::string& why) {
  TRY(const Json post, post_of(session, item));
  if (post.is_null()) return gone(session, item);
  TRY(const std::string cid, post.text("cid"));
  Json body{{"reasonType", "com.atproto.moderation.defs#reasonOther"}};
  if (!why.empty()) body.set("reason", why);
  body.set("subject", Json{{"$type", "com.atproto.repo.strongRef"}, {"uri", item.remote_id}, {"cid", cid}});
  TRY(const Json filed, session.post(xrpc("com.atproto.moderation.createReport"), body, Effects::yes));
  if (filed["id"].is_integer()) return {};
  return Error{.fault = Fault::unknown_outcome, .message = tr("the server did not say that the report has arrived"), .hint = tr("ask its moderators before you repeat it"), .where = at(session)};
}

}  // namespace

const std::set<Act>& possible_acts() {
  static const std::set<Act> acts{Act::like, Act::unlike, Act::hide, Act::unhide, Act::mute, Act::unmute, Act::block, Act::unblock, Act::report};
  return acts;
}

Result<void> act_on_item(Session& session, const Item& item, Act act, const std::string& why) {
  const auto about_author = [&](auto&& what) -> Result<void> {
    TRY(const std::string author, author_of(session, item));
    return what(author);
  };
  switch (act) {
    case Act::like: return like(session, item);
    case Act::unlike: return unlike(session, item);
    case Act::hide: return set_hidden(session, item, true);
    case Act::unhide: return set_hidden(session, item, false);
    case Act::mute: return about_author([&](const auto& did) { return mute(session, did, "app.bsky.graph.muteActor", false); });
    case Act::unmute: return about_author([&](const auto& did) { return mute(session, did, "app.bsky.graph.unmuteActor", true); });
    case Act::block: return about_author([&](const auto& did) { return block(session, did); });
    case Act::unblock: return about_author([&](const auto& did) { return unblock(session, did); });
    case Act::report: return report(session, item, why);
    case Act::approve: return cannot(session, tr("a reply that was hidden is shown again with unhide"));
    case Act::spam: return cannot(session, tr("hide it, or report it to the moderators"));
    case Act::remove: return cannot(session, tr("hide it, block its author, or report it to the moderators"));
  }
  return cannot(session, "");
}

}  // namespace cmtool::bluesky
