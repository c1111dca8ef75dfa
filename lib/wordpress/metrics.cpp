// SPDX-License-Identifier: MIT
#include "wordpress/metrics.hpp"

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/html_text.hpp"
#include "when/zone.hpp"
#include "wordpress/answer.hpp"
#include "wordpress/publishing.hpp"
#include "wordpress/site.hpp"
#include "wordpress/statistics.hpp"

namespace cmtool::wordpress {
namespace {

constexpr std::size_t page_size = 100;  // WordPress' most
constexpr const char* latest_posts = "40";
constexpr const char* total_header = "x-wp-total";
constexpr int most_pages = 10;          // of comments read to be counted; beyond that each post is asked for alone
constexpr auto plugin_again = std::chrono::hours(24);
constexpr int days_at_first = 30;       // of the site's views that a plug-in knows already
constexpr int most_days = 7;            // of each post's views, after a pause

class Measuring {
 public:
  Measuring(Session& session, const MeasureQuery& query) : session_(session), query_(query) {}

  Result<MeasurePage> read() {
    CHECK_OK(count_comments());
    if (query_.account) {
      CHECK_OK(find_posts());
      CHECK_OK(read_views());
    } else {
      page_.cursor = query_.cursor;
    }
    return std::move(page_);
  }

 private:
  void take(const std::string& post, const char* metric, std::optional<std::int64_t> value, Instant at) {
    page_.samples.push_back({.account = session_.account().name, .post = post, .metric = metric, .value = value, .at = at});
  }

  /// What was published on the site, by whatever program, and how much that is in all.
  Result<void> find_posts() {
    TRY(const Answer answer, session_.send(rest(session_, Method::get, "/wp/v2/posts", {{"per_page", latest_posts}, {"_fields", "id,link,date_gmt,title,excerpt"}})));
    if (answer.status != 200) return session_.fault_of(answer, Effects::no);
    take("", "posts", to_integer(header(answer.headers, total_header)), session_.now());
    for (const Json& post : answer.json.items()) {
      const auto at = parse_iso(post["date_gmt"].string_or() + "Z");
      const std::string id = id_text(post["id"]);
      if (!at.ok() || id.empty()) continue;
      page_.posts.push_back({.receipt = {.remote_id = id, .url = post["link"].string_or(), .at = *at},
                             .text = text_from_html(post["excerpt"]["rendered"].string_or()),
                             .title = text_from_html(post["title"]["rendered"].string_or())});
    }
    return {};
  }

  /// How many there are, as the header of a list says; nothing where something in between has eaten it.
  Result<std::optional<std::int64_t>> total(const std::string& route, Query query) {
    query.insert(query.end(), {{"per_page", "1"}, {"_fields", "id"}});
    TRY(const Answer answer, session_.send(rest(session_, Method::get, route, std::move(query))));
    if (answer.status != 200) return session_.fault_of(answer, Effects::no);
    return to_integer(header(answer.headers, total_header));
  }

