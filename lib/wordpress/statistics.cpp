// SPDX-License-Identifier: MIT
#include "wordpress/statistics.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "text/html_text.hpp"
#include "wordpress/site.hpp"

namespace cmtool::wordpress {
namespace {

constexpr std::size_t koko_page = 100;
constexpr int most_pages = 20;  // of a day's posts
constexpr std::string_view koko_space = "koko-analytics/v1", jetpack_space = "jetpack/v4/stats-app";

std::optional<std::int64_t> count_of(const Json& told) {
  if (told.is_integer() && told.integer_or(-1) >= 0) return told.integer_or(0);
  // PHP hands on numbers as the database writes them.
  return told.is_string() ? to_integer(told.string_or()) : std::nullopt;
}

std::string post_of(const Json& told) {
  const auto id = count_of(told);
  return id && *id > 0 ? std::to_string(*id) : std::string();
}

/// Jetpack's addresses have the site's number at WordPress.com in them.
Result<std::string> jetpack_route(Session& session, const std::string& what) {
  TRY(const Json answer, session.json(rest(session, Method::get, "/jetpack/v4/site")));
  Json site = answer;
  if (const auto inner = parse_json(answer["data"].string_or()); inner.ok()) site = *inner;
  const std::string id = post_of(site["ID"]);
  if (id.empty()) return Error{.fault = Fault::refused, .message = "Jetpack is not connected"};
  return "/" + std::string(jetpack_space) + "/sites/" + id + "/stats/" + what;
}

/// How many days from the first to the last, both included.
int days_between(const std::string& first, const std::string& last) {
  const auto from = parse_iso(first + "T00:00:00Z"), to = parse_iso(last + "T00:00:00Z");
  if (!from.ok() || !to.ok()) return 1;
  return static_cast<int>(std::clamp<std::int64_t>((*to - *from) / std::chrono::hours(24) + 1, 1, 400));
}

}  // namespace

std::string_view slug(Plugin plugin) {
  switch (plugin) {
    case Plugin::none: return "none";
    case Plugin::koko: return "koko";
    case Plugin::jetpack: return "jetpack";
  }
  return {};
}

Plugin plugin_of(std::string_view name) {
  for (const auto plugin : {Plugin::koko, Plugin::jetpack}) {
    if (slug(plugin) == name) return plugin;
  }
  return Plugin::none;
}

Result<Plugin> find_plugin(Session& session) {
  TRY(const Json root, session.json(rest(session, Method::get, "/", {{"_fields", "namespaces"}})));
  const auto spaces = root["namespaces"].string_items();
  const auto has = [&](std::string_view space) { return std::find(spaces.begin(), spaces.end(), space) != spaces.end(); };
  return has(koko_space) ? Plugin::koko : has(jetpack_space) ? Plugin::jetpack : Plugin::none;
}

Result<std::vector<DayViews>> site_views(Session& session, Plugin plugin, const std::string& first, const std::string& last) {
  std::vector<DayViews> days;
  if (plugin == Plugin::koko) {
    TRY(const Json answer, session.json(rest(session, Method::get, "/" + std::string(koko_space) + "/stats", {{"start_date", first}, {"end_date", last}})));
    for (const Json& row : answer.items()) days.push_back({.day = row["date"].string_or(), .views = count_of(row["pageviews"]), .visitors = count_of(row["visitors"])});
  } else if (plugin == Plugin::jetpack) {
    TRY(const std::string route, jetpack_route(session, "visits"));
    TRY(const Json answer, session.json(rest(session, Method::get, route,
                                             {{"unit", "day"}, {"quantity", std::to_string(days_between(first, last))}, {"date", last}, {"stat_fields", "views,visitors"}})));
    // {"fields": ["period", "views", "visitors"], "data": [["2026-11-22", 12, 7]]}
    const auto fields = answer["fields"].string_items();
    const auto place = [&](std::string_view name) { return static_cast<std::size_t>(std::find(fields.begin(), fields.end(), name) - fields.begin()); };
    for (const Json& row : answer["data"].items()) days.push_back({.day = row[place("period")].string_or(), .views = count_of(row[place("views")]), .visitors = count_of(row[place("visitors")])});
  }
  return days;
}

Result<std::vector<DayViews>> post_views(Session& session, Plugin plugin, const std::string& day) {
  std::vector<DayViews> posts;
  if (plugin == Plugin::koko) {
    std::size_t count = koko_page;
    for (int page = 0; page < most_pages && count == koko_page; ++page) {
      TRY(const Json answer, session.json(rest(session, Method::get, "/" + std::string(koko_space) + "/posts",
                                               {{"start_date", day}, {"end_date", day}, {"limit", std::to_string(koko_page)}, {"offset", std::to_string(static_cast<std::size_t>(page) * koko_page)}})));
      count = answer.items().size();
      for (const Json& row : answer.items()) {
        // It was called "id" before version 2.
        posts.push_back({.day = day, .post = post_of(row.contains("post_id") ? row["post_id"] : row["id"]), .views = count_of(row["pageviews"]), .visitors = count_of(row["visitors"])});
      }
    }
  } else if (plugin == Plugin::jetpack) {
    TRY(const std::string route, jetpack_route(session, "top-posts"));
    TRY(const Json answer, session.json(rest(session, Method::get, route, {{"period", "day"}, {"date", day}, {"num", "1"}, {"max", "0"}})));
    for (const Json& row : answer["days"][day]["postviews"].items()) posts.push_back({.day = day, .post = post_of(row["id"]), .views = count_of(row["views"])});
  }
  std::erase_if(posts, [](const DayViews& one) { return one.post.empty(); });
  return posts;
}

}  // namespace cmtool::wordpress
