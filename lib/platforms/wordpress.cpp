// SPDX-License-Identifier: MIT
// WordPress, on one's own site: https://developer.wordpress.org/rest-api/reference/posts/
//
// lib/wordpress/ has what it is made of: the site and how to talk to it, its library and articles, the publishing, exactly once, the
// site's own schedule, and its comments.
#include "platform.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/html_text.hpp"
#include "wordpress/answer.hpp"
#include "wordpress/comments.hpp"
#include "wordpress/metrics.hpp"
#include "wordpress/publishing.hpp"
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
              Can::reply, Can::first_comment, Can::tags, Can::excerpt, Can::status, Can::schedule, Can::inbox, Can::act,
              Can::measure},
      .acts = comment_acts(),
      .needs = {{.key = "handle", .title = N_("user name"), .hint = N_("the name with which you sign in to the site")},
                {.key = "password",
                 .title = N_("application password"),
                 .secret = true,
                 .hint = N_("on the site: Users, Profile, Application Passwords (not the password with which you sign in)")}},
      .browser = true,
      .protection = Protection::same,
      .schedule_ahead = std::chrono::seconds(120),  // nearer than a minute it publishes at once; the rest is for slow requests and clocks
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
  if (answer.status == 403 && (code.starts_with("rest_cannot_") || code.starts_with("rest_forbidden_"))) return Fault::refused;
  return std::nullopt;
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

  Result<Receipt> publish(Session& session, const Post& post) const override {
    return post.reply_to.empty() ? Publishing(session, post).publish() : answer_comment(session, post);
  }

  Result<std::optional<Receipt>> find(Session& session, const Post& post, Instant) const override {
    return post.reply_to.empty() ? Publishing(session, post).find() : find_answer(session, post);
  }

  /// Into the trash, from which the site's owner can take it back. Where there is no trash: away.
  Result<void> remove(Session& session, const Receipt& receipt) const override {
    if (is_comment(receipt)) return remove_answer(session, receipt);
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
    if (is_comment(receipt)) return edit_answer(session, receipt, post);
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

  Result<void> may_schedule(Session& session, const Post& post) const override {
    if (!post.reply_to.empty()) return refusal(session, tr("the site itself answers no comment when the time comes"), tr("leave out --native"));
    TRY(const std::string status, status_of(session, post));
    if (status != "publish") {
      return refusal(session, tr("only a post that will be published can wait for its time on the site"), tr("leave out --native or --status"));
    }
    if (!post.first_comment.empty()) {
      return refusal(session, tr("the site itself adds no first comment when the time comes"), tr("leave out --native or --first-comment"));
    }
    return {};
  }
  Result<NativeStatus> schedule(Session& session, const Post& post, Instant at) const override { return Publishing(session, post).schedule(at); }
  Result<NativeStatus> look_at_scheduled(Session& session, const Post& post, const Native& native) const override {
    return Publishing(session, post).look_at_scheduled(native);
  }
  Result<NativeStatus> reschedule(Session& session, const Post& post, const Native& native, Instant at) const override {
    return Publishing(session, post).reschedule(native, at);
  }
  Result<NativeStatus> unschedule(Session& session, const Post& post, const Native& native) const override {
    return Publishing(session, post).unschedule(native);
  }

  Result<InboxPage> inbox(Session& session, const InboxQuery& query) const override { return read_comments(session, query); }
  Result<void> act(Session& session, const Item& item, Act act, const std::string&) const override { return act_on_comment(session, item, act); }
  Result<MeasurePage> measure(Session& session, const MeasureQuery& query) const override { return read_metrics(session, query); }

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
