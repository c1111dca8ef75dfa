// SPDX-License-Identifier: MIT
#include "mastodon/acts.hpp"

#include "base/tr.hpp"
#include "mastodon/inbox.hpp"
#include "mastodon/media.hpp"

namespace cmtool::mastodon {
namespace {

std::string at(const Session& session) { return session.account().name.empty() ? "" : "@" + session.account().name; }

Error cannot(const Session& session) {
  return Error{.fault = Fault::unsupported,
               .message = tr("on Mastodon only its author, and the server's moderators, can do this about a post"),
               .hint = tr("mute its author, block them, or report the post to the moderators"),
               .where = at(session)};
}

Error nobody(const Session& session) {
  return Error{.fault = Fault::not_found, .message = tr("it is not known who wrote this"), .hint = tr("read the inbox again"), .where = at(session)};
}

/// A 404 of an act: the server has no such act, or what it is about is gone.
Result<void> not_there(Session& session, const std::string& path, const Answer& answer, bool takes_away) {
  TRY(const Answer there, session.send({.path = path}));
  if (there.status == 200) {
    return Error{.fault = Fault::unsupported,
                 .message = tr("{} cannot do this", host_of(answer.url)),
                 .hint = tr("not every server with the Mastodon API can mute, block and report"),
                 .where = at(session)};
  }
  if (there.status != 404 && there.status != 410) return session.fault_of(there, Effects::no);
  if (takes_away) return {};
  return session.fault_of(answer, Effects::same);
}

/// `path` is the status or the account itself, `act` what is done about it.
Result<void> act_at(Session& session, const std::string& path, const std::string& act, bool takes_away) {
  TRY(const Answer answer, session.send({.method = Method::post, .path = path + "/" + act, .effects = Effects::same}));
  if (answer.status == 404 || answer.status == 410) return not_there(session, path, answer, takes_away);
  if (answer.status < 200 || answer.status >= 300) return session.fault_of(answer, Effects::same);
  // A login page of something in between answers with 200 too.
  if (answer.json.is_object()) return {};
  return Error{.fault = Fault::protocol, .message = tr("the answer of {} cannot be understood", host_of(answer.url)), .hint = tr("trying again later is safe"), .where = at(session)};
}

/// Nobody can tell afterwards whether a report has arrived, so it is not repeated.
Result<void> report(Session& session, const Item& item, const std::string& why) {
  const std::string status = id_text(item.remote_id), author = id_text(item.author.remote_id);
  if (author.empty() || status.empty()) return nobody(session);
  Json body{{"account_id", author}, {"status_ids", Json::strings({status})}};
  if (!why.empty()) body.set("comment", why);
  TRY(const Json filed, session.post("/api/v1/reports", body, Effects::yes));
  if (filed.is_object() && !id_text(filed["id"]).empty()) return {};
  return Error{.fault = Fault::unknown_outcome, .message = tr("the server did not say that the report has arrived"), .hint = tr("ask its moderators before you repeat it"), .where = at(session)};
}

}  // namespace

const std::set<Act>& possible_acts() {
  static const std::set<Act> acts{Act::like, Act::unlike, Act::mute, Act::unmute, Act::block, Act::unblock, Act::report};
  return acts;
}

Result<void> act_on_item(Session& session, const Item& item, Act act, const std::string& why) {
  const std::string id = id_text(item.remote_id), author = id_text(item.author.remote_id);
  const std::string status = "/api/v1/statuses/" + percent_encoded(id), account = "/api/v1/accounts/" + percent_encoded(author);
  const bool is_report = item.remote_id.starts_with(report_mark);
  const auto about_status = [&](const char* name, bool takes_away) -> Result<void> {
    if (is_report) return cannot(session);
    if (id.empty()) return Error{.fault = Fault::not_found, .message = tr("“{}” is not a post on this server", item.remote_id.substr(0, 100)), .where = at(session)};
    return act_at(session, status, name, takes_away);
  };
  const auto about_author = [&](const char* name, bool takes_away) -> Result<void> {
    if (author.empty()) return nobody(session);
    return act_at(session, account, name, takes_away);
  };
  switch (act) {
    case Act::like: return about_status("favourite", false);
    case Act::unlike: return about_status("unfavourite", true);
    case Act::mute: return about_author("mute", false);
    case Act::unmute: return about_author("unmute", true);
    case Act::block: return about_author("block", false);
    case Act::unblock: return about_author("unblock", true);
    case Act::report: return is_report ? cannot(session) : report(session, item, why);
    case Act::hide:
    case Act::unhide:
    case Act::approve:
    case Act::spam:
    case Act::remove: return cannot(session);
  }
  return cannot(session);
}

}  // namespace cmtool::mastodon
