// SPDX-License-Identifier: MIT
#include "wordpress/publishing.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "wordpress/article.hpp"
#include "wordpress/site.hpp"

namespace cmtool::wordpress {
namespace {
std::string at(const Session& session) { return session.account().name.empty() ? "" : "@" + session.account().name; }
}  // namespace

Error refusal(const Session& session, std::string message, std::string hint) {
  return Error{.fault = Fault::refused, .message = std::move(message), .hint = std::move(hint), .where = at(session)};
}

Error unreadable(const Session& session, Effects effects) {
  return Error{.fault = effects == Effects::yes ? Fault::unknown_outcome : Fault::protocol,
               .message = tr("the site's answer cannot be understood"),
               .hint = tr("is the address right, and does a plug-in change the REST interface?"),
               .where = at(session)};
}

Result<std::string> status_of(const Session& session, const Post& post) {
  static constexpr std::array<std::string_view, 4> known{"publish", "draft", "pending", "private"};
  if (post.status.empty()) return std::string("publish");
  if (std::find(known.begin(), known.end(), post.status) != known.end()) return post.status;
  return refusal(session, tr("“{}” is not a status of a post", post.status), tr("use publish, draft, pending or private"));
}

std::string route_of(const std::string& id) { return "/wp/v2/posts/" + id; }

Publishing::Publishing(Session& session, const Post& post)
    : session_(session), post_(post), slug_("cmtool-" + sha256_hex(session.key() + session.account().name).substr(0, 24)) {}

/// Media that are up already (noted, or known from a receipt) are not sent again.
Result<void> Publishing::upload_all(const Json& known_media) {
  for (std::size_t i = uploads_.size(); i < post_.media.size(); ++i) {
    const Media& medium = post_.media[i];
    const std::string name = "media." + std::to_string(i);
    Upload upload;
    for (const Json& known : known_media.items()) {
      if (known["sha256"].string_or() != medium.sha256 || known["alt"].string_or() != medium.alt) continue;
      upload = {.id = known["id"].string_or(), .url = known["url"].string_or()};
    }
    if (const auto note = session_.noted(name); upload.id.empty() && note) {
      if (const auto words = split(*note, ' '); words.size() == 2) upload = {.id = words[0], .url = words[1]};
    }
    if (upload.id.empty()) {
      TRY(upload, wordpress::upload(session_, medium, slug_ + "-" + std::to_string(i + 1)));
      CHECK_OK(session_.note(name, upload.id + " " + replaced(upload.url, " ", "%20")));
    }
    uploads_.push_back(std::move(upload));
  }
  return {};
}

Json Publishing::media_known() const {
  Json media = Json::array();
  for (std::size_t i = 0; i < uploads_.size(); ++i) {
    media.push(
        Json{{"id", uploads_[i].id}, {"url", uploads_[i].url}, {"sha256", post_.media[i].sha256}, {"alt", post_.media[i].alt}});
  }
  return media;
}

Result<Json> Publishing::fields(const Json& known_media) {
  TRY(Json categories, term_ids(session_, "categories", post_.categories));
  TRY(Json tags, term_ids(session_, "tags", post_.tags));
  CHECK_OK(upload_all(known_media));
  const Article article = article_of(post_, uploads_);
  if (article.title.empty() && trimmed(article.html).empty()) {
    return refusal(session_, tr("there is nothing to post"), tr("give a text, a title, or a picture with --media"));
  }
  Json fields{{"title", article.title}, {"content", article.html}};
  if (!post_.excerpt.empty()) fields.set("excerpt", post_.excerpt);
  if (!categories.items().empty()) fields.set("categories", std::move(categories));
  if (!tags.items().empty()) fields.set("tags", std::move(tags));
  if (const auto first = featured(post_)) fields.set("featured_media", to_integer(uploads_[*first].id).value_or(0));
  return fields;
}

/// The id of what an earlier attempt made under our slug; "" when there is none.
Result<std::string> Publishing::find_draft() {
  TRY(const Json found,
      session_.json(rest(session_, Method::get, "/wp/v2/posts", {{"slug", slug_}, {"status", "any"}, {"context", "edit"}})));
  if (!found.is_array()) return unreadable(session_);
  return id_text(found[0]["id"]);
}

Result<std::string> Publishing::make_draft() {
  TRY(Json fields, this->fields({}));
  fields.set("status", "draft");
  fields.set("slug", slug_);
  Call call = rest(session_, Method::post, "/wp/v2/posts");
  call.json = std::move(fields);
  // Nobody sees a draft, a second one is known by its slug and thrown away: it may be repeated.
  call.effects = Effects::same;
  const auto answered = session_.json(call);
  if (!answered.ok()) return lost_draft(answered.error());
  const Json& made = *answered;
  const std::string id = id_text(made["id"]);
  if (id.empty()) return lost_draft(unreadable(session_));
  if (made["slug"].string_or() != slug_) {
    // The request before this one was done after all.
    TRY(const std::string first, find_draft());
    if (!first.empty() && first != id) {
      CHECK_OK(discard(id));
      return first;
    }
  }
  if (!post_.first_comment.empty() && made["comment_status"].string_or() == "closed") {
    CHECK_OK(discard(id));
    return refusal(session_, tr("comments are closed on this site"), tr("leave --first-comment out for this account"));
  }
  return id;
}

/// A draft is seen by nobody and found by its slug: when its answer is lost nothing has been published, and it is safe to go on
/// or to come back later.
Result<std::string> Publishing::lost_draft(Error error) {
  if (error.fault != Fault::network && error.fault != Fault::protocol) return error;
  const auto found = find_draft();
  if (found.ok() && !found->empty()) return found;
  error.hint = tr("nothing was published; trying again later is safe");
  return error;
}

Result<void> Publishing::discard(const std::string& id) {
  Call call = rest(session_, Method::del, route_of(id), {{"force", "true"}});
  call.effects = Effects::same;
  const auto gone = session_.json(call);
  if (!gone.ok() && gone.error().fault != Fault::not_found) return gone.error();
  return {};
}

/// Gives the draft its place and status. It names the post by its id, so publish() may ask for it again; but when its answer is
/// lost the post may be there for all to see, and that must be said.
Result<Json> Publishing::finish(const std::string& id, Json fields) {
  Call call = rest(session_, Method::post, route_of(id));
  fields.set("slug", post_.slug);  // an empty slug: WordPress makes one of the title
  call.json = std::move(fields);
  auto done = session_.json(call);
  if (!done.ok()) {
    if (done.error().fault == Fault::refused) {
      CHECK_OK(discard(id));
      done.error().hint = tr("may this user publish? --status pending leaves that to an editor");
    }
    return done;
  }
  if (id_text((*done)["id"]) != id) return unreadable(session_, Effects::yes);
  return done;
}

/// The same words by the same user are answered with 409: they are there already.
Result<std::string> Publishing::comment(const std::string& id) {
  Call call = rest(session_, Method::post, "/wp/v2/comments");
  call.json = Json{{"post", to_integer(id).value_or(0)}, {"content", post_.first_comment}};
  TRY(const Answer answer, session_.send(call));
  if (answer.status == 409 && code_of(answer) == "comment_duplicate") return std::string();
  if (answer.status < 200 || answer.status >= 300) return session_.fault_of(answer, Effects::yes);
  const std::string comment = id_text(answer.json["id"]);
  if (comment.empty()) return unreadable(session_, Effects::yes);
  return comment;
}

Receipt Publishing::receipt(const std::string& id, const Json& post, const std::string& comment) const {
  const auto published = parse_iso(post["date_gmt"].string_or() + "Z");
  const bool plausible = published.ok() && *published > Instant{};  // a draft's is null or 0000-00-00
  Receipt receipt{.remote_id = id,
                  .url = post["link"].string_or(session_.page("/?p=" + id)),
                  .at = plausible ? *published : session_.now()};
  if (!comment.empty()) receipt.parts.push_back(comment);
  if (const Json media = media_known(); !media.items().empty()) receipt.extra.set("media", media);
  return receipt;
}

Result<std::string> Publishing::draft() {
  std::string id = session_.noted("id").value_or("");
  if (id.empty() && session_.first_sent()) {
    TRY(id, find_draft());
  }
  if (id.empty()) {
    TRY(id, make_draft());
  }
  if (session_.noted("id") != id) CHECK_OK(session_.note("id", id));
  return id;
}

Result<Receipt> Publishing::publish() {
  TRY(const std::string status, status_of(session_, post_));
  if (!post_.first_comment.empty() && status != "publish") {
    return refusal(session_, tr("only a published post can have a first comment"), tr("leave out --first-comment or --status"));
  }
  TRY(const std::string id, draft());
  TRY(const Json done, finish(id, Json{{"status", status}}));
  std::string comment_id;
  if (!post_.first_comment.empty()) {
    TRY(comment_id, comment(id));
  }
  return receipt(id, done, comment_id);
}

/// Only what is finished is there: publish() goes on with a draft, and with a comment that is missing.
Result<std::optional<Receipt>> Publishing::find() {
  TRY(const std::string status, status_of(session_, post_));
  std::string id = session_.noted("id").value_or("");
  if (id.empty()) {
    TRY(id, find_draft());
  }
  if (id.empty() || !post_.first_comment.empty()) return std::optional<Receipt>();
  TRY(const Answer answer, session_.send(rest(session_, Method::get, route_of(id), {{"context", "edit"}})));
  if (answer.status == 404) return std::optional<Receipt>();
  if (answer.status != 200) return session_.fault_of(answer, Effects::no);
  const bool finished = answer.json["status"].string_or() == status && answer.json["slug"].string_or() != slug_;
  if (!finished) return std::optional<Receipt>();
  return std::optional(receipt(id, answer.json, ""));
}

}  // namespace cmtool::wordpress
