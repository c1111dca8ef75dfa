// SPDX-License-Identifier: MIT
// Bluesky: records in a personal data server (PDS) of the AT Protocol. https://docs.bsky.app, https://atproto.com/specs
//
// A post is put under a record key that we chose and noted, together with the whole record, before it is first sent: sending it
// again writes the same record once more, which changes nothing (com.atproto.repo.putRecord answers without a commit). lib/bluesky/ has the
// records, the inbox, and what can be done about what is in it.
#include "platform.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "bluesky/acts.hpp"
#include "bluesky/inbox.hpp"
#include "bluesky/metrics.hpp"
#include "bluesky/records.hpp"
#include "net/atproto.hpp"
#include "net/url.hpp"
#include "text/facets.hpp"

namespace cmtool {
namespace {

using namespace bluesky;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* collection = "app.bsky.feed.post";
constexpr std::uint64_t largest_thumb = 1'000'000;
constexpr int most_polls = 180;  // of a video's processing, 2 s apart; most take some seconds
constexpr milliseconds between_polls{2000};
constexpr milliseconds upload_limit = std::chrono::minutes(10);

bool is_worn(const Answer& answer) { return answer.status == 400 && (is_named(answer, "ExpiredToken") || is_named(answer, "InvalidToken")); }

std::optional<Fault> fault_in(const Answer& answer) {
  if (answer.status != 400) return std::nullopt;
  for (const auto* name : {"ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired", "AccountTakedown", "AccountDeactivated"}) {
    if (is_named(answer, name)) return Fault::auth;
  }
  if (is_missing(answer)) return Fault::not_found;
  if (is_named(answer, "InvalidSwap")) return Fault::conflict;
  return std::nullopt;
}

// --- Sessions -----------------------------------------------------------------------------------

Credentials with_tokens(Credentials credentials, const Json& answer) {
  credentials.fields["access_token"] = Secret(answer["accessJwt"].string_or());
  credentials.fields["refresh_token"] = Secret(answer["refreshJwt"].string_or());
  return credentials;
}

Result<Json> checked_tokens(Json answer) {
  CHECK_OK(answer.text("accessJwt"));
  CHECK_OK(answer.text("refreshJwt"));
  TRY(const auto did, answer.text("did"));
  if (!atproto::is_did(did)) return Error{.fault = Fault::protocol, .message = tr("the server names an account that is none: {}", did.substr(0, 100))};
  if (answer["active"].bool_or(true)) return answer;
  return Error{.fault = Fault::auth,
               .message = tr("the account is not active: {}", answer["status"].string_or("?")),
               .hint = tr("see what Bluesky says about it in its app")};
}

/// A new session from the app password. Scarce: 30 in 5 minutes and 300 a day at most (docs.bsky.app, rate limits, 2026-11).
Result<Json> create_session(Session& session, const std::string& server, const std::string& identifier, const Secret& password) {
  if (password.empty()) return Error{.fault = Fault::auth, .message = tr("there is no app password to sign in with")};
  TRY(auto answer, session.json({.method = Method::post,
                                 .path = joined_url(server, xrpc("com.atproto.server.createSession")),
                                 .json = Json{{"identifier", identifier}, {"password", password.reveal()}},
                                 .effects = Effects::same,
                                 .signed_in = false}));
  return checked_tokens(std::move(answer));
}

// --- Records ------------------------------------------------------------------------------------

/// The DID behind a handle; nothing where there is none.
Result<std::optional<std::string>> resolve_handle(Session& session, const std::string& handle) {
  TRY(const auto answer, session.send({.path = xrpc("com.atproto.identity.resolveHandle"), .query = {{"handle", handle}}}));
  if (answer.status == 400 && !is_worn(answer)) return std::optional<std::string>{};
  if (answer.status != 200) return session.fault_of(answer, Effects::no);
  TRY(auto did, answer.json.text("did"));
  if (!atproto::is_did(did)) return std::optional<std::string>{};
  return std::optional<std::string>(std::move(did));
}

/// The post that a reply or a quote names: our receipt's id, an at:// URI, or its address at bsky.app.
Result<Found> post_named(Session& session, const std::string& name) {
  auto address = atproto::address_of(name);
  if (!address) {
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” is not a post on Bluesky", name.substr(0, 200)),
                 .hint = tr("give its address: https://bsky.app/profile/…/post/… or at://…")};
  }
  if (!atproto::is_did(address->authority)) {
    TRY(const auto did, resolve_handle(session, address->authority));
    if (!did) return Error{.fault = Fault::not_found, .message = tr("there is no account {} on Bluesky", address->authority)};
    address->authority = *did;
  }
  TRY(auto found, get_record(session, *address));
  if (!found) return Error{.fault = Fault::not_found, .message = tr("the post {} is not there", name.substr(0, 200))};
  return *std::move(found);
}

Json reference(const std::string& uri, const std::string& cid) { return Json{{"uri", uri}, {"cid", cid}}; }

Json reply_reference(const Json& root, const Json& parent) { return Json{{"root", root}, {"parent", parent}}; }

// --- Text ---------------------------------------------------------------------------------------

Json facet(const Facet& where, Json feature) {
  return Json{{"index", Json{{"byteStart", static_cast<long long>(where.begin)}, {"byteEnd", static_cast<long long>(where.end)}}},
              {"features", Json::array({std::move(feature)})}};
}

/// Links, mentions and hashtags with their byte offsets. A mention of nobody stays plain text.
Result<Json> facets_of(Session& session, const std::string& text) {
  Json facets = Json::array();
  for (const Facet& found : find_facets(text, Reading::bluesky)) {
    switch (found.kind) {
      case Facet::Kind::link: facets.push(facet(found, Json{{"$type", "app.bsky.richtext.facet#link"}, {"uri", found.value}})); break;
      case Facet::Kind::hashtag: facets.push(facet(found, Json{{"$type", "app.bsky.richtext.facet#tag"}, {"tag", found.value}})); break;
      case Facet::Kind::mention: {
        TRY(const auto did, resolve_handle(session, found.value));
        if (did) facets.push(facet(found, Json{{"$type", "app.bsky.richtext.facet#mention"}, {"did", *did}}));
        break;
      }
    }
  }
  return facets;
}

Result<Json> record_of(Session& session, const std::string& text, const std::string& language, const std::string& created) {
  Json record{{"$type", collection}, {"text", text}};
  TRY(auto facets, facets_of(session, text));
  if (!facets.items().empty()) record.set("facets", std::move(facets));
  if (!language.empty()) record.set("langs", Json::strings({language}));
  record.set("createdAt", created);
  return record;
}

// --- Media --------------------------------------------------------------------------------------

/// Uploads a medium, or remembers that an earlier attempt did.
Result<Json> blob_of(Session& session, const Media& media) {
  const std::string note = "blob." + media.sha256;
  if (const auto noted = session.noted(note)) {
    auto known = parse_json(*noted);
    if (known.ok()) return known;
  }
  TRY(const auto answer, session.json({.method = Method::post,
                                       .path = xrpc("com.atproto.repo.uploadBlob"),
                                       .raw = media,
                                       .effects = Effects::same,
                                       .limit = upload_limit}));
  TRY(const auto blob, answer.child("blob"));
  CHECK_OK(session.note(note, blob->dump()));
  return *blob;
}

void set_ratio(Json& embed, const Media& media) {
  if (media.width > 0 && media.height > 0) embed.set("aspectRatio", Json{{"width", media.width}, {"height", media.height}});
}

/// The processing of a video, or what of its state an answer tells: either bare or under "jobStatus" (both are seen).
const Json& job_in(const Json& answer) { return answer["jobStatus"].is_object() ? answer["jobStatus"] : answer; }

/// The video service takes the film first, so that the post never shows a missing video (docs.bsky.app/docs/tutorials/video, 2026-11).
/// Nothing where this server has no such service: then the film goes up like a picture.
Result<std::optional<std::string>> start_video(Session& session, const std::string& service, const Media& media) {
  const std::string host = host_of(session.account().server);
  const std::int64_t expires = std::chrono::duration_cast<seconds>(session.now().time_since_epoch()).count() + 1800;
  TRY(const auto permit, session.send({.path = xrpc("com.atproto.server.getServiceAuth"),
                                       .query = {{"aud", "did:web:" + host}, {"exp", std::to_string(expires)}, {"lxm", "com.atproto.repo.uploadBlob"}}}));
  if (permit.status == 404 || permit.status == 501) return std::optional<std::string>{};
  if (permit.status != 200) return session.fault_of(permit, Effects::no);
  TRY(auto token, permit.json.text("token"));
  TRY(const auto answer, session.send({.method = Method::post,
                                       .path = joined_url(service, xrpc("app.bsky.video.uploadVideo")),
                                       .query = {{"did", session.account().remote_id}, {"name", media.sha256.substr(0, 24) + ".mp4"}},
                                       .raw = media,
                                       .effects = Effects::same,
                                       .authorization = Secret("Bearer " + token),
                                       .limit = upload_limit}));
  // The same film again: 409, with the job of the first time.
  if (answer.status != 200 && !(answer.status == 409 && job_in(answer.json)["jobId"].is_string())) return session.fault_of(answer, Effects::same);
  TRY(auto job, job_in(answer.json).text("jobId"));
  CHECK_OK(session.note("video", job));
  return std::optional<std::string>(std::move(job));
}

Result<Json> processed_video(Session& session, const std::string& service, const std::string& job) {
  for (int poll = 0; poll < most_polls; ++poll) {
    if (poll > 0) CHECK_OK(session.wait(between_polls));
    TRY(const auto answer, session.json({.path = joined_url(service, xrpc("app.bsky.video.getJobStatus")), .query = {{"jobId", job}}, .signed_in = false}));
    const Json& status = job_in(answer);
    if (status["blob"].is_object()) return status["blob"];
    TRY(const auto state, status.text("state"));
    if (state == "JOB_STATE_FAILED") {
      return Error{.fault = Fault::refused,
                   .message = tr("Bluesky cannot use the video: {}", status["message"].string_or(status["error"].string_or("?")).substr(0, 300))};
    }
  }
  return Error{.fault = Fault::rate_limited,
               .message = tr("Bluesky is still processing the video"),
               .hint = tr("trying again later goes on where this stopped"),
               .retry_after = std::chrono::minutes(5)};
}

Result<Json> video_blob(Session& session, const Media& media) {
  const std::string service = session.account().settings["video_service"].string_or("https://video.bsky.app");
  // A server on this machine cannot be reached by the service, which puts the film there.
  const auto server = parse_url(session.account().server);
  if (service.empty() || (server.ok() && is_loopback(server.value().host))) return blob_of(session, media);
  auto job = session.noted("video");
  if (!job) {
    TRY(job, start_video(session, service, media));
  }
  if (!job) return blob_of(session, media);
  return processed_video(session, service, *job);
}

Result<Json> media_embed(Session& session, const std::vector<Media>& media) {
  if (media.front().kind == MediaKind::video) {
    TRY(auto blob, video_blob(session, media.front()));
    Json embed{{"$type", "app.bsky.embed.video"}, {"video", std::move(blob)}};
    if (!media.front().alt.empty()) embed.set("alt", media.front().alt);
    set_ratio(embed, media.front());
    return embed;
  }
  Json images = Json::array();
  for (const Media& picture : media) {
    TRY(auto blob, blob_of(session, picture));
    Json image{{"image", std::move(blob)}, {"alt", picture.alt}};
    set_ratio(image, picture);
    images.push(std::move(image));
  }
  return Json{{"$type", "app.bsky.embed.images"}, {"images", std::move(images)}};
}

Result<Json> card_embed(Session& session, const Link& link) {
  Json card{{"uri", link.url}, {"title", link.title.empty() ? link.url : link.title}, {"description", link.description}};
  if (link.picture && link.picture->bytes <= largest_thumb) {
    TRY(auto thumb, blob_of(session, *link.picture));
    card.set("thumb", std::move(thumb));
  }
  return Json{{"$type", "app.bsky.embed.external"}, {"external", std::move(card)}};
}

/// What hangs below the text; null for nothing.
Result<Json> embed_of(Session& session, const Post& post) {
  if (post.link && !post.media.empty() && post.text.find(post.link->url) == std::string::npos) {
    return Error{.fault = Fault::refused,
                 .message = tr("Bluesky shows either pictures or a link's card, not both"),
                 .hint = tr("put the link into the text, or leave the pictures out")};
  }
  Json media;
  if (!post.media.empty()) {
    TRY(media, media_embed(session, post.media));
  } else if (post.link) {
    TRY(media, card_embed(session, *post.link));
  }
  if (post.quote.empty()) return media;
  TRY(const auto quoted, post_named(session, post.quote));
  Json record{{"$type", "app.bsky.embed.record"}, {"record", reference(quoted.uri, quoted.cid)}};
  if (media.is_null()) return record;
  return Json{{"$type", "app.bsky.embed.recordWithMedia"}, {"record", std::move(record)}, {"media", std::move(media)}};
}

// --- Posts --------------------------------------------------------------------------------------

/// The post, the rest of its thread, and the first comment: each is a record of its own.
std::vector<std::string> texts_of(const Post& post) {
  std::vector<std::string> texts{post.text};
  texts.insert(texts.end(), post.thread.begin(), post.thread.end());
  if (!post.first_comment.empty()) texts.push_back(post.first_comment);
  return texts;
}

/// One record as it is sent, at every attempt the same.
struct Part {
  std::string rkey{};
  Json record{};
};

std::string part_note(std::size_t number) { return "part" + std::to_string(number); }

std::optional<Part> noted_part(const Session& session, std::size_t number) {
  const auto note = session.noted(part_note(number));
  if (!note) return std::nullopt;
  const auto json = parse_json(*note);
  if (!json.ok() || !json.value()["record"].is_object()) return std::nullopt;
  return Part{.rkey = json.value()["rkey"].string_or(), .record = json.value()["record"]};
}

/// Makes a part and notes it, before anything of it is sent.
Result<Part> new_part(Session& session, const Post& post, std::size_t number, const Json& reply) {
  // A thread's posts sort by their dates and keys also when the clock stands still between them.
  const Instant now = session.now() + milliseconds(number);
  Part part{.rkey = atproto::tid(now, random_number())};
  TRY(part.record, record_of(session, texts_of(post)[number], post.language, iso_milliseconds(now)));
  if (!reply.is_null()) part.record.set("reply", reply);
  if (number == 0) {
    TRY(auto embed, embed_of(session, post));
    if (!embed.is_null()) part.record.set("embed", std::move(embed));
  }
  CHECK_OK(session.note(part_note(number), Json{{"rkey", part.rkey}, {"record", part.record}}.dump()));
  return part;
}

/// Where the first part of a post hangs: null unless it is a reply.
Result<Json> first_reply(Session& session, const Post& post) {
  if (post.reply_to.empty()) return Json();
  TRY(const auto parent, post_named(session, post.reply_to));
  const Json own = reference(parent.uri, parent.cid);
  const Json& root = parent.value["reply"]["root"];
  return reply_reference(root["uri"].is_string() && root["cid"].is_string() ? reference(root["uri"].string_or(), root["cid"].string_or()) : own, own);
}

Result<Json> put(Session& session, const Part& part, const std::string& swap = {}) {
  Json body{{"repo", session.account().remote_id}, {"collection", collection}, {"rkey", part.rkey}, {"record", part.record}};
  if (!swap.empty()) body.set("swapRecord", swap);
  // The record key protects: what was chosen and noted may be sent again. But a lost answer must not pass for "not done".
  const Call call{.method = Method::post, .path = xrpc("com.atproto.repo.putRecord"), .json = std::move(body), .effects = Effects::yes, .key = part.rkey};
  TRY(const auto answer, session.json(call));
  if (answer["uri"].is_string() && answer["cid"].is_string()) return reference(answer["uri"].string_or(), answer["cid"].string_or());
  return Error{.fault = Fault::unknown_outcome,
               .message = tr("{} took the post, but its answer cannot be understood", host_of(session.account().server)),
               .hint = tr("look whether it is there before you repeat it")};
}

std::string own_uri(const Session& session, const std::string& rkey) {
  return atproto::text_of({.authority = session.account().remote_id, .collection = collection, .rkey = rkey});
}

Receipt receipt_for(const Session& session, const Part& first, const Json& sent) {
  const auto created = parse_iso(first.record["createdAt"].string_or());
  return {.remote_id = sent["uri"].string_or(),
          .url = page_of(session.account(), first.rkey),
          .at = created.ok() ? created.value() : session.now(),
          .extra = Json{{"cid", sent["cid"].string_or()}}};
}

Error no_post(const std::string& name) { return Error{.fault = Fault::not_found, .message = tr("{} is not on Bluesky any more", name.substr(0, 200))}; }

/// Replaces the text of one record, keeping its date and what it answers.
Result<Json> replace(Session& session, const std::string& uri, const std::string& text, const std::string& language, const Json& embed) {
  const auto address = atproto::address_of(uri);
  if (!address) return no_post(uri);
  TRY(const auto before, get_record(session, *address));
  if (!before) return no_post(uri);
  Part part{.rkey = address->rkey};
  TRY(part.record, record_of(session, text, language, before->value["createdAt"].string_or(iso_milliseconds(session.now()))));
  if (!before->value["reply"].is_null()) part.record.set("reply", before->value["reply"]);
  if (!embed.is_null()) part.record.set("embed", embed);
  auto sent = put(session, part, before->cid);
  if (sent.ok() || sent.error().fault != Fault::conflict) return sent;
  // Somebody else changed it, or it was us and the answer was lost.
  TRY(const auto now, get_record(session, *address));
  if (now && now->value["text"] == part.record["text"] && now->value["embed"] == part.record["embed"]) return reference(now->uri, now->cid);
  return sent;
}

const About about_bluesky{
    .name = "bluesky",
    .title = "Bluesky",
    .limits = {.text = 300,
               .unit = Unit::graphemes,
               .text_bytes = 3000,
               .media = {.count = 4,
                         .image_bytes = 2'000'000,
                         .video_bytes = 100'000'000,
                         .video_seconds = 180,
                         .alt_text = 2000,
                         .types = {"image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4"}},
               .source = "lexicons app.bsky.feed.post and app.bsky.embed.* (2026-11); video: the service's 100 MB and 3 minutes, below the lexicon's "
                         "300 MB; alternative text: what the app takes"},
    .can = {Can::publish, Can::edit, Can::remove, Can::find, Can::media, Can::alt_text, Can::video, Can::language, Can::thread, Can::reply, Can::quote,
            Can::link_card, Can::first_comment, Can::inbox, Can::act, Can::measure, Can::follow},
    .acts = possible_acts(),
    .needs = {{.key = "password",
               .title = N_("app password"),
               .secret = true,
               .hint = N_("make one in the app: Settings, Privacy and security, App passwords; not the account's own password")}},
    .server = "https://bsky.social",
    .protection = Protection::same,
    .find_is_sure = true,
    .docs = "https://docs.bsky.app",
};

class Bluesky final : public Platform {
 public:
  const About& about() const override { return about_bluesky; }

