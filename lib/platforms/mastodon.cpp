// SPDX-License-Identifier: MIT
// Mastodon, and every server that speaks its API: https://docs.joinmastodon.org/methods/statuses/
//
// lib/mastodon/ has what it is made of: which server this is, its uploads and lists, the sending, exactly once, and the inbox.
#include "platform.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "mastodon/acts.hpp"
#include "mastodon/inbox.hpp"
#include "mastodon/media.hpp"
#include "mastodon/metrics.hpp"
#include "mastodon/sending.hpp"
#include "mastodon/server.hpp"
#include "net/authorization.hpp"

namespace cmtool {
namespace {

using namespace mastodon;

const About& about_mastodon() {
  static const About it{
      .name = "mastodon",
      .title = "Mastodon",
      .limits =
          {.text = 500,
           .unit = Unit::graphemes,
           .url_weight = 23,
           .short_mentions = true,
           .poll_options = 4,
           .poll_option_text = 50,
           .poll_shortest = 300,
           .poll_longest = 2629746,
           .warning_counts = true,
           .media = {.count = 4, .image_bytes = 16777216, .video_bytes = 103809024, .image_pixels = 33177600, .alt_text = 1500},
           .source =
               "docs.joinmastodon.org/user/posting and /entities/Instance, read 2026-11-22; each server's own are asked for"},
      .can = {Can::publish, Can::edit, Can::remove, Can::find, Can::media, Can::alt_text, Can::video, Can::poll, Can::warning,
              Can::visibility, Can::language, Can::thread, Can::reply, Can::quote, Can::first_comment, Can::schedule, Can::inbox, Can::act,
              Can::measure, Can::follow},
      .acts = possible_acts(),
      .needs = {{.key = "access_token",
                 .title = N_("access token"),
                 .secret = true,
                 .hint = N_("on the server: Preferences, Development, New application, scopes read and write")}},
      .browser = true,
      .protection = Protection::key,
      .window = key_window,
      .schedule_ahead = nearest_scheduled,
      .find_is_sure = true,
      .docs = "https://docs.joinmastodon.org/methods/statuses/"};
  return it;
}

// --- Errors ---------------------------------------------------------------------------------------------------

/// {"error":"…"}, {"error":{"issues":[{"message":…}]}} (Hollo), {"error_description":…}.
std::string words_of(const Answer& answer) {
  const Json& error = answer.json["error"];
  std::string words = answer.json["error_description"].string_or(error.string_or());
  for (const Json* issues : {&error["issues"], &answer.json["zod_error"]["issues"]}) {
    for (const Json& issue : issues->items()) {
      if (words.size() < 200) words += (words.empty() ? "" : "; ") + issue["message"].string_or();
    }
  }
  return words;
}

std::optional<Fault> fault_named(const Answer& answer) {
  // snac answers a bad token with 422 and nothing else.
  if (answer.status == 422 && trimmed(answer.body).empty()) return Fault::auth;
  return std::nullopt;
}

// --- Who we are -----------------------------------------------------------------------------------------------

/// "https://social.example" of an account that was named by its server or by its handle "ann@social.example".
Result<std::string> server_of(const Account& account) {
  std::string server = account.server;
  if (const auto at = account.handle.rfind('@'); server.empty() && at != std::string::npos)
    server = account.handle.substr(at + 1);
  if (server.empty()) {
    return Error{.fault = Fault::usage,
                 .message = tr("which server is it on?"),
                 .hint = tr("give --server https://social.example or --handle ann@social.example")};
  }
  if (server.find("://") == std::string::npos) server.insert(0, "https://");
  while (server.ends_with('/')) server.pop_back();
  CHECK_OK(parse_url(server));
  return server;
}

/// The account of this token. A server may say "bad token" with 400, 401, 403 or 422.
Result<Json> verified(Session& session, const std::string& server, std::optional<Secret> authorization) {
  TRY(const Answer answer,
      session.send({.path = server + "/api/v1/accounts/verify_credentials", .authorization = std::move(authorization)}));
  if (answer.status == 400 || answer.status == 422) {
    Error error = session.fault_of(answer, Effects::no);
    error.fault = Fault::auth;
    error.message = tr("{} does not accept the access token", host_of(answer.url));
    return error;
  }
  if (answer.status != 200) return session.fault_of(answer, Effects::no);
  // Without an id there is no list in which to look for a lost post, but posting is possible.
  if (!answer.json.is_object() || answer.json.contains("error")) {
    return Error{.fault = Fault::protocol,
                 .message = tr("{} does not say whose access token this is", host_of(answer.url)),
                 .hint = tr("does a server with the Mastodon API live there?")};
  }
  return answer.json;
}

void describe(Account& account, const Json& me, const Server& server) {
  const std::string acct = me["acct"].string_or(me["username"].string_or());
  std::string domain = server.domain;
  if (domain.empty()) domain = host_of(account.server);
  if (!acct.empty()) account.handle = acct.find('@') == std::string::npos ? acct + "@" + domain : acct;
  if (const std::string id = id_text(me["id"]); !id.empty()) account.remote_id = id;
}

// --- Limits ---------------------------------------------------------------------------------------------------

/// A limit that the server told, if it is believable; else what was there.
template <typename T>
void take(const Json& value, T& limit) {
  constexpr std::int64_t most = 1LL << 40;
  const auto told = value.integer_or(0);
  if (told > 0 && told < most && std::in_range<T>(told)) limit = static_cast<T>(told);
}

Limits limits_told(const Json& instance, const Server& server, Limits limits) {
  if (server.kind != Server::Kind::mastodon) {
    // Only Mastodon's own way of counting is known; others are safe with every code point counted.
    limits.unit = Unit::code_points;
    limits.short_mentions = false;
    limits.url_weight = 0;
  }
  const Json& told = instance["configuration"];
  take(instance["max_toot_chars"], limits.text);  // Pleroma, and forks
  take(told["statuses"]["max_characters"], limits.text);
  take(told["statuses"]["max_media_attachments"], limits.media.count);
  take(told["statuses"]["characters_reserved_per_url"], limits.url_weight);
  take(told["polls"]["max_options"], limits.poll_options);
  take(told["polls"]["max_characters_per_option"], limits.poll_option_text);
  take(told["polls"]["min_expiration"], limits.poll_shortest);
  take(told["polls"]["max_expiration"], limits.poll_longest);
  // WordPress writes it without the "s".
  const Json& media = told.contains("media_attachments") ? told["media_attachments"] : told["media_attachment"];
  take(media["image_size_limit"], limits.media.image_bytes);
  take(media["video_size_limit"], limits.media.video_bytes);
  take(media["image_matrix_limit"], limits.media.image_pixels);
  take(media["description_limit"], limits.media.alt_text);
  if (const auto types = media["supported_mime_types"].string_items(); !types.empty()) limits.media.types = types;
  limits.source = server.version.empty() ? limits.source : "the server itself (" + server.version + ")";
  return limits;
}

// --- Changing and deleting --------------------------------------------------------------------------------------

/// Ids of the media of a changed post: those that are up already stay, others are uploaded.
Result<Json> media_for_edit(Session& session, const Receipt& receipt, const Post& post) {
  Json kept;
  for (const Media& medium : post.media) {
    std::string id;
    for (const Json& known : receipt.extra["media"].items()) {
      if (known["sha256"].string_or() == medium.sha256 && known["alt"].string_or() == medium.alt) id = id_text(known["id"]);
    }
    if (id.empty()) {
      TRY(id, upload_medium(session, medium));
    }
    kept.push(Json{{"id", id}, {"sha256", medium.sha256}, {"alt", medium.alt}});
  }
  return kept;
}

/// GoToSocial before 0.18 has no editing and answers 404, as for a post that is gone.
Error why_not_edited(Session& session, const std::string& id, Error error) {
  if (error.fault != Fault::not_found && error.fault != Fault::refused) return error;
  const auto there = session.send({.path = "/api/v1/statuses/" + id});
  const bool no_editing = error.fault == Fault::not_found && there.ok() && there->status == 200;
  if (!no_editing) return error;
  error.fault = Fault::unsupported;
  error.message = tr("this server cannot change a post that is published");
  error.hint = tr("delete it and post it again");
  return error;
}

class Mastodon final : public Platform {
 public:
  const About& about() const override { return about_mastodon(); }
  Dialect dialect() const override { return {.fault = fault_named, .message = words_of}; }