  Result<void> count_comments() {
    std::vector<std::string> ids;
    for (const auto& post : query_.posts) {
      if (!is_comment(post) && to_integer(post.remote_id)) ids.push_back(post.remote_id);
    }
    for (std::size_t first = 0; first < ids.size(); first += page_size) {
      const std::vector<std::string> turn(ids.begin() + static_cast<std::ptrdiff_t>(first), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), first + page_size)));
      CHECK_OK(count_comments_of(turn));
    }
    return {};
  }

  /// All of them in one list while it is short: most posts have few.
  Result<void> count_comments_of(const std::vector<std::string>& ids) {
    std::map<std::string, std::int64_t> counts;
    std::int64_t pages = 1;
    for (std::int64_t number = 1; number <= pages && pages <= most_pages; ++number) {
      TRY(const Answer answer, session_.send(rest(session_, Method::get, "/wp/v2/comments",
                                                  {{"post", joined(ids, ",")}, {"per_page", std::to_string(page_size)}, {"page", std::to_string(number)}, {"_fields", "id,post"}})));
      if (answer.status != 200) return session_.fault_of(answer, Effects::no);
      if (!answer.json.is_array()) return unreadable(session_);
      for (const Json& comment : answer.json.items()) ++counts[id_text(comment["post"])];
      pages = to_integer(header(answer.headers, "x-wp-totalpages")).value_or(answer.json.items().size() < page_size ? number : number + 1);
    }
    for (const auto& id : ids) {
      std::optional<std::int64_t> count = counts[id];
      if (pages > most_pages) {
        TRY(count, total("/wp/v2/comments", {{"post", id}}));
      }
      take(id, "comments", count, session_.now());
    }
    return {};
  }

  // --- Views ----------------------------------------------------------------------------------------------------

  Result<void> read_views() {
    const auto kept = parse_json(query_.cursor);
    const Json cursor = kept.ok() ? *kept : Json();
    Plugin plugin = plugin_of(cursor["plugin"].string_or());
    auto asked = parse_iso(cursor["asked"].string_or());
    if (!asked.ok() || *asked > session_.now() || session_.now() - *asked >= plugin_again) {
      TRY(plugin, find_plugin(session_));
      asked = session_.now();
    }
    std::string told = cursor["told"].string_or();
    if (plugin != Plugin::none) {
      auto done = read_days(plugin, told);
      if (!done.ok()) {
        const Fault fault = done.error().fault;
        // The user may not see them, or Jetpack is not connected: as if there were none, till it is looked for again.
        if (fault != Fault::auth && fault != Fault::refused && fault != Fault::not_found) return done;
        plugin = Plugin::none;
      }
    }
    // It is told once that nobody knows them.
    if (plugin == Plugin::none && cursor["plugin"].string_or() != slug(Plugin::none)) {
      take("", "views", std::nullopt, session_.now());
      take("", "visitors", std::nullopt, session_.now());
    }
    page_.cursor = Json{{"plugin", slug(plugin)}, {"asked", iso(*asked)}, {"told", told}}.dump();
    return {};
  }

  using Date = std::chrono::local_days;
  static std::string name_of(Date date) { return iso_wall(Wall(date)).substr(0, 10); }

  /// `told`: the last day that was told when it was over.
  Result<void> read_days(Plugin plugin, std::string& told) {
    TRY(const auto local, to_local(session_.now(), query_.zone));
    const Date today = std::chrono::floor<std::chrono::days>(local.wall);
    const Date earliest = today - std::chrono::days(days_at_first);
    Date first = earliest;
    while (first < today && name_of(first) <= told) first += std::chrono::days(1);
    TRY(const auto site, site_views(session_, plugin, name_of(first), name_of(today)));
    for (const auto& day : site) CHECK_OK(take_day(day, today));
    for (Date date = std::max(first, today - std::chrono::days(most_days)); date <= today; date += std::chrono::days(1)) {
      TRY(const auto posts, post_views(session_, plugin, name_of(date)));
      for (const auto& day : posts) CHECK_OK(take_day(day, today));
    }
    // Yesterday is asked for once more: plug-ins count some minutes behind.
    told = name_of(today - std::chrono::days(local.wall - Wall(today) < std::chrono::hours(1) ? 2 : 1));
    return {};
  }

  Result<void> take_day(const DayViews& day, Date today) {
    const auto midnight = parse_iso(day.day + "T00:00:00Z");
    if (!midnight.ok()) return {};
    const Date date(std::chrono::floor<std::chrono::days>(midnight->time_since_epoch()));
    if (date > today) return {};
    TRY(const auto over, moments_of(Wall(date + std::chrono::days(1)), query_.zone));
    const Instant at = date == today ? session_.now() : over.earlier - std::chrono::seconds(1);
    if (day.views) take(day.post, "views", day.views, at);
    if (day.visitors) take(day.post, "visitors", day.visitors, at);
    return {};
  }

  Session& session_;
  const MeasureQuery& query_;
  MeasurePage page_{};
};

}  // namespace

Result<MeasurePage> read_metrics(Session& session, const MeasureQuery& query) { return Measuring(session, query).read(); }

}  // namespace cmtool::wordpress