  Dialect dialect() const override {
    return {.token_expired = is_worn, .fault = fault_in, .message = [](const Answer& answer) {
              return answer.json["message"].string_or(answer.json["error"].string_or());
            }};
  }

  Result<Receipt> publish(Session& session, const Post& post) const override {
    const std::size_t count = texts_of(post).size();
    Receipt receipt;
    Json root, sent;
    for (std::size_t number = 0; number < count; ++number) {
      auto part = noted_part(session, number);
      if (!part) {
        Json reply;
        if (number == 0) {
          TRY(reply, first_reply(session, post));
        } else {
          // A first comment hangs below the post itself, also below a thread.
          const bool comment = !post.first_comment.empty() && number + 1 == count;
          reply = reply_reference(root, comment ? reference(receipt.remote_id, receipt.extra["cid"].string_or()) : sent);
        }
        TRY(part, new_part(session, post, number, reply));
      }
      TRY(sent, put(session, *part));
      if (number == 0) {
        receipt = receipt_for(session, *part, sent);
        const Json& above = part->record["reply"]["root"];
        root = above.is_object() ? above : sent;
      } else {
        receipt.parts.push_back(sent["uri"].string_or());
      }
    }
    return receipt;
  }

  Result<Receipt> edit(Session& session, const Receipt& receipt, const Post& post) const override {
    const auto texts = texts_of(post);
    if (texts.size() != receipt.parts.size() + 1) {
      return Error{.fault = Fault::refused,
                   .message = tr("a thread keeps its number of posts when it is edited"),
                   .hint = tr("delete it and post it again")};
    }
    TRY(const auto embed, embed_of(session, post));
    Receipt edited = receipt;
    TRY(const auto first, replace(session, receipt.remote_id, texts[0], post.language, embed));
    edited.extra.set("cid", first["cid"].string_or());
    for (std::size_t i = 1; i < texts.size(); ++i) CHECK_OK(replace(session, receipt.parts[i - 1], texts[i], post.language, {}));
    return edited;
  }

