// SPDX-License-Identifier: MIT
#include "mastodon/sending.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "markdown.hpp"
#include "mastodon/media.hpp"
#include "mastodon/timeline.hpp"
#include "text/html_text.hpp"

namespace cmtool::mastodon {
namespace {

using namespace std::chrono_literals;

constexpr int most_pages = 30;  // of a list, for one post: a batch of a thousand posts is seen
constexpr int few_pages = 2;    // where the key settles what the list does not show

Error unsettled(const Session& session, std::string message) {
  return Error{.fault = Fault::unknown_outcome,
               .message = std::move(message),
               .hint = tr("look whether it is there before you repeat it"),
               .where = session.account().name.empty() ? "" : "@" + session.account().name};
}

std::string_view visibility_word(Visibility visibility) {
  switch (visibility) {
    case Visibility::everyone: return "public";
    case Visibility::unlisted: return "unlisted";
    case Visibility::followers: return "private";
    case Visibility::direct: return "direct";
  }
  return "public";
}

std::string text_of(const Json& value) {
  if (value.is_bool()) return value.bool_or(false) ? "true" : "false";
  return value.is_integer() ? std::to_string(value.integer_or(0)) : value.string_or();
}

/// {"a":[1,2],"b":{"c":[3]}} as Rails names it: a[]=1, a[]=2, b[c][]=3.
void add_to_form(Query& form, const std::string& name, const Json& value) {
  if (value.is_array()) {
    for (const Json& item : value.items()) add_to_form(form, name + "[]", item);
  } else if (value.is_object()) {
    for (const auto& [key, item] : value.members()) add_to_form(form, name.empty() ? key : name + "[" + key + "]", item);
  } else {
    form.emplace_back(name, text_of(value));
  }
}

/// What was noted as "ID TIME URL".
std::optional<Sent> noted_part(const Session& session, std::size_t number) {
  const auto note = session.noted("part." + std::to_string(number));
  if (!note) return std::nullopt;
  const auto words = split(*note, ' ');
  if (words.size() != 3) return std::nullopt;
  return Sent{.id = words[0], .url = words[2], .at = Instant(std::chrono::milliseconds(to_integer(words[1]).value_or(0)))};
}

Result<void> note_part(Session& session, std::size_t number, const Sent& sent) {
  return session.note("part." + std::to_string(number), sent.id + " " + std::to_string(sent.at.time_since_epoch().count()) +
                                                            " " + replaced(sent.url, " ", "%20"));
}

Sent sent_of(const Session& session, const Json& status) {
  const auto at = parse_iso(status["created_at"].string_or());
  return Sent{.id = id_text(status["id"]),
              .url = status["url"].string_or(status["uri"].string_or(session.page("/"))),
              .at = at.ok() ? *at : session.now()};
}

}  // namespace

Error refusal(const Session& session, std::string message, std::string hint) {
  return Error{.fault = Fault::refused,
               .message = std::move(message),
               .hint = std::move(hint),
               .where = session.account().name.empty() ? "" : "@" + session.account().name};
}

/// ISO 639: "fr" of "fr-CA"; Chinese is the language whose regions Mastodon knows.
std::string language_code(const std::string& tag) {
  const auto dash = tag.find_first_of("-_");
  return dash == std::string::npos || lower(tag.substr(0, dash)) == "zh" ? tag : lower(tag.substr(0, dash));
}

Json poll_json(const Poll& poll) {
  return Json{{"options", Json::strings(poll.options)},
              {"expires_in", static_cast<long long>(poll.open_for.count())},
              {"multiple", poll.multiple},
              {"hide_totals", poll.hide_totals}};
}

std::vector<Part> parts_of(const Post& post) {
  std::vector<Part> parts{{.number = 0, .text = post.text}};
  for (const auto& text : post.thread) parts.push_back({.number = parts.size(), .text = text});
  if (!post.first_comment.empty()) parts.push_back({.number = parts.size(), .text = post.first_comment, .comment = true});
  return parts;
}

Sending::Sending(Session& session, const Post& post)
    : session_(session), post_(post), server_(known_server(session)), parts_(parts_of(post)) {}

/// What the server would get wrong silently is refused before anything is sent.
Result<void> Sending::check() const {
  if (trimmed(post_.text).empty() && post_.media.empty() && !post_.poll) {
    return refusal(session_, tr("there is nothing to post"), tr("give a text, or a picture with --media"));
  }
  if (post_.visibility != Visibility::everyone && !server_.keeps_visibility()) {
    return refusal(session_, tr("this server ({}) does not obey the choice of who sees a post", server_.version),
                   tr("only --visibility public is possible for this account"));
  }
  if (post_.poll && !post_.media.empty()) {
    return refusal(session_, tr("a post cannot have both a poll and pictures"), tr("send them as two posts"));
  }
  if (post_.quote.empty()) return {};
  if (!server_.quotes) {
    return refusal(session_, tr("this server cannot quote posts; Mastodon can from version 4.5 on"),
                   tr("put the link into the text instead of --quote"));
  }
  if (post_.poll || !post_.media.empty()) {
    return refusal(session_, tr("a post that quotes another cannot have pictures or a poll"),
                   tr("leave out --quote, or the pictures"));
  }
  return {};
}

/// The server's own id of a post that was given by id or address.
Result<std::string> Sending::remote_id(const std::string& id_or_url) {
  if (!id_or_url.starts_with("https://") && !id_or_url.starts_with("http://")) {
    if (id_text(Json(id_or_url)).empty())
      return refusal(session_, tr("“{}” is not the id of a post", id_or_url.substr(0, 100)), "");
    return id_or_url;
  }
  const auto found =
      session_.get("/api/v2/search", {{"q", id_or_url}, {"type", "statuses"}, {"resolve", "true"}, {"limit", "1"}});
  const bool no_search = !found.ok() && (found.error().fault == Fault::not_found || found.error().fault == Fault::protocol);
  if (!found.ok() && !no_search) return found.error();
  if (const std::string id = found.ok() ? id_text((*found)["statuses"][0]["id"]) : ""; !id.empty()) return id;
  // A server whose search knows no posts (snac): its own address may end in the id.
  const auto url = parse_url(id_or_url), own = parse_url(session_.account().server);
  if (url.ok() && own.ok() && origin(*url) == origin(*own)) {
    const std::string last = url->path.substr(url->path.rfind('/') + 1);
    if (!id_text(Json(last)).empty()) {
      TRY(const Answer answer, session_.send({.path = "/api/v1/statuses/" + last}));
      const bool same = answer.json["url"].string_or() == id_or_url || answer.json["uri"].string_or() == id_or_url;
      if (answer.status == 200 && same) return id_text(answer.json["id"]);
    }
  }
  return Error{.fault = Fault::not_found,
               .message = tr("the server does not find the post {}", id_or_url),
               .hint = tr("is the address right, and may this account see the post?")};
}

Result<void> Sending::resolve() {
  if (!post_.reply_to.empty()) {
    TRY(reply_to_, remote_id(post_.reply_to));
  }
  if (!post_.quote.empty()) {
    TRY(quote_, remote_id(post_.quote));
  }
  return {};
}

/// The ids of media that an earlier attempt uploaded.
void Sending::recall_media() {
  for (std::size_t i = media_.size(); i < post_.media.size(); ++i) {
    const auto id = session_.noted("media." + std::to_string(i));
    if (!id) return;
    media_.push_back(*id);
  }
}

Result<void> Sending::upload() {
  for (std::size_t i = media_.size(); i < post_.media.size(); ++i) {
    TRY(const std::string id, upload_medium(session_, post_.media[i]));
    CHECK_OK(session_.note("media." + std::to_string(i), id));
    media_.push_back(id);
  }
  return {};
}

/// The id that a part answers: the part before it; the post itself for the first comment; "" for no reply. A part whose id the
/// server did not tell is passed over.
std::string Sending::answered_by(const Part& part) const {
  if (part.number == 0) return reply_to_;
  if (part.comment) return sent_.front().id;
  for (std::size_t i = part.number; i-- > 0;) {
    if (sent_[i].id != untold_id) return sent_[i].id;
  }
  return sent_.front().id;
}

Json Sending::body_of(const Part& part) const {
  Json body{{"status", part.text}, {"visibility", visibility_word(post_.visibility)}};
  if (!post_.language.empty()) body.set("language", language_code(post_.language));
  // Every post of a thread is also seen alone, so each carries the warning.
  if (!post_.warning.empty() && !part.comment) {
    body.set("spoiler_text", post_.warning);
    body.set("sensitive", true);
  }
  if (const std::string id = answered_by(part); !id.empty()) body.set("in_reply_to_id", id);
  if (part.number > 0) return body;
  if (!media_.empty()) {
    body.set("media_ids", Json::strings(media_));
    // Hollo refuses a text that is empty; a form without one is none in the API's description.
    if (trimmed(part.text).empty() && !server_.wants_form()) body.erase("status");
  }
  if (post_.poll) body.set("poll", poll_json(*post_.poll));
  if (!quote_.empty()) body.set(server_.kind == Server::Kind::hollo ? "quote_id" : "quoted_status_id", quote_);
  return body;
}

bool Sending::key_protects(std::optional<Instant> since) const {
  return server_.keeps_keys() && !session_.key().empty() && (!since || session_.now() < *since + key_window);
}

Call Sending::call_with(const Json& body) const {
  Call call{.method = Method::post, .path = "/api/v1/statuses", .effects = Effects::yes};
  if (server_.wants_form() && (body.contains("media_ids") || body.contains("poll"))) {
    add_to_form(call.form, "", body);
  } else {
    call.json = body;
  }
  return call;
}

Result<Sent> Sending::send(const Part& part) {
  Call call = call_with(body_of(part));
  // A server that ignores the key must not be sent it: the request would count as one that may be repeated.
  if (server_.keeps_keys() && !session_.key().empty()) {
    call.key = session_.key() + (part.number == 0 ? "" : "." + std::to_string(part.number));
  }
  TRY(const Json status, session_.json(call));
  return accepted(part, status);
}

/// Is the answer what a server says that has posted it?
Result<Sent> Sending::accepted(const Part& part, const Json& status) {
  Sent sent = sent_of(session_, status);
  if (sent.id.empty()) return unsettled(session_, tr("the server took the post but its answer cannot be understood"));
  const bool empty = status["content"].is_string() && trimmed(text_from_html(status["content"].string_or())).empty();
  if (empty && !trimmed(part.text).empty() && server_.kind != Server::Kind::wordpress) {
    return unsettled(session_, tr("the server shows an empty post in place of the text: {}", sent.url));
  }
  // WordPress answers a reply with the post that it replies to.
  const std::string parent = answered_by(part);
  if (!parent.empty() && same_ignoring_case(parent, sent.id)) sent.id = untold_id;
  return sent;
}

/// Is this status that part?
bool Sending::is(const Part& part, const Json& status) const {
  const std::string id = id_text(status["id"]);
  const auto ours = [&](const Sent& sent) { return same_ignoring_case(sent.id, id); };
  if (id.empty() || std::any_of(sent_.begin(), sent_.end(), ours)) return false;
  const auto rewriting = server_.keeps_text() ? Rewriting::none : Rewriting::heavy;
  const std::string words = text_from_html(status["content"].string_or());
  const bool as_markdown = !server_.keeps_text() && same_words(words, plain_from_markdown(part.text), rewriting);
  if (!as_markdown && !same_words(words, part.text, rewriting)) return false;

  // What a lesser server leaves out says nothing.
  const std::string parent = id_text(status["in_reply_to_id"]);
  if (!same_ignoring_case(parent, answered_by(part)) && (server_.lists_everything() || !parent.empty())) return false;
  const std::string warning = part.comment ? std::string() : post_.warning, shown = status["spoiler_text"].string_or();
  if (!same_words(shown, warning, rewriting) && (server_.lists_everything() || !shown.empty())) return false;

  const auto& attached = status["media_attachments"].items();
  if (attached.size() != (part.number == 0 ? post_.media.size() : 0)) return false;
  if (!trimmed(part.text).empty()) return true;
  // Without words only the pictures tell.
  return std::equal(attached.begin(), attached.end(), media_.begin(), media_.end(),
                    [](const Json& one, const std::string& known) { return id_text(one["id"]) == known; });
}

/// Nothing: it is surely not there.
Result<std::optional<Sent>> Sending::look_for(const Part& part, Instant since, int pages) {
  // The server's clock may be wrong, or ours: its Date tells by how much, and a minute is allowed for where it does not.
  const auto wanted = [&](const Json& status) { return is(part, status); };  // a long list is not kept: many may look at once
  TRY(OwnPosts own, read_own_posts(session_, since - 1min, pages, wanted));
  const bool dated = own.server_time.has_value();
  const auto ahead = dated ? *own.server_time - session_.now() : 0ms;
  if (ahead < -1min) {
    TRY(own, read_own_posts(session_, since + ahead - 2s, pages, wanted));
  }
  const Instant earliest = since + (dated ? ahead - 2s : -1min);
  // Of several that are alike the one nearest in time is ours.
  std::optional<Sent> nearest;
  const auto distance = [&](const Sent& sent) { return std::chrono::abs(sent.at - (since + ahead)); };
  for (const Json& status : own.posts) {
    const auto at = parse_iso(status["created_at"].string_or());
    if (!at.ok() || *at < earliest) continue;
    const Sent sent = sent_of(session_, status);
    if (!nearest || distance(sent) < distance(*nearest)) nearest = sent;
  }
  const bool would_be_seen = server_.lists_everything() || (server_.keeps_time() && post_.visibility == Visibility::everyone);
  const bool has_words = !trimmed(part.text).empty() || server_.keeps_text();
  if (!nearest && !(own.complete && would_be_seen && has_words)) {
    return unsettled(session_, tr("the server does not let us see whether the post is there"));
  }
  return nearest;
}

Receipt Sending::receipt() const {
  Receipt receipt{.remote_id = sent_.front().id, .url = sent_.front().url, .at = sent_.front().at};
  for (std::size_t i = 1; i < sent_.size(); ++i) receipt.parts.push_back(sent_[i].id);
  Json media;
  for (std::size_t i = 0; i < media_.size(); ++i) {
    media.push(Json{{"id", media_[i]}, {"sha256", post_.media[i].sha256}, {"alt", post_.media[i].alt}});
  }
  if (!media.is_null()) receipt.extra.set("media", std::move(media));
  return receipt;
}

Result<Receipt> Sending::publish() {
  CHECK_OK(check());
  CHECK_OK(resolve());
  recall_media();
  // Only the first part that is not noted may have been sent by an earlier attempt.
  bool may_be_there = session_.first_sent().has_value();
  for (const Part& part : parts_) {
    std::optional<Sent> sent = noted_part(session_, part.number);
    const bool noted = sent.has_value();
    if (!sent && may_be_there && !key_protects(session_.first_sent())) {
      TRY(sent, look_for(part, *session_.first_sent(), most_pages));
    }
    if (!sent) {
      if (part.number == 0) CHECK_OK(upload());
      TRY(sent, send(part));
    }
    if (!noted) may_be_there = false;
    sent_.push_back(*sent);
    if (!noted && part.number + 1 < parts_.size()) CHECK_OK(note_part(session_, part.number, *sent));
  }
  return receipt();
}

Result<std::optional<Receipt>> Sending::find(Instant since) {
  CHECK_OK(resolve());
  recall_media();
  since = session_.first_sent().value_or(since);  // the caller's allows for wrong clocks, as we do
  // While the key holds, a part that is not seen may be sent again: the server itself knows whether it is there. After many
  // posts the list could not be read back far enough for each.
  const bool repeatable = key_protects(since);
  for (const Part& part : parts_) {
    std::optional<Sent> sent = noted_part(session_, part.number);
    if (!sent) {
      auto found = look_for(part, since, repeatable ? few_pages : most_pages);
      const bool unseen = !found.ok() && found.error().fault == Fault::unknown_outcome;
      if (unseen && repeatable) return std::optional<Receipt>();
      TRY(sent, std::move(found));
    }
    // A thread that is not whole is not there: publish() goes on with it.
    if (!sent) return std::optional<Receipt>();
    sent_.push_back(*sent);
  }
  return std::optional(receipt());
}

}  // namespace cmtool::mastodon