  Result<Receipt> publish(Session& session, const Post& post) const override { return Sending(session, post).publish(); }

  Result<std::optional<Receipt>> find(Session& session, const Post& post, Instant since) const override {
    return Sending(session, post).find(since);
  }

  Result<void> may_schedule(Session& session, const Post& post) const override { return Sending(session, post).may_schedule(); }
  Result<NativeStatus> schedule(Session& session, const Post& post, Instant at) const override { return Sending(session, post).schedule(at); }
  Result<NativeStatus> look_at_scheduled(Session& session, const Post& post, const Native& native) const override {
    return Sending(session, post).look_at_scheduled(native);
  }
  Result<NativeStatus> reschedule(Session& session, const Post& post, const Native& native, Instant at) const override {
    return Sending(session, post).reschedule(native, at);
  }
  Result<NativeStatus> unschedule(Session& session, const Post& post, const Native& native) const override {
    return Sending(session, post).unschedule(native);
  }

  /// The rest of a thread first, so that a deletion that breaks off leaves a whole beginning.
  Result<void> remove(Session& session, const Receipt& receipt) const override {
    auto ids = receipt.parts;
    ids.insert(ids.begin(), receipt.remote_id);
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
      if (id->empty() || *id == untold_id) continue;
      const auto deleted = session.del("/api/v1/statuses/" + *id);
      // Gone is gone: 404 and 410 are what was wanted.
      if (!deleted.ok() && deleted.error().fault != Fault::not_found) return deleted.error();
    }
    return {};
  }

