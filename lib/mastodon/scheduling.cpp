// SPDX-License-Identifier: MIT
// A post that the server itself publishes at its time: https://docs.joinmastodon.org/methods/scheduled_statuses/
//
// What can be relied on, read in Mastodon's source and its issues, and seen on other servers (November 2026):
//   - The Idempotency-Key counts for nothing here before Mastodon 4.3 (#30039), so a lost answer is always settled by looking. The list tells
//     the text and the time of each, and the time carries a mark of ours: its milliseconds come from the key.
//   - Some servers know no scheduled_at and publish at once (Hollo, GoToSocial 0.7), one dates the post in the future and shows it now
//     (snac). Where the list is missing nothing is sent; an answer without scheduled_at is a post that is out.
//   - A time that has passed makes Mastodon publish at once.
//   - From five minutes before its time on a post is queued for that time, and another time changes nothing: it is taken back and handed over
//     again instead. Deleting works until the end.
//   - What was published has another id than what was scheduled: it is found among the account's own posts.
#include <charconv>

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "mastodon/media.hpp"
#include "mastodon/sending.hpp"
#include "mastodon/timeline.hpp"
#include "text/html_text.hpp"

namespace cmtool::mastodon {
namespace {

using namespace std::chrono_literals;
using State = NativeStatus::State;

constexpr int most_pages = 30;
constexpr int page_size = 40;          // the server's most
constexpr auto queued_before = 10min;  // the five minutes, twice: its scheduler runs every five
constexpr auto soon_after = 2min;      // a server takes its time to publish, and its clock is not ours

Error not_seen(const Session& session, std::string message) {
  return Error{.fault = Fault::unknown_outcome,
               .message = std::move(message),
               .hint = tr("look whether it is there before you repeat it"),
               .where = session.account().name.empty() ? "" : "@" + session.account().name};
}

NativeStatus gone(bool surely) { return NativeStatus{.state = State::gone, .surely = surely}; }

}  // namespace

Result<void> Sending::may_schedule() {
  if (parts_.size() > 1) {
    return refusal(session_, post_.thread.empty() ? tr("the server itself adds no first comment when the time comes") : tr("a server cannot keep a thread until its time"),
                   tr("leave --native out for this account"));
  }
  if (server_.kind == Server::Kind::mastodon) return check();
  // Its list of what is scheduled shows whether it can do it at all; to try would be to publish.
  TRY(const Answer answer, session_.send({.path = "/api/v1/scheduled_statuses", .query = {{"limit", "1"}}}));
  const bool missing = answer.status == 404 || answer.status == 405 || answer.status == 410 || answer.status == 501;
  if (missing || server_.kind == Server::Kind::snac || (answer.status == 200 && !answer.json.is_array())) {
    return refusal(session_, tr("this server ({}) publishes at once what it should keep until its time", server_.version), tr("leave --native out for this account"));
  }
  if (answer.status != 200) return session_.fault_of(answer, Effects::no);
  return check();
}

/// The time with our mark in it, within the same second.
Instant Sending::marked(Instant at) const {
  const std::string hash = sha256_hex(session_.key() + session_.account().name);
  unsigned mark = 0;
  std::from_chars(hash.data(), hash.data() + 7, mark, 16);
  return std::chrono::floor<std::chrono::seconds>(at) + std::chrono::milliseconds(mark % 999 + 1);
}

/// A scheduled status as the server shows it. A server may drop the milliseconds.
Result<NativeStatus> Sending::scheduled(const Json& answer, Instant at) const {
  const std::string id = id_text(answer["id"]);
  const auto told = parse_iso(answer["scheduled_at"].string_or());
  if (id.empty() || !told.ok()) {
    return Error{.fault = Fault::protocol, .message = tr("the server's answer on a post that is scheduled cannot be understood"), .hint = tr("trying again later is safe")};
  }
  const bool as_asked = std::chrono::floor<std::chrono::seconds>(*told) == std::chrono::floor<std::chrono::seconds>(at);
  return NativeStatus{.state = State::scheduled, .id = id, .at = as_asked ? at : *told};
}

Result<NativeStatus> Sending::schedule(Instant at) {
  CHECK_OK(check());
  CHECK_OK(resolve());
  recall_media();
  CHECK_OK(upload());
  Json body = body_of(parts_.front());
  body.set("scheduled_at", iso_milliseconds(marked(at)));
  Call call = call_with(body);
  // As a header and not as the call's key: no request may be repeated because of it.
  if (server_.keeps_keys() && !session_.key().empty()) call.headers.emplace_back("Idempotency-Key", session_.key());
  TRY(const Json answer, session_.json(call));
  if (answer["scheduled_at"].is_string()) {
    auto status = scheduled(answer, at);
    if (!status.ok()) return not_seen(session_, status.error().message);
    return status;
  }
  TRY(const Sent sent, accepted(parts_.front(), answer));
  sent_.push_back(sent);
  return NativeStatus{.state = State::published, .receipt = receipt()};
}

/// Ours among those that are scheduled; nothing: it is not there.
Result<std::optional<NativeStatus>> Sending::look_on_schedule(Instant at) {
  const Instant asked = marked(at), plain = std::chrono::floor<std::chrono::seconds>(at);
  std::string last;
  for (int page = 0; page < most_pages; ++page) {
    Query query{{"limit", std::to_string(page_size)}};
    if (!last.empty()) query.emplace_back("max_id", last);
    TRY(const Answer answer, session_.send({.path = "/api/v1/scheduled_statuses", .query = query}));
    // A server without the list keeps nothing.
    if (answer.status == 404) return std::optional<NativeStatus>();
    if (answer.status != 200) return session_.fault_of(answer, Effects::no);
    if (!answer.json.is_array()) return not_seen(session_, tr("the server does not let us see whether the post is there"));
    const std::string before = last;
    for (const Json& one : answer.json.items()) {
      last = id_text(one["id"]);
      const auto told = parse_iso(one["scheduled_at"].string_or());
      if (!told.ok() || (*told != asked && *told != plain)) continue;
      const Json& text = one["params"]["text"];
      if (text.is_string() && !same_words(text.string_or(), parts_.front().text, Rewriting::heavy)) continue;
      TRY(auto found, scheduled(one, at));
      return std::optional(std::move(found));
    }
    if (answer.json.items().empty() || last.empty() || last == before) return std::optional<NativeStatus>();
  }
  return not_seen(session_, tr("the server does not let us see whether the post is there"));
}

Result<NativeStatus> Sending::look_at_scheduled(const Native& native) {
  CHECK_OK(resolve());
  recall_media();
  const Instant at = native.at.value_or(session_.now());
  if (native.id.empty()) {
    TRY(auto found, look_on_schedule(at));
    if (found) return *std::move(found);
  } else {
    TRY(const Answer answer, session_.send({.path = "/api/v1/scheduled_statuses/" + native.id}));
    if (answer.status == 200) return scheduled(answer.json, at);
    if (answer.status != 404 && answer.status != 410) return session_.fault_of(answer, Effects::no);
    // Before its time nothing can have published it.
    if (session_.now() < at - soon_after) return gone(true);
  }
  // Not on the schedule: published, at its time, or by a server that did not wait.
  const Part& post = parts_.front();
  std::optional<Sent> sent;
  if (session_.now() >= at - soon_after) {
    TRY(sent, look_for(post, at - soon_after, most_pages));
  }
  if (!sent && native.id.empty()) {
    TRY(sent, look_for(post, native.since.value_or(session_.now()), most_pages));
  }
  if (sent) {
    sent_.push_back(*sent);
    return NativeStatus{.state = State::published, .receipt = receipt()};
  }
  const bool just_now = session_.now() >= at - soon_after && session_.now() < at + soon_after;
  if (just_now) return not_seen(session_, tr("the server has just taken it off its schedule, and does not show it yet"));
  return gone(native.id.empty() || session_.now() < at);
}

Result<NativeStatus> Sending::reschedule(const Native& native, Instant at) {
  if (native.at.value_or(session_.now()) - session_.now() < queued_before) {
    return Error{.fault = Fault::unsupported, .message = tr("its time is too near: the server has queued it already")};
  }
  Call call{.method = Method::put, .path = "/api/v1/scheduled_statuses/" + native.id, .effects = Effects::same};
  call.json = Json{{"scheduled_at", iso_milliseconds(marked(at))}};
  const auto answer = session_.json(call);
  if (!answer.ok() && answer.error().fault == Fault::not_found) return look_at_scheduled(native);
  if (!answer.ok()) return answer.error();
  return scheduled(*answer, at);
}

Result<NativeStatus> Sending::unschedule(const Native& native) {
  if (native.id.empty()) return gone(true);
  const auto answer = session_.del("/api/v1/scheduled_statuses/" + native.id);
  if (answer.ok()) return gone(true);
  if (answer.error().fault == Fault::not_found) return look_at_scheduled(native);
  return answer.error();
}

}  // namespace cmtool::mastodon
