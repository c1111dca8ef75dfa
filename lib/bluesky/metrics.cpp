// SPDX-License-Identifier: MIT
#include "bluesky/metrics.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "bluesky/records.hpp"
#include "net/atproto.hpp"
#include "net/numbers.hpp"

namespace cmtool::bluesky {
namespace {

constexpr std::size_t most_at_once = 25;
constexpr const char* latest_posts = "50";
constexpr const char* public_view = "https://public.api.bsky.app";
constexpr const char* entrance = "https://bsky.social";

class Measuring {
 public:
  Measuring(Session& session, const MeasureQuery& query) : session_(session), query_(query) {}

  Result<MeasurePage> read() {
    if (query_.account) CHECK_OK(read_account());
    if (session_.account().follow_only) {
      CHECK_OK(read_latest());
    } else {
      CHECK_OK(read_posts());
      if (query_.account) CHECK_OK(find_posts());
    }
    return std::move(page_);
  }

 private:
  void take(const std::string& post, const char* metric, const Json& from, std::string_view key) { page_.samples.push_back(told_number(session_, post, metric, from[key])); }

  void take_post(const Json& view) {
    const auto address = atproto::address_of(view["uri"].string_or());
    if (!address) return;
    const std::string post = atproto::text_of(*address);
    take(post, "likes", view, "likeCount");
    take(post, "reposts", view, "repostCount");
    take(post, "replies", view, "replyCount");
    take(post, "quotes", view, "quoteCount");
    if (view["bookmarkCount"].is_integer()) take(post, "bookmarks", view, "bookmarkCount");
  }

  Result<void> read_account() {
    TRY(const Json profile, session_.json(asking_for_numbers(session_, xrpc("app.bsky.actor.getProfile"), {{"actor", session_.account().remote_id}})));
    if (profile["did"].string_or() != session_.account().remote_id) return answer_not_understood(session_);
    take("", "followers", profile, "followersCount");
    take("", "following", profile, "followsCount");
    take("", "posts", profile, "postsCount");
    return {};
  }

  /// The account's own latest posts. What it passed on is somebody else's.
  Result<std::vector<Json>> latest() {
    TRY(const Json answer, session_.json(asking_for_numbers(session_, xrpc("app.bsky.feed.getAuthorFeed"),
                                                {{"actor", session_.account().remote_id}, {"filter", "posts_no_replies"}, {"limit", latest_posts}})));
    TRY(const Json* const feed, answer.child("feed"));
    std::vector<Json> views;
    for (const Json& entry : feed->items()) {
      if (entry["reason"].is_null() && entry["post"]["author"]["did"].string_or() == session_.account().remote_id) views.push_back(entry["post"]);
    }
    return views;
  }

  Result<void> read_latest() {
    TRY(const auto views, latest());
    for (const Json& view : views) take_post(view);
    return {};
  }

  /// What the account has published, by whatever program.
  Result<void> find_posts() {
    TRY(const auto views, latest());
    for (const Json& view : views) {
      const auto address = atproto::address_of(view["uri"].string_or());
      const Json& record = view["record"];
      const auto at = parse_iso(record["createdAt"].string_or());
      if (!address || !at.ok() || !record["reply"].is_null()) continue;
      const auto languages = record["langs"].string_items();
      page_.posts.push_back({.receipt = {.remote_id = atproto::text_of(*address), .url = page_of(session_.account(), address->rkey), .at = *at, .extra = Json{{"cid", view["cid"].string_or()}}},
                             .text = record["text"].string_or(),
                             .language = languages.empty() ? "" : languages.front()});
    }
    return {};
  }

  Result<void> read_posts() {
    for (std::size_t first = 0; first < query_.posts.size(); first += most_at_once) {
      Query query;
      for (std::size_t i = first; i < std::min(query_.posts.size(), first + most_at_once); ++i) {
        if (atproto::address_of(query_.posts[i].remote_id)) query.emplace_back("uris", query_.posts[i].remote_id);
      }
      if (query.empty()) continue;
      TRY(const Json answer, session_.json(asking_for_numbers(session_, xrpc("app.bsky.feed.getPosts"), std::move(query))));
      TRY(const Json* const posts, answer.child("posts"));
      if (!posts->is_array()) return answer_not_understood(session_);
      for (const Json& view : posts->items()) take_post(view);
    }
    return {};
  }

  Session& session_;
  const MeasureQuery& query_;
  MeasurePage page_{};
};

}  // namespace

Result<MeasurePage> read_metrics(Session& session, const MeasureQuery& query) { return Measuring(session, query).read(); }

Result<Account> look_up(Session& session, const Account& wanted) {
  Account account = wanted;
  const std::string handle = wanted.handle.starts_with('@') ? wanted.handle.substr(1) : wanted.handle;
  if (handle.empty()) {
    return Error{.fault = Fault::usage, .message = tr("whom do you want to follow?"), .hint = tr("for example: --handle {}", "atelier.bsky.social")};
  }
  if (account.server.empty() || account.server == entrance) account.server = public_view;
  TRY(const Json profile, session.json({.path = joined_url(account.server, xrpc("app.bsky.actor.getProfile")), .query = {{"actor", handle}}, .signed_in = false}));
  account.remote_id = profile["did"].string_or();
  if (!atproto::is_did(account.remote_id)) return Error{.fault = Fault::protocol, .message = tr("the answer of {} cannot be understood", host_of(account.server))};
  account.handle = profile["handle"].string_or(handle);
  return account;
}

}  // namespace cmtool::bluesky
