// SPDX-License-Identifier: MIT
#include "schedule/rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

/// "2h30m", as parse_duration() reads it.
std::string duration_text(std::chrono::seconds duration) {
  const auto total = duration.count();
  std::string text;
  if (total / 3600 > 0) text += fmt::format("{}h", total / 3600);
  if (total % 3600 / 60 > 0) text += fmt::format("{}m", total % 3600 / 60);
  if (total % 60 > 0 || text.empty()) text += fmt::format("{}s", total % 60);
  return text;
}

std::string wall_words(const std::string& wall) { return replaced(wall, "T", " "); }

void set_text(Json& options, std::string_view key, const std::string& value) {
  if (!value.empty()) options.set(key, value);
}

/// The options with which `schedule add` would make this post.
Json options_of(const Post& post, const Store& store) {
  Json options = Json::object();
  options.set("text", post.text);
  set_text(options, "title", post.title);
  if (post.link) options.set("link", post.link->url);
  Json media = Json::array();
  for (const auto& medium : post.media) {
    Json one{{"file", medium.sha256.empty() ? medium.file : store.where() + "/media/" + medium.sha256 + "." + extension_of(medium.type)}};
    set_text(one, "alt", medium.alt);
    if (medium.focus) one.set("focus", fmt::format("{},{}", medium.focus->x, medium.focus->y));
    media.push(std::move(one));
  }
  if (!media.items().empty()) options.set("media", std::move(media));
  set_text(options, "warning", post.warning);
  set_text(options, "language", post.language);
  if (post.visibility != Visibility::everyone) options.set("visibility", slug(post.visibility));
  set_text(options, "reply_to", post.reply_to);
  set_text(options, "quote", post.quote);
  if (post.poll) {
    options.set("poll", Json::strings(post.poll->options));
    options.set("poll_ends", duration_text(post.poll->open_for));
    if (post.poll->multiple) options.set("poll_multiple", true);
    if (post.poll->hide_totals) options.set("poll_hide_totals", true);
  }
  set_text(options, "first_comment", post.first_comment);
  set_text(options, "campaign", post.campaign);
  set_text(options, "sponsored", post.sponsored);
  if (!post.tags.empty()) options.set("tag", Json::strings(post.tags));
  if (!post.categories.empty()) options.set("category", Json::strings(post.categories));
  set_text(options, "excerpt", post.excerpt);
  set_text(options, "slug", post.slug);
  set_text(options, "status", post.status);
  if (!post.instead.empty()) {
    Json instead = Json::object();
    for (const auto& [target, text] : post.instead) instead.set(target, text);
    options.set("for", std::move(instead));
  }
  return options;
}

void set_when(Json& options, const Due& due, const std::string& zone) {
  if (due.wall.empty()) {
    options.set("at", iso(due.at));
    return;
  }
  // A wall time that two moments show is written as the moment that was meant.
  const auto wall = parse_iso(due.wall + (due.wall.size() == 16 ? ":00Z" : "Z"));
  const auto moments = wall.ok() ? moments_of(Wall(std::chrono::duration_cast<std::chrono::seconds>(wall->time_since_epoch())), due.zone)
                                 : Result<Moments>(wall.error());
  if (!moments.ok() || moments->kind != Moments::Kind::once) {
    options.set("at", iso(due.at));
    return;
  }
  options.set("at", wall_words(due.wall));
  if (due.zone != zone) options.set("zone", due.zone);
}

}  // namespace

Result<RowTiming> take_timing(Json& options) {
  RowTiming timing;
  for (const auto& [key, to] : {std::pair{"at", &timing.at}, {"every", &timing.every}, {"until", &timing.until}, {"max_late", &timing.max_late},
                                {"zone", &timing.zone}, {"after", &timing.after}, {"id", &timing.id}}) {
    const Json& value = options[key];
    if (!value.is_null() && !value.is_string()) {
      return Error{.fault = Fault::usage, .message = tr("the key “{}” has a value of the wrong type", key)};
    }
    *to = value.string_or();
    options.erase(key);
  }
  const Json& except = options["except"];
  timing.except = except.is_string() ? std::vector<std::string>{except.string_or()} : except.string_items();
  options.erase("except");
  timing.slot = options["slot"].bool_or(options["slot"].is_string() && !options["slot"].string_or().empty());
  options.erase("slot");
  options.erase("native");
  return timing;
}

Result<std::vector<CalendarRow>> rows_of_schedule(Desk& desk, const ScheduleFilter& filter) {
  TRY(const auto settings, desk.store.settings());
  const std::string zone = settings["zone"].string_or("UTC");
  std::vector<CalendarRow> rows;
  std::map<std::string, std::size_t> row_of;  // "POST TIME" -> its row: accounts that share a time share a row
  TRY(const auto scheduled, desk.store.scheduled(filter));
  for (const auto& one : scheduled) {
    if (!one.post.series.empty()) continue;  // the recurrence says it
    const std::string name = one.post.id + " " + iso(one.delivery.due->at);
    if (const auto known = row_of.find(name); known != row_of.end()) {
      rows[known->second].options.member("to").push("@" + one.delivery.account);
      continue;
    }
    row_of[name] = rows.size();
    CalendarRow row{.options = options_of(one.post, desk.store)};
    row.options.set("to", Json::array({"@" + one.delivery.account}));
    set_when(row.options, *one.delivery.due, zone);
    if (one.delivery.max_late) row.options.set("max_late", duration_text(*one.delivery.max_late));
    set_text(row.options, "after", one.delivery.after);
    row.options.set("id", one.post.id);
    rows.push_back(std::move(row));
  }
  TRY(const auto all, desk.store.all_series());
  for (const auto& series : all) {
    if (series.cancelled || series.posts.empty()) continue;
    Json to = Json::array();
    for (const auto& account : series.accounts) {
      if (filter.accounts.empty() || std::find(filter.accounts.begin(), filter.accounts.end(), account) != filter.accounts.end()) to.push("@" + account);
    }
    if (to.items().empty()) continue;
    CalendarRow row{.options = options_of(series.posts.front().post, desk.store)};
    row.options.set("to", std::move(to));
    row.options.set("at", wall_words(series.start));
    if (series.zone != zone) row.options.set("zone", series.zone);
    row.options.set("every", series.rule);
    if (series.until) row.options.set("until", iso(*series.until));
    if (!series.except.empty()) {
      Json except = Json::array();
      for (const auto& wall : series.except) except.push(wall_words(wall));
      row.options.set("except", std::move(except));
    }
    if (series.max_late) row.options.set("max_late", duration_text(*series.max_late));
    row.options.set("id", series.id);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace cmtool