  Result<void> remove(Session& session, const Receipt& receipt) const override {
    std::vector<std::string> all = receipt.parts;
    all.insert(all.begin(), receipt.remote_id);
    std::ranges::reverse(all);
    for (const auto& uri : all) {
      const auto address = atproto::address_of(uri);
      if (!address) return no_post(uri);
      CHECK_OK(delete_record(session, *address));
    }
    return {};
  }

  Result<std::optional<Receipt>> find(Session& session, const Post& post, Instant) const override {
    Receipt receipt;
    for (std::size_t number = 0; number < texts_of(post).size(); ++number) {
      const auto part = noted_part(session, number);
      if (!part) return std::optional<Receipt>{};  // it was never sent
      TRY(const auto found, get_record(session, {.authority = session.account().remote_id, .collection = collection, .rkey = part->rkey}));
      if (!found) return std::optional<Receipt>{};
      if (number == 0) {
        receipt = receipt_for(session, *part, reference(own_uri(session, part->rkey), found->cid));
      } else {
        receipt.parts.push_back(own_uri(session, part->rkey));
      }
    }
    return std::optional<Receipt>(std::move(receipt));
  }

  Result<InboxPage> inbox(Session& session, const InboxQuery& query) const override { return read_inbox(session, query); }
  Result<void> act(Session& session, const Item& item, Act act, const std::string& why) const override { return act_on_item(session, item, act, why); }
  Result<MeasurePage> measure(Session& session, const MeasureQuery& query) const override { return read_metrics(session, query); }
  Result<Account> follow(Session& session, const Account& wanted) const override { return look_up(session, wanted); }

