// SPDX-License-Identifier: MIT
#include "bluesky/inbox.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "bluesky/records.hpp"
#include "model/inbox_place.hpp"
#include "net/numbers.hpp"

namespace cmtool::bluesky {
namespace {

constexpr const char* page_size = "100";       // the lexicon's most
constexpr std::size_t looked_at_again = 25;    // in one request, the lexicon's most
constexpr std::size_t conversations = 4;       // a request each
constexpr const char* thread_depth = "10";     // deeper ones nest deeper than an answer may
constexpr int deepest = 40;

struct Place {
  Sweep sweep{};
  std::size_t own = 0;  ///< whose turn it is among our posts
  SeenItems seen{};
};

Place place_of(const std::string& cursor) {
  const auto json = parse_json(cursor);
  if (!json.ok()) return {};
  return {.sweep = sweep_from_json(json.value()["sweep"]),
          .own = static_cast<std::size_t>(std::clamp<std::int64_t>(json.value()["own"].integer_or(0), 0, 1'000'000)),
          .seen = SeenItems::from_json(json.value()["seen"])};
}

std::string cursor_of(const Place& place) { return Json{{"sweep", to_json(place.sweep)}, {"own", place.own}, {"seen", place.seen.json()}}.dump(); }

bool is_ours(const std::string& uri, const Session& session) {
  const auto address = atproto::address_of(uri);
  return address && address->authority == session.account().remote_id;
}

std::string quoted_by(const Json& record) {
  const Json& embed = record["embed"];
  return embed["record"]["uri"].string_or(embed["record"]["record"]["uri"].string_or());
}

/// A post as a notification, a thread or a list of posts shows it. Nothing for our own, and for what is no post.
std::optional<Item> item_of(const Json& view, const Session& session, const std::string& about) {
  const auto address = atproto::address_of(view["uri"].string_or());
  const Json &author = view["author"], &record = view["record"];
  if (!address || !record["text"].is_string()) return std::nullopt;
  Item item{.remote_id = atproto::text_of(*address), .account = session.account().name, .kind = ItemKind::mention};
  item.author = {.remote_id = author["did"].string_or(address->authority), .handle = author["handle"].string_or(), .name = author["displayName"].string_or()};
  if (item.author.remote_id == session.account().remote_id) return std::nullopt;
  const std::string who = item.author.handle.empty() || item.author.handle == "handle.invalid" ? item.author.remote_id : item.author.handle;
  item.author.url = "https://bsky.app/profile/" + who;
  item.url = item.author.url + "/post/" + address->rkey;
  if (const auto followers = author["followersCount"].integer_or(-1); followers >= 0) item.author.followers = followers;
  item.text = record["text"].string_or();
  item.language = record["langs"][0].string_or();
  item.answers = record["reply"]["parent"]["uri"].string_or();
  const auto at = parse_iso(record["createdAt"].string_or()), indexed = parse_iso(view["indexedAt"].string_or());
  item.at = at.ok() ? at.value() : indexed.ok() ? indexed.value() : session.now();
  // A time in the future is a way to stay on top of every list.
  item.at = std::min(item.at, indexed.ok() ? indexed.value() : session.now());

  for (const auto& ours : {record["reply"]["root"]["uri"].string_or(), item.answers, about}) {
    if (item.on.empty() && is_ours(ours, session)) item.on = ours;
  }
  if (!item.on.empty() && !item.answers.empty()) {
    item.kind = ItemKind::reply;
  } else if (item.on.empty() && is_ours(quoted_by(record), session)) {
    item.on = quoted_by(record);
  }
  return item;
}

class Reading {
 public:
  Reading(Session& session, const InboxQuery& query) : session_(session), query_(query), place_(place_of(query.cursor)) {}

  Result<InboxPage> read() {
    CHECK_OK(read_notifications());
    if (!page_.more) {
      CHECK_OK(read_threads());
      CHECK_OK(look_again());
    }
    std::stable_sort(page_.items.begin(), page_.items.end(), [](const Item& a, const Item& b) { return a.at < b.at; });
    page_.cursor = cursor_of(place_);
    return std::move(page_);
  }

 private:
  void add(std::optional<Item> item) {
    if (!item) return;
    const auto same = [&](const Item& one) { return one.remote_id == item->remote_id; };
    if (std::any_of(page_.items.begin(), page_.items.end(), same)) return;
    place_.seen.settle(*item);
    page_.items.push_back(*std::move(item));
  }

