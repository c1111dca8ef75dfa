// SPDX-License-Identifier: MIT
// WordPress, on one's own site: https://developer.wordpress.org/rest-api/reference/posts/
//
// Exactly once, though WordPress has nothing against doubles: first a draft is made, which nobody sees, under a slug that
// carries our key; its id is noted; then one request gives it its final slug and publishes it, and that request may be repeated
// for ever. A draft whose answer was lost is found by its slug; a second one under the same slug gets "-2" from WordPress, by
// which it is known and thrown away. lib/wordpress/ has what it is made of.
#include "platform.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "text/html_text.hpp"
#include "wordpress/article.hpp"
#include "wordpress/library.hpp"
#include "wordpress/site.hpp"

namespace cmtool {
namespace {

using namespace wordpress;

const About& about_wordpress() {
  static const About it{
      .name = "wordpress",
      .title = "WordPress",
      .limits =
          {.source =
               "no limits of its own; the size of uploads is the host's, who does not tell (WordPress 6.1.9, 2026-11-22)"},
      .can = {Can::publish, Can::edit, Can::remove, Can::find, Can::media, Can::alt_text, Can::video, Can::title,
              Can::first_comment, Can::tags, Can::excerpt, Can::status},
      .needs = {{.key = "handle", .title = N_("user name"), .hint = N_("the name with which you sign in to the site")},
                {.key = "password",
                 .title = N_("application password"),
                 .secret = true,
                 .hint = N_("on the site: Users, Profile, Application Passwords (not the password with which you sign in)")}},
      .browser = true,
      .protection = Protection::same,
      .find_is_sure = true,
      .docs = "https://developer.wordpress.org/rest-api/reference/posts/"};
  return it;
}

std::string words_of(const Answer& answer) { return text_from_html(answer.json["message"].string_or()); }

std::optional<Fault> fault_named(const Answer& answer) {
  const std::string code = code_of(answer);
  // A file type that is not allowed is answered with a 500, though nothing is wrong with the server.
  if (answer.status == 500 && code.starts_with("rest_upload_")) return Fault::refused;
  // The sign-in is good, the user's role is too small: signing in again would not help.
  if (answer.status == 403 && code.starts_with("rest_cannot_")) return Fault::refused;
  return std::nullopt;
}

std::string at(const Session& session) { return session.account().name.empty() ? "" : "@" + session.account().name; }

Error refusal(const Session& session, std::string message, std::string hint) {
  return Error{.fault = Fault::refused, .message = std::move(message), .hint = std::move(hint), .where = at(session)};
}

Error unreadable(const Session& session, Effects effects = Effects::no) {
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

/// One post on its way; lives as long as the call that sends it or looks for it.
class Publishing {
 public:
  Publishing(Session& session, const Post& post)
      : session_(session), post_(post), slug_("cmtool-" + sha256_hex(session.key() + session.account().name).substr(0, 24)) {}

  Result<Receipt> publish();
  Result<std::optional<Receipt>> find();
  /// What a changed post says: title, text and what belongs to it. Adds to `extra` what the receipt must know.
  Result<Json> fields(const Json& known_media);
  [[nodiscard]] Json media_known() const;

 private:
  Result<void> upload_all(const Json& known_media);
  Result<std::string> find_draft();
  Result<std::string> make_draft();
  Result<std::string> lost_draft(Error);
  Result<Json> finish(const std::string& id, const std::string& status);
  Result<std::string> comment(const std::string& id);
  Result<void> discard(const std::string& id);
  [[nodiscard]] Receipt receipt(const std::string& id, const Json& post, const std::string& comment) const;

  Session& session_;
  const Post& post_;
  std::string slug_;
  std::vector<Upload> uploads_{};
};

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
Result<Json> Publishing::finish(const std::string& id, const std::string& status) {
  Call call = rest(session_, Method::post, route_of(id));
  call.json = Json{{"status", status}, {"slug", post_.slug}};  // an empty slug: WordPress makes one of the title
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

Result<Receipt> Publishing::publish() {
  TRY(const std::string status, status_of(session_, post_));
  if (!post_.first_comment.empty() && status != "publish") {
    return refusal(session_, tr("only a published post can have a first comment"), tr("leave out --first-comment or --status"));
  }
  std::string id = session_.noted("id").value_or("");
  if (id.empty() && session_.first_sent()) {
    TRY(id, find_draft());
  }
  if (id.empty()) {
    TRY(id, make_draft());
  }
  if (session_.noted("id") != id) CHECK_OK(session_.note("id", id));
  TRY(const Json done, finish(id, status));
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

// --- Who we are -----------------------------------------------------------------------------------------------

/// The user of these credentials, as /wp/v2/users/me tells.
Result<Json> verified(Session& session, Call call) {
  TRY(const Json me, session.json(call));
  if (id_text(me["id"]).empty()) return unreadable(session);
  return me;
}

void describe(Account& account, const Json& me) {
  const std::string user = me["username"].string_or(me["slug"].string_or());
  const auto url = parse_url(account.server);
  std::string path = url.ok() ? url->path : "";
  while (path.ends_with('/')) path.pop_back();
  account.handle = user + "@" + host_of(account.server) + path;
  account.remote_id = id_text(me["id"]);
  account.settings.set("user", user);
}

Result<std::string> server_of(const Account& account) {
  std::string server = account.server;
  if (server.empty()) {
    return Error{
        .fault = Fault::usage, .message = tr("which site is it on?"), .hint = tr("give --server https://blog.example")};
  }
  if (server.find("://") == std::string::npos) server.insert(0, "https://");
  for (const std::string_view end : {"/", "/wp-json", "/wp-admin", "/"}) {
    while (server.ends_with(end)) server.resize(server.size() - end.size());
  }
  CHECK_OK(parse_url(server));
  return server;
}

class WordPress final : public Platform {
 public:
  const About& about() const override { return about_wordpress(); }

  Dialect dialect() const override {
    return {.authorization = [](const Credentials& credentials) { return basic("", credentials); },
            .fault = fault_named,
            .message = words_of};
  }

  Result<Receipt> publish(Session& session, const Post& post) const override { return Publishing(session, post).publish(); }

  Result<std::optional<Receipt>> find(Session& session, const Post& post, Instant) const override {
    return Publishing(session, post).find();
  }

  /// Into the trash, from which the site's owner can take it back. Where there is no trash: away.
  Result<void> remove(Session& session, const Receipt& receipt) const override {
    for (const char* force : {"", "true"}) {
      Call call = rest(session, Method::del, route_of(receipt.remote_id));
      if (*force != '\0') call.query.emplace_back("force", force);
      call.effects = Effects::same;
      TRY(const Answer answer, session.send(call));
      const bool gone = answer.status == 404 || answer.status == 410;
      if ((answer.status >= 200 && answer.status < 300) || gone) return {};
      if (code_of(answer) != "rest_trash_not_supported") return session.fault_of(answer, Effects::same);
    }
    return {};
  }

  Result<Receipt> edit(Session& session, const Receipt& receipt, const Post& post) const override {
    TRY(const std::string status, status_of(session, post));
    Publishing publishing(session, post);
    TRY(Json fields, publishing.fields(receipt.extra["media"]));
    if (!post.status.empty()) fields.set("status", status);
    if (!post.slug.empty()) fields.set("slug", post.slug);
    Call call = rest(session, Method::post, route_of(receipt.remote_id));
    call.json = std::move(fields);
    call.effects = Effects::same;
    TRY(const Json changed, session.json(call));
    if (id_text(changed["id"]) != receipt.remote_id) return unreadable(session);
    Receipt renewed = receipt;
    renewed.url = changed["link"].string_or(receipt.url);
    renewed.extra.erase("media");
    if (Json media = publishing.media_known(); !media.items().empty()) renewed.extra.set("media", std::move(media));
    return renewed;
  }

  Result<SignedIn> sign_in(Session& session, const Account& wanted) const override {
    TRY(const std::string server, server_of(wanted));
    TRY(const Site site, find_site(session, server));
    SignedIn signed_in{.account = wanted, .credentials = session.credentials()};
    Account& account = signed_in.account;
    account.server = site.server;
    account.settings.set("rest", site.rest);

    const bool plain = site.rest.find("rest_route=") != std::string::npos;
    Call call{
        .path = account.server + site.rest + (plain ? "%2Fwp%2Fv2%2Fusers%2Fme&context=edit" : "/wp/v2/users/me?context=edit"),
        .authorization = basic(wanted.handle, session.credentials())};
    auto verification = verified(session, std::move(call));
    if (!verification.ok()) {
      // There is no account yet that could be checked.
      if (verification.error().fault == Fault::auth) {
        verification.error().hint =
            tr("is it an application password (Users, Profile), and does the host pass the Authorization header on?");
      }
      return verification.error();
    }
    describe(account, *verification);
    return signed_in;
  }

  Result<Account> who(Session& session) const override {
    TRY(const Json me, verified(session, rest(session, Method::get, "/wp/v2/users/me", {{"context", "edit"}})));
    Account account = session.account();
    describe(account, me);
    return account;
  }

  /// The site's own page makes an application password and sends it back in the redirect (user_login, password).
  /// WordPress 6.1.9 takes only https there unless it is a local site; without a redirect it shows the password for pasting.
  Result<OAuthPlan> oauth(Session& session, const std::string& redirect_uri) const override {
    TRY(const std::string server, server_of(session.account()));
    TRY(const Site site, find_site(session, server));
    if (site.authorize.empty()) {
      return Error{.fault = Fault::unsupported,
                   .message = tr("{} does not offer application passwords", host_of(server)),
                   .hint = tr("they need https, and a security plug-in may switch them off")};
    }
    Query query{{"app_name", "cmtool"}, {"app_id", "5f0f8a52-3f0a-4c43-9d5e-6b1c2f9f6d11"}};
    if (redirect_uri.starts_with("http")) query.emplace_back("success_url", redirect_uri);
    return OAuthPlan{.authorize_url = with_query(site.authorize, query), .credentials_in_redirect = true};
  }
};

}  // namespace

const Platform& wordpress_platform() {
  static const WordPress it;
  return it;
}

}  // namespace cmtool