  Result<SignedIn> sign_in(Session& session, const Account& wanted) const override {
    if (wanted.handle.empty()) {
      return Error{.fault = Fault::usage, .message = tr("Bluesky needs the account's handle"), .hint = tr("for example: --handle atelier.bsky.social")};
    }
    const std::string handle = wanted.handle.starts_with('@') ? wanted.handle.substr(1) : wanted.handle;
    TRY(const auto answer, create_session(session, wanted.server, handle, session.credentials()["password"]));
    SignedIn done{.account = wanted, .credentials = with_tokens(session.credentials(), answer)};
    done.account.remote_id = answer["did"].string_or();
    done.account.handle = answer["handle"].string_or(handle);
    // bsky.social is only an entrance: the account's records are on a server of their own.
    const auto given = parse_url(wanted.server);
    const std::string home = atproto::server_in(answer["didDoc"]);
    if (!home.empty() && given.ok() && !is_loopback(given.value().host) && home != origin(given.value())) {
      done.account.server = home;
      done.account.settings.set("entrance", wanted.server);
    }
    return done;
  }

  Result<Account> who(Session& session) const override {
    TRY(const auto answer, session.get(xrpc("com.atproto.server.getSession")));
    TRY(const auto did, answer.text("did"));
    Account account = session.account();
    if (!answer["active"].bool_or(true)) {
      return Error{.fault = Fault::auth, .message = tr("the account is not active: {}", answer["status"].string_or("?"))};
    }
    if (!account.remote_id.empty() && account.remote_id != did) {
      return Error{.fault = Fault::auth, .message = tr("the token belongs to another account: {}", did.substr(0, 100))};
    }
    account.remote_id = did;
    account.handle = answer["handle"].string_or(account.handle);
    return account;
  }

  Result<Credentials> refresh(Session& session, const Credentials& worn) const override {
    Error why{.fault = Fault::auth, .message = tr("the session with Bluesky is over")};
    if (!worn["refresh_token"].empty()) {
      auto answer = session.json({.method = Method::post,
                                  .path = xrpc("com.atproto.server.refreshSession"),
                                  .effects = Effects::same,
                                  .authorization = Secret("Bearer " + worn["refresh_token"].reveal())});
      if (answer.ok()) {
        TRY(const auto tokens, checked_tokens(std::move(answer).value()));
        return with_tokens(worn, tokens);
      }
      if (answer.error().fault != Fault::auth) return std::move(answer).error();
      why = std::move(answer).error();
    }
    if (worn["password"].empty()) return why;
    const Account& account = session.account();
    const std::string who = account.remote_id.empty() ? account.handle : account.remote_id;
    TRY(const auto tokens, create_session(session, account.settings["entrance"].string_or(account.server), who, worn["password"]));
    return with_tokens(worn, tokens);
  }
};

}  // namespace

const Platform& bluesky_platform() {
  static const Bluesky it;
  return it;
}

}  // namespace cmtool