  Result<Json> list(const std::string& from) {
    Query query{{"limit", page_size}, {"reasons", "reply"}, {"reasons", "mention"}, {"reasons", "quote"}};
    if (!from.empty()) query.emplace_back("cursor", from);
    return session_.get(xrpc("app.bsky.notification.listNotifications"), std::move(query));
  }

  Result<void> read_notifications() {
    auto answer = list(place_.sweep.at);
    if (!answer.ok() && answer.error().fault == Fault::refused && !place_.sweep.at.empty()) {
      // The server does not know the place any more: from the newest end again.
      place_.sweep.at.clear();
      answer = list({});
    }
    if (!answer.ok()) return std::move(answer).error();
    TRY(const Json* notifications, answer->child("notifications"));
    std::vector<Instant> times;
    for (const Json& one : notifications->items()) {
      if (const auto at = parse_iso(one["indexedAt"].string_or()); at.ok()) times.push_back(at.value());
      const std::string reason = one["reason"].string_or();
      if (reason == "reply" || reason == "mention" || reason == "quote") add(item_of(one, session_, reason == "quote" ? "" : one["reasonSubject"].string_or()));
    }
    // A page may be short, or empty, and yet have a successor: what is muted was left out of it.
    page_.more = place_.sweep.turn(times, (*answer)["cursor"].string_or(), session_.now());
    return {};
  }

  void add_replies(const Json& thread, const std::string& own, int depth) {
    if (depth > deepest) return;
    for (const Json& reply : thread["replies"].items()) {
      auto item = item_of(reply["post"], session_, own);
      if (item && !place_.seen.knows(item->remote_id)) add(std::move(item));
      const std::string uri = reply["post"]["uri"].string_or();
      add_replies(reply, is_ours(uri, session_) ? uri : own, depth + 1);
    }
  }

  Result<void> read_threads() {
    for (const std::size_t turn : turns(query_.own.size(), conversations, place_.own)) {
      const std::string own = query_.own[turn].remote_id;
      if (!atproto::address_of(own)) continue;
      TRY(const Answer answer, session_.send({.path = xrpc("app.bsky.feed.getPostThread"), .query = {{"uri", own}, {"depth", thread_depth}, {"parentHeight", "0"}}}));
      if (answer.status == 404 || is_named(answer, "NotFound")) continue;  // it was deleted
      if (answer.status != 200) return session_.fault_of(answer, Effects::no);
      TRY(const Json* thread, answer.json.child("thread"));
      add_replies(*thread, own, 0);
    }
    return {};
  }

  Result<void> look_again() {
    const auto turn = place_.seen.take_turn(looked_at_again);
    if (turn.empty()) return {};
    std::vector<std::string> uris;
    for (const Item& known : turn) uris.push_back(known.remote_id);
    TRY(const Json posts, posts_of(session_, uris));
    for (const Item& known : turn) {
      const auto& there = posts.items();
      const auto view = std::find_if(there.begin(), there.end(), [&](const Json& one) { return one["uri"].string_or() == known.remote_id; });
      if (view != there.end()) {
        add(item_of(*view, session_, known.on));
        continue;
      }
      // Missing is also what a block hides: only the record itself proves that it is gone.
      const auto address = atproto::address_of(known.remote_id);
      if (!address) continue;
      TRY(const auto record, get_record(session_, *address));
      if (record) continue;
      page_.items.push_back({.remote_id = known.remote_id, .account = session_.account().name, .kind = known.kind, .on = known.on, .at = known.at, .gone = true});
      place_.seen.forget(known.remote_id);
    }
    return {};
  }

  Session& session_;
  const InboxQuery& query_;
  Place place_;
  InboxPage page_{};
};

}  // namespace

Result<InboxPage> read_inbox(Session& session, const InboxQuery& query) { return Reading(session, query).read(); }

Result<Json> posts_of(Session& session, const std::vector<std::string>& uris) {
  Query query;
  for (const auto& uri : uris) query.emplace_back("uris", uri);
  TRY(const Json answer, session.get(xrpc("app.bsky.feed.getPosts"), std::move(query)));
  TRY(const Json* posts, answer.child("posts"));
  if (posts->is_array()) return *posts;
  return answer_not_understood(session);
}

}  // namespace cmtool::bluesky
