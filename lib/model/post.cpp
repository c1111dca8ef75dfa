// SPDX-License-Identifier: MIT
#include "model/post.hpp"

#include "base/hash.hpp"
#include "model/fields.hpp"

namespace cmtool {
namespace {

Json json_of(const Link& link) {
  return Json{{"url", link.url},
              {"title", link.title},
              {"description", link.description},
              {"picture", link.picture ? to_json(*link.picture) : Json()}};
}

Result<Link> link_from_json(const Json& json) {
  Link link;
  Fields fields(json, "link");
  fields.text("url", link.url);
  fields.text("title", link.title);
  fields.text("description", link.description);
  if (const Json& picture = fields.child("picture"); !picture.is_null()) {
    TRY(link.picture, media_from_json(picture));
  }
  CHECK_OK(fields.done());
  return link;
}

Json json_of(const Poll& poll) {
  return Json{{"options", Json::strings(poll.options)},
              {"open_for", static_cast<long long>(poll.open_for.count())},
              {"multiple", poll.multiple},
              {"hide_totals", poll.hide_totals}};
}

Result<Poll> poll_from_json(const Json& json) {
  Poll poll;
  Fields fields(json, "poll");
  fields.texts("options", poll.options);
  std::int64_t seconds = poll.open_for.count();
  fields.integer("open_for", seconds);
  poll.open_for = std::chrono::seconds(seconds);
  fields.yes_no("multiple", poll.multiple);
  fields.yes_no("hide_totals", poll.hide_totals);
  CHECK_OK(fields.done());
  return poll;
}

Json to_json(const Approval& approval) { return Json{{"who", approval.who}, {"at", iso(approval.at)}, {"of", approval.of}}; }

Result<Approval> approval_from_json(const Json& json) {
  Approval approval;
  Fields fields(json, "approval");
  fields.text("who", approval.who);
  fields.instant("at", approval.at);
  fields.text("of", approval.of);
  CHECK_OK(fields.done());
  return approval;
}

template <typename T>
Json list_of(const std::vector<T>& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push(to_json(item));
  return list;
}

}  // namespace

std::string_view slug(Visibility value) {
  switch (value) {
    case Visibility::everyone: return "public";
    case Visibility::unlisted: return "unlisted";
    case Visibility::followers: return "followers";
    case Visibility::direct: return "direct";
  }
  return "";
}

std::optional<Visibility> visibility(std::string_view name) {
  for (const auto value : {Visibility::everyone, Visibility::unlisted, Visibility::followers, Visibility::direct}) {
    if (slug(value) == name) return value;
  }
  return std::nullopt;
}

Json to_json(const HistoryEvent& event) {
  return Json{{"at", iso(event.at)}, {"who", event.who}, {"did", event.did}, {"why", event.why.empty() ? Json() : Json(event.why)}};
}

Result<HistoryEvent> event_from_json(const Json& json) {
  HistoryEvent event;
  Fields fields(json, "history");
  fields.instant("at", event.at);
  fields.text("who", event.who);
  fields.text("did", event.did);
  fields.text("why", event.why);
  CHECK_OK(fields.done());
  return event;
}

bool is_found(const Post& post) { return !post.history.empty() && post.history.front().did == "found"; }

std::string fingerprint(const Post& post) {
  Post seen = post;
  seen.id.clear();
  seen.created.reset();
  seen.key.clear();
  seen.author.clear();
  seen.series.clear();
  seen.approvals.clear();
  seen.history.clear();
  seen.unknown = Json::object();
  return sha256_hex(to_json(seen).dump());
}

Json to_json(const Post& post) {
  Json media = Json::array();
  for (const auto& medium : post.media) media.push(to_json(medium));
  Json json{{"id", post.id},
            {"created", json_of(post.created)},
            {"key", post.key.empty() ? Json() : Json(post.key)},
            {"text", post.text},
            {"thread", Json::strings(post.thread)},
            {"title", post.title},
            {"media", std::move(media)},
            {"language", post.language},
            {"visibility", slug(post.visibility)},
            {"link", post.link ? json_of(*post.link) : Json()},
            {"warning", post.warning},
            {"reply_to", post.reply_to},
            {"quote", post.quote},
            {"poll", post.poll ? json_of(*post.poll) : Json()},
            {"first_comment", post.first_comment},
            {"campaign", post.campaign},
            {"sponsored", post.sponsored},
            {"tags", Json::strings(post.tags)},
            {"categories", Json::strings(post.categories)},
            {"excerpt", post.excerpt},
            {"slug", post.slug},
            {"status", post.status},
            {"instead", json_of(post.instead)},
            {"author", post.author.empty() ? Json() : Json(post.author)},
            {"series", post.series.empty() ? Json() : Json(post.series)},
            {"approvals", list_of(post.approvals)},
            {"history", list_of(post.history)}};
  add_unknown(json, post.unknown);
  return json;
}

Result<Post> post_from_json(const Json& json) {
  Post post;
  Fields fields(json, "post");
  fields.text("id", post.id);
  fields.instant("created", post.created);
  fields.text("key", post.key);
  fields.text("text", post.text);
  fields.texts("thread", post.thread);
  fields.text("title", post.title);
  for (const auto& medium : fields.child("media").items()) {
    TRY(auto read, media_from_json(medium));
    post.media.push_back(std::move(read));
  }
  fields.text("language", post.language);
  fields.word("visibility", post.visibility, visibility);
  if (const Json& link = fields.child("link"); !link.is_null()) {
    TRY(post.link, link_from_json(link));
  }
  fields.text("warning", post.warning);
  fields.text("reply_to", post.reply_to);
  fields.text("quote", post.quote);
  if (const Json& poll = fields.child("poll"); !poll.is_null()) {
    TRY(post.poll, poll_from_json(poll));
  }
  fields.text("first_comment", post.first_comment);
  fields.text("campaign", post.campaign);
  fields.text("sponsored", post.sponsored);
  fields.texts("tags", post.tags);
  fields.texts("categories", post.categories);
  fields.text("excerpt", post.excerpt);
  fields.text("slug", post.slug);
  fields.text("status", post.status);
  fields.texts("instead", post.instead);
  fields.text("author", post.author);
  fields.text("series", post.series);
  for (const auto& approval : fields.child("approvals").items()) {
    TRY(auto read, approval_from_json(approval));
    post.approvals.push_back(std::move(read));
  }
  for (const auto& event : fields.child("history").items()) {
    TRY(auto read, event_from_json(event));
    post.history.push_back(std::move(read));
  }
  if (!is_id(post.id)) fields.wrong("id");
  post.unknown = fields.unknown();
  CHECK_OK(fields.done());
  return post;
}

}  // namespace cmtool
