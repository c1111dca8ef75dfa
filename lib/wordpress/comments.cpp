// SPDX-License-Identifier: MIT
#include "wordpress/comments.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "model/inbox_place.hpp"
#include "text/html_text.hpp"
#include "wordpress/publishing.hpp"
#include "wordpress/site.hpp"

namespace cmtool::wordpress {
namespace {

constexpr std::int64_t page_size = 100;  // WordPress' most
constexpr std::int64_t loose_overlap = 20;
constexpr std::int64_t highest_offset = 1'000'000'000;
constexpr std::size_t looked_at_again = 50;
constexpr int most_steps_back = 5;  // in one call; the next one goes on

/// How far the comments were read.
struct Place {
  std::int64_t last = 0;    ///< the highest id that was handed out
  std::int64_t offset = 0;  ///< where it was found, counted from the oldest comment
  bool loose = false;       ///< the page before had comments that this user does not see: where it ended is not known exactly
  SeenItems seen{};
};

Place place_of(const std::string& cursor) {
  const auto json = parse_json(cursor);
  if (!json.ok()) return {};
  return {.last = std::max<std::int64_t>(0, json.value()["last"].integer_or(0)),
          .offset = std::clamp<std::int64_t>(json.value()["offset"].integer_or(0), 0, highest_offset),
          .loose = json.value()["loose"].bool_or(false),
          .seen = SeenItems::from_json(json.value()["seen"])};
}

std::string cursor_of(const Place& place) { return Json{{"last", place.last}, {"offset", place.offset}, {"loose", place.loose}, {"seen", place.seen.json()}}.dump(); }

std::string comment_route(const std::string& id) { return "/wp/v2/comments/" + id; }

bool is_by_us(const Json& comment, const Session& session) {
  const std::string author = id_text(comment["author"]);
  return !author.empty() && author == session.account().remote_id;
}

Item item_of(const Json& comment, const Session& session) {
  Item item{.remote_id = id_text(comment["id"]), .account = session.account().name, .kind = ItemKind::comment};
  const std::string email = comment["author_email"].string_or();
  item.author = {.remote_id = id_text(comment["author"]),
                 .handle = email,
                 .name = text_from_html(comment["author_name"].string_or()),
                 .url = comment["author_url"].string_or()};
  if (item.author.remote_id.empty() && !email.empty()) item.author.remote_id = "email:" + email;
  // What was typed; what is shown has other quotes and more links in it.
  const Json& content = comment["content"];
  item.text = text_from_html(content["raw"].string_or(content["rendered"].string_or()));
  item.url = comment["link"].string_or();
  item.on = id_text(comment["post"]);
  item.answers = id_text(comment["parent"]);
  item.remote_state = comment["status"].string_or();
  const auto at = parse_iso(comment["date_gmt"].string_or() + "Z");
  item.at = at.ok() ? at.value() : session.now();
  return item;
}

Result<Answer> list(Session& session, Query query) {
  Query whole{{"status", "any"}, {"context", "edit"}, {"orderby", "id"}, {"order", "asc"}, {"per_page", std::to_string(page_size)}};
  whole.insert(whole.end(), query.begin(), query.end());
  TRY(Answer answer, session.send(rest(session, Method::get, "/wp/v2/comments", std::move(whole))));
  if (answer.status != 200) {
    Error error = session.fault_of(answer, Effects::no);
    if (error.fault == Fault::refused && code_of(answer).starts_with("rest_forbidden_")) {
      error.hint = tr("the site's user must be allowed to moderate comments: an editor or an administrator");
    }
    return error;
  }
  if (!answer.json.is_array()) return unreadable(session);
  return answer;
}

/// A page that goes on where the last one ended: it begins at or before the last comment that was handed out.
struct Found {
  Json comments = Json::array();
  std::int64_t offset = 0;
  bool joins = false;
  bool whole = false;  ///< nothing of it is hidden from us, so that its comments' places can be counted
  bool more = false;
};

Result<Found> next_page(Session& session, const Place& place) {
  Found found{.offset = place.offset};
  for (int step = 0; step < most_steps_back; ++step) {
    Query query;
    if (found.offset > 0) query = {{"offset", std::to_string(found.offset)}};
    TRY(Answer answer, list(session, std::move(query)));
    const auto& comments = answer.json.items();
    const auto count = static_cast<std::int64_t>(comments.size());
    found.joins = found.offset == 0 || place.loose || (count > 0 && comments.front()["id"].integer_or(0) <= place.last);
    if (found.joins) {
      const auto total = to_integer(header(answer.headers, "x-wp-total"));
      // Something in between may eat the header: then a full page may have a successor.
      found.more = total ? found.offset + page_size < *total : count >= page_size;
      found.whole = !total || count >= std::min(page_size, *total - found.offset);
      found.comments = std::move(answer.json);
      return found;
    }
    // Comments before it have been deleted for ever, so that it has moved towards the beginning.
    found.offset = std::max<std::int64_t>(0, found.offset - page_size + 1);
  }
  return found;
}

/// Comments of late as they are now. Those that are not there any more are gone.
Result<void> look_again(Session& session, Place& place, std::vector<Item>& items) {
  const auto turn = place.seen.take_turn(looked_at_again);
  if (turn.empty()) return {};
  std::string ids;
  for (const Item& item : turn) ids += (ids.empty() ? "" : ",") + item.remote_id;
  TRY(const Answer answer, list(session, {{"include", ids}}));
  for (const Item& known : turn) {
    std::erase_if(items, [&](const Item& one) { return one.remote_id == known.remote_id; });
    const auto& there = answer.json.items();
    const auto now = std::find_if(there.begin(), there.end(), [&](const Json& one) { return id_text(one["id"]) == known.remote_id; });
    if (now != there.end()) {
      items.push_back(item_of(*now, session));
      continue;
    }
    items.push_back({.remote_id = known.remote_id, .account = session.account().name, .kind = known.kind, .on = known.on, .at = known.at, .gone = true});
    place.seen.forget(known.remote_id);
  }
  return {};
}

Error cannot(const Session& session, std::string hint) {
  return Error{.fault = Fault::unsupported,
               .message = tr("WordPress cannot do this about a comment"),
               .hint = std::move(hint),
               .where = session.account().name.empty() ? "" : "@" + session.account().name};
}

Result<void> remove_comment(Session& session, const std::string& id) {
  for (const char* force : {"", "true"}) {
    Call call = rest(session, Method::del, comment_route(id));
    if (*force != '\0') call.query.emplace_back("force", force);
    call.effects = Effects::same;
    TRY(const Answer answer, session.send(call));
    const bool gone = answer.status == 404 || answer.status == 410;
    if ((answer.status >= 200 && answer.status < 300) || gone) return {};
    if (code_of(answer) != "rest_trash_not_supported") return session.fault_of(answer, Effects::same);
  }
  return {};
}

/// Gives a comment a state. `takes_away`: it is out of sight then, so one that is gone is as it was to be.
Result<void> set_state(Session& session, const std::string& id, const std::string& state, bool takes_away) {
  Call call = rest(session, Method::post, comment_route(id));
  call.json = Json{{"status", state}};
  call.effects = Effects::same;
  auto changed = session.json(call);
  if (!changed.ok()) {
    if (changed.error().fault == Fault::not_found && takes_away) return {};
    return std::move(changed).error();
  }
  if (id_text((*changed)["id"]) != id) return unreadable(session);
  if ((*changed)["status"].string_or() == state) return {};
  return refusal(session, tr("the site left the comment as it was: {}", (*changed)["status"].string_or("?").substr(0, 100)),
                 tr("a plug-in may decide about comments there"));
}

}  // namespace

const std::set<Act>& comment_acts() {
  static const std::set<Act> acts{Act::hide, Act::unhide, Act::approve, Act::spam, Act::remove};
  return acts;
}

Result<InboxPage> read_comments(Session& session, const InboxQuery& query) {
  Place place = place_of(query.cursor);
  TRY(const Found found, next_page(session, place));
  InboxPage page{.more = found.more || !found.joins};
  const std::int64_t before = place.last;
  std::int64_t position = found.offset;
  place.offset = found.offset;
  std::int64_t highest = 0;
  for (const Json& comment : found.comments.items()) {
    const std::int64_t id = comment["id"].integer_or(0);
    highest = std::max(highest, id);
    // The last one known so far also moves the place on: a page of nothing but known ones is gone by.
    if (found.whole) place.offset = position++;
    if (id <= before) continue;
    place.last = std::max(place.last, id);
    if (is_by_us(comment, session)) continue;
    Item item = item_of(comment, session);
    place.seen.settle(item);
    page.items.push_back(std::move(item));
  }
  // At the end there is none above. A site that was put back from a backup gives the ids from there on a second time.
  if (found.joins && found.whole && !found.more && (highest > 0 || found.offset == 0)) place.last = highest;
  place.loose = found.joins && found.more && !found.whole;
  if (place.loose) place.offset = std::min(found.offset + page_size - loose_overlap, highest_offset);
  if (!page.more) CHECK_OK(look_again(session, place, page.items));
  std::stable_sort(page.items.begin(), page.items.end(), [](const Item& a, const Item& b) { return a.at < b.at; });
  page.cursor = cursor_of(place);
  return page;
}

Result<void> act_on_comment(Session& session, const Item& item, Act act) {
  const auto id = to_integer(item.remote_id);
  if (!id || *id <= 0) return Error{.fault = Fault::not_found, .message = tr("“{}” is not a comment on the site", item.remote_id.substr(0, 100))};
  const std::string number = std::to_string(*id);
  switch (act) {
    case Act::approve:
    case Act::unhide: return set_state(session, number, "approved", false);
    case Act::hide: return set_state(session, number, "hold", true);
    case Act::spam: return set_state(session, number, "spam", true);
    case Act::remove: return remove_comment(session, number);
    case Act::like:
    case Act::unlike: return cannot(session, tr("answer the comment instead"));
    case Act::mute:
    case Act::unmute:
    case Act::block:
    case Act::unblock:
    case Act::report: return cannot(session, tr("hide it, remove it, or mark it as spam"));
  }
  return cannot(session, "");
}

}  // namespace cmtool::wordpress
