// SPDX-License-Identifier: MIT
// A post that the site itself publishes at its time: status `future`.
//
// A time that has come, or comes within a minute, makes WordPress publish at once without a word, so both are refused before the
// last request; and what it answers is believed, not what was asked. When the time comes, the site's own cron publishes: any request to
// the site starts it, unless its owner has switched that off. Seen on WordPress 6.1.9, November 2026.
#include "base/tr.hpp"
#include "wordpress/publishing.hpp"
#include "wordpress/site.hpp"

namespace cmtool::wordpress {
namespace {

using namespace std::chrono_literals;

constexpr auto nearest = 70s;  // WordPress takes anything nearer than a minute for now

Json fields_for(Instant at) {
  const std::string utc = iso(std::chrono::floor<std::chrono::seconds>(at));
  return Json{{"status", "future"}, {"date_gmt", utc.substr(0, utc.size() - 1)}};
}

Error too_near(const Session& session) {
  return refusal(session, tr("its time is too near by now: the site would publish it at once"), tr("give it a later time"));
}

NativeStatus gone() { return NativeStatus{.state = NativeStatus::State::gone}; }

}  // namespace

/// How a post that WordPress has shown us stands. A draft, or something in the trash, is not on the schedule any more.
Result<NativeStatus> Publishing::standing(const std::string& id, const Json& post) {
  const std::string status = post["status"].string_or();
  if (id_text(post["id"]) != id || status.empty()) return unreadable(session_);
  if (status == "publish" || status == "private") {
    for (std::size_t i = uploads_.size(); i < post_.media.size() && session_.noted("media." + std::to_string(i)); ++i) CHECK_OK(upload_all({}));
    return NativeStatus{.state = NativeStatus::State::published, .receipt = receipt(id, post, "")};
  }
  if (status != "future") return gone();
  TRY(const Instant at, parse_iso(post["date_gmt"].string_or() + "Z"));
  return NativeStatus{.state = NativeStatus::State::scheduled, .id = id, .at = at};
}

Result<NativeStatus> Publishing::schedule(Instant at) {
  TRY(const std::string id, draft());
  if (at - session_.now() < nearest) {
    CHECK_OK(discard(id));
    return too_near(session_);
  }
  TRY(const Json done, finish(id, fields_for(at)));
  auto status = standing(id, done);
  if (!status.ok()) return unreadable(session_, Effects::yes);
  if (status->state != NativeStatus::State::gone) return status;
  return refusal(session_, tr("the site made a post of the status “{}” of it", done["status"].string_or()), tr("may this user publish?"));
}

Result<NativeStatus> Publishing::look_at_scheduled(const Native& native) {
  std::string id = native.id.empty() ? session_.noted("id").value_or("") : native.id;
  if (id.empty()) {
    TRY(id, find_draft());
  }
  if (id.empty()) return gone();
  TRY(const Answer answer, session_.send(rest(session_, Method::get, route_of(id), {{"context", "edit"}})));
  if (answer.status == 404 || answer.status == 410) return gone();
  if (answer.status != 200) return session_.fault_of(answer, Effects::no);
  return standing(id, answer.json);
}

Result<NativeStatus> Publishing::reschedule(const Native& native, Instant at) {
  TRY(const auto before, look_at_scheduled(native));
  if (before.state != NativeStatus::State::scheduled) return before;
  if (at - session_.now() < nearest) return too_near(session_);
  Call call = rest(session_, Method::post, route_of(before.id));
  call.json = fields_for(at);
  call.effects = Effects::same;
  TRY(const Json changed, session_.json(call));
  return standing(before.id, changed);
}

/// Into the trash, from which the site's owner can take it; a draft that never was more than that: away.
Result<NativeStatus> Publishing::unschedule(const Native& native) {
  if (native.id.empty()) {
    std::string id = session_.noted("id").value_or("");
    if (id.empty()) {
      TRY(id, find_draft());
    }
    if (id.empty()) return gone();
    TRY(const auto standing, look_at_scheduled(Native{.id = id}));
    if (standing.state == NativeStatus::State::gone) CHECK_OK(discard(id));
    if (standing.state != NativeStatus::State::scheduled) return standing;
    return unschedule(Native{.id = id});
  }
  TRY(const auto before, look_at_scheduled(native));
  if (before.state != NativeStatus::State::scheduled) return before;
  Call call = rest(session_, Method::del, route_of(native.id));
  call.effects = Effects::same;
  TRY(const Answer answer, session_.send(call));
  if (code_of(answer) == "rest_trash_not_supported") {
    CHECK_OK(discard(native.id));
    return gone();
  }
  const bool is_gone = answer.status == 404 || answer.status == 410;
  if (!is_gone && (answer.status < 200 || answer.status >= 300)) return session_.fault_of(answer, Effects::same);
  return gone();
}

}  // namespace cmtool::wordpress