  Result<Receipt> edit(Session& session, const Receipt& receipt, const Post& post) const override {
    const auto parts = parts_of(post);
    if (parts.size() != receipt.parts.size() + 1) {
      return refusal(session, tr("the number of posts in a thread cannot be changed"), tr("delete it and post it again"));
    }
    Receipt changed = receipt;
    TRY(Json media, media_for_edit(session, receipt, post));
    for (const Part& part : parts) {
      const std::string id = part.number == 0 ? receipt.remote_id : receipt.parts[part.number - 1];
      if (id == untold_id) continue;
      Json body{{"status", part.text}, {"spoiler_text", part.comment ? std::string() : post.warning}};
      if (!post.language.empty()) body.set("language", language_code(post.language));
      if (!post.warning.empty() && !part.comment) body.set("sensitive", true);
      if (part.number == 0) {
        Json ids = Json::array();
        for (const Json& medium : media.items()) ids.push(medium["id"]);
        if (!ids.items().empty()) body.set("media_ids", std::move(ids));
        if (post.poll) body.set("poll", poll_json(*post.poll));
      }
      const auto answer = session.put("/api/v1/statuses/" + id, body);
      if (!answer.ok()) return why_not_edited(session, id, answer.error());
    }
    changed.extra.erase("media");
    if (!media.is_null()) changed.extra.set("media", std::move(media));
    return changed;
  }

  Result<InboxPage> inbox(Session& session, const InboxQuery& query) const override { return read_inbox(session, query); }
  Result<void> act(Session& session, const Item& item, Act act, const std::string& why) const override { return act_on_item(session, item, act, why); }
  Result<MeasurePage> measure(Session& session, const MeasureQuery& query) const override { return read_metrics(session, query); }
  Result<Account> follow(Session& session, const Account& wanted) const override {
    Account account = wanted;
    if (account.handle.starts_with('@')) account.handle.erase(0, 1);
    TRY(account.server, server_of(account));
    return look_up(session, account);
  }

  Result<Limits> limits(Session& session) const override {
    const auto instance = instance_of(session);
    if (instance.ok()) return limits_told(*instance, read_server(*instance), about().limits);
    const Fault fault = instance.error().fault;
    // A server that says nothing of itself has at least Mastodon's own limits.
    if (fault == Fault::not_found || fault == Fault::protocol || fault == Fault::refused) return about().limits;
    return instance.error();
  }

  Result<SignedIn> sign_in(Session& session, const Account& wanted) const override {
    SignedIn signed_in{.account = wanted, .credentials = session.credentials()};
    Account& account = signed_in.account;
    TRY(account.server, server_of(wanted));
    const Secret authorization = bearer_authorization(session.credentials()["access_token"]);
    auto verification = verified(session, account.server, authorization);
    if (!verification.ok()) {
      // There is no account yet that could be checked.
      if (verification.error().fault == Fault::auth) verification.error().hint = tr_text(about().needs.front().hint);
      return verification.error();
    }
    const Json& me = *verification;
    const auto instance = instance_of(session, account.server);
    const Server server = instance.ok() ? read_server(*instance) : Server{};
    describe(account, me, server);
    account.settings = to_json(server);
    return signed_in;
  }

  Result<Account> who(Session& session) const override {
    TRY(const Json me, verified(session, "", std::nullopt));
    Account account = session.account();
    describe(account, me, known_server(session));
    return account;
  }

  Result<OAuthPlan> oauth(Session& session, const std::string& redirect_uri) const override {
    TRY(const std::string server, server_of(session.account()));
    const std::string scope = "read write";
    // A second registration does no harm: servers forget applications that nobody uses. One redirect address as text is what
    // every server takes; the API's description (OpenAPI, November 2026) asks for a list.
    Call call{.method = Method::post,
              .path = server + "/api/v1/apps",
              .form = {{"client_name", "cmtool"}, {"redirect_uris", redirect_uri}, {"scopes", scope}},
              .effects = Effects::same,
              .signed_in = false};
    auto registered = session.json(call);
    if (!registered.ok() && registered.error().fault == Fault::refused) {
      call.form.clear();
      call.json = Json{{"client_name", "cmtool"}, {"redirect_uris", Json::strings({redirect_uri})}, {"scopes", scope}};
      registered = session.json(call);
    }
    if (!registered.ok()) return registered.error();
    const Json& app = *registered;
    OAuthPlan plan{.authorize_url = server + "/oauth/authorize",
                   .token_url = server + "/oauth/token",
                   .client_id = app["client_id"].string_or(),
                   .client_secret = Secret(app["client_secret"].string_or()),
                   .scope = scope};
    if (plan.client_id.empty()) {
      return Error{.fault = Fault::protocol,
                   .message = tr("{} does not let applications register", host_of(server)),
                   .hint = tr("give an access token with --token-stdin")};
    }
    return plan;
  }
};

}  // namespace

const Platform& mastodon_platform() {
  static const Mastodon it;
  return it;
}

}  // namespace cmtool
