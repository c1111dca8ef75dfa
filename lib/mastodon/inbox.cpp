// SPDX-License-Identifier: MIT
#include "mastodon/inbox.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "mastodon/media.hpp"
#include "mastodon/sending.hpp"
#include "mastodon/server.hpp"
#include "mastodon/timeline.hpp"
#include "model/inbox_place.hpp"

namespace cmtool::mastodon {
namespace {

constexpr std::size_t page_size = 80;         // Mastodon's most (methods/notifications); others give fewer
constexpr std::size_t full_page = 30;         // Mastodon's most before 4.1: such a page may have a successor
constexpr std::size_t looked_at_again = 6;    // a request each
constexpr std::size_t conversations = 4;      // a request each
constexpr std::chrono::hours reports_again{24};  // a token that may not see them is asked again then

/// How far everything was read.
struct Place {
  std::string last{};       ///< upwards: the newest notification that was handed out
  Sweep sweep{};            ///< downwards
  Sweep reports{};
  Instant no_reports{};     ///< when the server last said that this token may not see reports
  std::size_t own = 0;      ///< whose turn it is among our posts
  SeenItems seen{};
};

Place place_of(const std::string& cursor) {
  const auto json = parse_json(cursor);
  if (!json.ok()) return {};
  Place place{.last = id_text(json.value()["last"]),
              .sweep = sweep_from_json(json.value()["sweep"]),
              .reports = sweep_from_json(json.value()["reports"]),
              .own = static_cast<std::size_t>(std::clamp<std::int64_t>(json.value()["own"].integer_or(0), 0, 1'000'000)),
              .seen = SeenItems::from_json(json.value()["seen"])};
  if (const auto at = parse_iso(json.value()["no_reports"].string_or()); at.ok()) place.no_reports = at.value();
  return place;
}

std::string cursor_of(const Place& place) {
  return Json{{"last", place.last},
              {"sweep", to_json(place.sweep)},
              {"reports", to_json(place.reports)},
              {"no_reports", iso(place.no_reports)},
              {"own", place.own},
              {"seen", place.seen.json()}}
      .dump();
}

Instant instant_of(const Json& json, const Session& session) {
  const auto at = parse_iso(json.string_or());
  return at.ok() ? at.value() : session.now();
}

// --- Items ----------------------------------------------------------------------------------------------------

Author author_of(const Json& account, const Session& session) {
  Author author{.remote_id = id_text(account["id"]), .handle = account["acct"].string_or(), .name = account["display_name"].string_or(), .url = account["url"].string_or()};
  if (!author.handle.empty() && author.handle.find('@') == std::string::npos) {
    author.handle += "@" + session.account().settings["domain"].string_or(host_of(session.account().server));
  }
  if (const auto followers = account["followers_count"].integer_or(-1); followers >= 0) author.followers = followers;
  return author;
}

bool is_by_us(const Json& status, const Session& session) {
  const std::string author = id_text(status["account"]["id"]);
  return !author.empty() && author == session.account().remote_id;
}

/// What a status says. `on` is known where it answers us directly; otherwise only the way by which it came tells.
std::optional<Item> item_of(const Json& status, const Session& session) {
  Item item{.remote_id = id_text(status["id"]), .account = session.account().name, .kind = ItemKind::mention};
  if (item.remote_id.empty() || is_by_us(status, session)) return std::nullopt;
  item.author = author_of(status["account"], session);
  item.text = text_of(status);
  item.url = status["url"].string_or(status["uri"].string_or());
  item.language = status["language"].string_or();
  item.answers = id_text(status["in_reply_to_id"]);
  item.at = instant_of(status["created_at"], session);
  if (!item.answers.empty() && id_text(status["in_reply_to_account_id"]) == session.account().remote_id) {
    item.kind = ItemKind::reply;
    item.on = item.answers;
  }
  if (status["visibility"].string_or() == "direct") item.kind = ItemKind::message;
  return item;
}

/// Of an Admin::Report, whose accounts hold the public ones within them, or of the report in a notification.
std::optional<Item> report_of(const Json& report, const Json& by, const Session& session) {
  const std::string id = id_text(report["id"]);
  if (id.empty()) return std::nullopt;
  const Json& target = report["target_account"]["account"].is_object() ? report["target_account"]["account"] : report["target_account"];
  Item item{.remote_id = std::string(report_mark) + id, .account = session.account().name, .kind = ItemKind::report};
  item.author = author_of(by["account"].is_object() ? by["account"] : by, session);
  item.text = report["comment"].string_or();
  item.url = target["url"].string_or();
  item.answers = id_text(report["statuses"][0]["id"]);
  if (item.answers.empty()) item.answers = id_text(report["status_ids"][0]);
  item.remote_state = report["action_taken"].bool_or(false) ? "resolved" : "open";
  item.at = instant_of(report["created_at"], session);
  return item;
}

std::optional<Item> notified(const Json& notification, const Session& session) {
  const std::string type = notification["type"].string_or();
  if (type == "admin.report") return report_of(notification["report"], notification["account"], session);
  if (type != "mention" && type != "quote") return std::nullopt;
  auto item = item_of(notification["status"], session);
  if (!item || type == "mention" || !item->on.empty()) return item;
  // The status that is quoted is ours.
  const Json& quote = notification["status"]["quote"];
  item->on = id_text(quote["quoted_status"]["id"].is_null() ? quote["quoted_status_id"] : quote["quoted_status"]["id"]);
  return item;
}

// --- Lists ----------------------------------------------------------------------------------------------------

class Reading {
 public:
  Reading(Session& session, const InboxQuery& query) : session_(session), query_(query), place_(place_of(query.cursor)) {}

