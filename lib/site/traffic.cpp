// SPDX-License-Identifier: MIT
#include "site/traffic.hpp"

#include <algorithm>
#include <map>

#include "base/tr.hpp"
#include "site/access_log.hpp"
#include "site/day_counts.hpp"
#include "site/log_files.hpp"

namespace cmtool::site {
namespace {

constexpr auto day_stays_open = std::chrono::hours(24);  // after its end: lines come late, and servers' clocks differ

std::vector<std::string> logs_of(const Account& account) {
  const Json& named = account.settings["access_log"];
  std::vector<std::string> logs = named.string_items();
  if (named.is_string()) logs.push_back(named.string_or());
  // Rotated files are found by themselves, also where somebody names them.
  const auto all = logs;
  std::erase_if(logs, [&](const std::string& log) { return std::ranges::any_of(all, [&](const std::string& other) { return is_rotated(log, other); }); });
  std::ranges::sort(logs);
  logs.erase(std::unique(logs.begin(), logs.end()), logs.end());
  return logs;
}

/// Nobody counts here: unknown, which is not zero. It is said once.
MeasurePage nothing_known(const Session& session, const MeasureQuery& query) {
  const std::string said = R"({"logs":{}})";
  MeasurePage page{.cursor = said};
  if (query.cursor == said) return page;
  for (const char* metric : {"views", "visitors", "referrals"}) page.samples.push_back({.account = session.account().name, .metric = metric, .at = session.now()});
  return page;
}

class Reading {
 public:
  Reading(Session& session, const std::string& url, const MeasureQuery& query)
      : session_(session), names_(url), query_(query), calendar_(query.zone), now_(session.now()) {}

  Result<MeasurePage> read(const std::vector<std::string>& logs) {
    const auto cursor = parse_json(query_.cursor);
    if (cursor.ok()) take_cursor(*cursor);
    one_log_ = logs.size() == 1;
    TRY(const auto today, calendar_.day_of(now_));
    days_.try_emplace(today.name, today.begin, today.end);
    Json progress = Json::object();
    for (const auto& log : logs) {
      auto at = log_progress_from_json(cursor.ok() ? (*cursor)["logs"][log] : Json());
      CHECK_OK(read_new_lines(session_, log, at, [&](std::string_view line, Instant not_before) { return take_line(line, not_before); }));
      if (fault_) return *fault_;
      progress.set(log, to_json(at));
    }
    tell(today.name);
    Json days = Json::object();
    for (const auto& [name, day] : days_) {
      if (day.end() + day_stays_open > now_) days.set(name, day.json());
    }
    page_.cursor = Json{{"logs", std::move(progress)}, {"closed", iso(closed_)}, {"days", std::move(days)}}.dump();
    return std::move(page_);
  }

 private:
  void take_cursor(const Json& cursor) {
    if (const auto closed = parse_iso(cursor["closed"].string_or()); closed.ok()) closed_ = *closed;
    for (const auto& [name, day] : cursor["days"].members()) days_.emplace(name, DayCounts::from_json(day));
  }

  std::optional<Instant> take_line(std::string_view line, Instant not_before) {
    const auto hit = parse_hit(line);
    if (!hit) return std::nullopt;
    auto at = hit_time(hit->time);
    if (!at) return std::nullopt;
    at = std::min(*at, now_);  // no line is from the future: the clocks differ
    // What belongs to a day that was told and closed cannot be added to it any more.
    if (*at < not_before || *at < closed_ || !is_view(*hit)) return at;
    const auto page = names_.page(hit->target);
    if (!page) return at;
    auto day = calendar_.day_of(*at);
    if (!day.ok()) {
      fault_ = day.error();
      return at;
    }
    const auto [found, is_new] = days_.try_emplace(day->name, day->begin, day->end);
    if (is_new && one_log_) close_before(day->begin);
    const std::string host = names_.referring_host(hit->referrer);
    found->second.add(*page, hit->address, hit->agent, host);
    if (const auto campaign = campaign_of(hit->target); !campaign.empty()) found->second.add_campaign(campaign, hit->address, hit->agent, host);
    return at;
  }

  /// A log of years is read in the memory of two days: its lines come in order.
  void close_before(Instant begin) {
    for (auto day = days_.begin(); day != days_.end();) {
      if (day->second.end() + day_stays_open > begin) {
        ++day;
        continue;
      }
      close(day->second);
      day = days_.erase(day);
    }
  }

  void close(DayCounts& day) {
    day.tell(session_.account().name, day.end() - std::chrono::seconds(1), {}, page_.samples);
    closed_ = std::max(closed_, day.end());
  }

  void tell(const std::string& today) {
    std::vector<std::string> wanted;
    if (query_.account) wanted.emplace_back();
    for (const auto& post : query_.posts) wanted.push_back(post.remote_id);
    for (auto& [name, day] : days_) {
      if (name == today) day.tell(session_.account().name, now_, wanted, page_.samples);
      else if (day.end() + day_stays_open <= now_) close(day);
      else day.tell(session_.account().name, day.end() - std::chrono::seconds(1), {}, page_.samples);
    }
  }

  Session& session_;
  PageNames names_;
  const MeasureQuery& query_;
  WallDays calendar_;
  Instant now_;
  bool one_log_ = false;
  std::map<std::string, DayCounts> days_{};
  Instant closed_{};
  MeasurePage page_{};
  std::optional<Error> fault_{};
};

}  // namespace

Result<MeasurePage> read_traffic(Session& session, const std::string& url, const MeasureQuery& query) {
  const auto logs = logs_of(session.account());
  if (logs.empty()) return nothing_known(session, query);
  return Reading(session, url, query).read(logs);
}

}  // namespace cmtool::site