  Result<InboxPage> read() {
    const bool upwards = known_server(session_).kind == Server::Kind::mastodon;
    TRY(page_.more, upwards ? read_upwards() : read_downwards());
    if (!page_.more) CHECK_OK(read_reports());
    if (!page_.more) {
      CHECK_OK(read_conversations());
      CHECK_OK(look_again());
    }
    std::stable_sort(page_.items.begin(), page_.items.end(), [](const Item& a, const Item& b) { return a.at < b.at; });
    page_.cursor = cursor_of(place_);
    return std::move(page_);
  }

 private:
  static Query wanted() {
    // What the account's policy sets aside (Mastodon 4.3) would come up later under an old id, where nobody looks any more.
    return {{"limit", std::to_string(page_size)}, {"include_filtered", "true"}, {"types[]", "mention"}, {"types[]", "quote"}, {"types[]", "admin.report"}};
  }

  void add(std::optional<Item> item) {
    if (!item) return;
    const auto same = [&](const Item& one) { return one.remote_id == item->remote_id; };
    if (std::any_of(page_.items.begin(), page_.items.end(), same)) return;
    place_.seen.settle(*item);
    page_.items.push_back(*std::move(item));
  }

  Result<Answer> list(const Call& call) {
    TRY(Answer answer, session_.send(call));
    if (answer.status != 200) return session_.fault_of(answer, Effects::no);
    if (answer.json.is_array()) return answer;
    return Error{.fault = Fault::protocol, .message = tr("the answer of {} cannot be understood", host_of(answer.url)), .hint = tr("does a server with the Mastodon API live there?")};
  }

  /// The oldest page that is newer than the last one. Within it the newest comes first.
  Result<bool> read_upwards() {
    Query query = wanted();
    query.insert(query.begin(), {"min_id", place_.last.empty() ? "0" : place_.last});
    TRY(const Answer answer, list({.path = "/api/v1/notifications", .query = std::move(query)}));
    const auto& notifications = answer.json.items();
    for (const Json& notification : notifications) add(notified(notification, session_));
    const std::string newest = notifications.empty() ? std::string() : id_text(notifications.front()["id"]);
    const bool moved = !newest.empty() && newest != place_.last;
    if (moved) place_.last = newest;
    return moved && notifications.size() >= full_page;
  }

  Result<bool> read_downwards() {
    return downwards("/api/v1/notifications", wanted(), place_.sweep, [&](const Json& one) { return notified(one, session_); });
  }

  /// One page downwards. Where the server names no next page, what is older than the last one is asked for.
  template <typename ItemOf>
  Result<bool> downwards(const std::string& path, const Query& query, Sweep& sweep, ItemOf item_of) {
    Call call{.path = path, .query = query};
    if (sweep.at.starts_with('/')) {
      call = {.path = sweep.at};
    } else if (!sweep.at.empty()) {
      call.query.emplace_back("max_id", sweep.at);
    }
    auto answer = list(call);
    const bool lost = !answer.ok() && (answer.error().fault == Fault::refused || answer.error().fault == Fault::not_found);
    if (lost && !sweep.at.empty()) {
      // The server does not know the place any more: from the newest end again.
      sweep.at.clear();
      answer = list({.path = path, .query = query});
    }
    if (!answer.ok()) return std::move(answer).error();
    std::vector<Instant> times;
    std::string last;
    for (const Json& one : answer->json.items()) {
      if (const auto at = parse_iso(one["created_at"].string_or()); at.ok()) times.push_back(at.value());
      last = id_text(one["id"]);
      add(item_of(one));
    }
    std::string next = next_path(session_, *answer);
    if (next.empty()) next = last;
    // Nothing on it: there is no more, whatever it links to.
    return sweep.turn(times, answer->json.items().empty() ? std::string() : next, session_.now());
  }

  /// What waits for the server's moderators, where this account is one of them and its token may see it.
  Result<void> read_reports() {
    if (session_.now() - place_.no_reports < reports_again) return {};
    auto more = downwards("/api/v1/admin/reports", {{"limit", "100"}}, place_.reports,
                          [&](const Json& report) { return report_of(report, report["account"], session_); });
    if (more.ok()) {
      page_.more = *more;
      return {};
    }
    const Fault fault = more.error().fault;
    if (fault != Fault::auth && fault != Fault::not_found && fault != Fault::refused && fault != Fault::protocol) return std::move(more).error();
    place_.no_reports = session_.now();
    return {};
  }

  Result<void> read_conversations() {
    for (const std::size_t turn : turns(query_.own.size(), conversations, place_.own)) {
      const std::string own = query_.own[turn].remote_id;
      if (own.empty() || own == untold_id) continue;
      TRY(const Answer answer, session_.send({.path = "/api/v1/statuses/" + percent_encoded(own) + "/context"}));
      if (answer.status == 404 || answer.status == 410) continue;  // it was deleted there
      if (answer.status != 200) return session_.fault_of(answer, Effects::no);
      if (!answer.json["descendants"].is_array()) return Error{.fault = Fault::protocol, .message = tr("the answer of {} cannot be understood", host_of(answer.url))};
      for (const Json& status : answer.json["descendants"].items()) {
        auto item = item_of(status, session_);
        if (!item || place_.seen.knows(item->remote_id)) continue;
        if (item->kind == ItemKind::mention) item->kind = ItemKind::reply;
        if (item->on.empty()) item->on = own;
        add(std::move(item));
      }
    }
    return {};
  }

  Result<void> look_again() {
    for (const Item& known : place_.seen.take_turn(looked_at_again)) {
      if (known.remote_id.starts_with(report_mark)) continue;
      TRY(const Answer answer, session_.send({.path = "/api/v1/statuses/" + percent_encoded(known.remote_id)}));
      // A page of HTML is some gateway's, and says nothing about the status.
      const bool gone = (answer.status == 404 || answer.status == 410) && answer.json.is_object();
      if (gone) {
        page_.items.push_back({.remote_id = known.remote_id, .account = session_.account().name, .kind = known.kind, .on = known.on, .at = known.at, .gone = true});
        place_.seen.forget(known.remote_id);
      } else if (answer.status == 200) {
        auto item = item_of(answer.json, session_);
        if (item && item->remote_id == known.remote_id) add(std::move(item));
      } else if (answer.status != 404 && answer.status != 410) {
        return session_.fault_of(answer, Effects::no);
      }
    }
    return {};
  }

  Session& session_;
  const InboxQuery& query_;
  Place place_;
  InboxPage page_{};
};

}  // namespace

Result<InboxPage> read_inbox(Session& session, const InboxQuery& query) { return Reading(session, query).read(); }

}  // namespace cmtool::mastodon
