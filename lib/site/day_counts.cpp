// SPDX-License-Identifier: MIT
#include "site/day_counts.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/id.hpp"
#include "when/zone.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t most_marks = 1'000'000;  // of a day's pages together; what is beyond is not told apart
constexpr std::size_t most_pages = 20'000;     // of a day; what is beyond counts for the site as a whole
constexpr std::size_t most_referrers = 1'000;  // of a page's day
constexpr std::size_t told_referrers = 10;
constexpr std::size_t mark_bytes = 6;          // 48 bits: of 100,000 visitors no two are taken for one, but by rare chance
constexpr std::size_t mark_digits = 2 * mark_bytes;

}  // namespace

Result<WallDays::Day> WallDays::day_of(Instant at) {
  for (const auto& day : lately_) {
    if (at >= day.begin && at < day.end) return day;
  }
  TRY(const auto local, to_local(at, zone_));
  const auto date = std::chrono::floor<std::chrono::days>(local.wall);
  TRY(const auto begin, moments_of(Wall(date), zone_));
  TRY(const auto end, moments_of(Wall(date + std::chrono::days(1)), zone_));
  Day day{.name = iso_wall(Wall(date)).substr(0, 10), .begin = begin.earlier, .end = end.earlier};
  lately_[0] = lately_[1];
  lately_[1] = day;
  return day;
}

DayCounts::DayCounts(Instant begin, Instant end) : begin_(begin), end_(end), salt_(random_hex(16)) {}

std::uint64_t DayCounts::mark_of(std::string_view address, std::string_view agent) const {
  Sha256 hash;
  hash.add(salt_);
  hash.add(address);
  hash.add("\n");
  hash.add(agent);
  const std::string bytes = hash.bytes();
  std::uint64_t mark = 0;
  for (std::size_t i = 0; i < mark_bytes; ++i) mark = mark << 8 | static_cast<unsigned char>(bytes[i]);
  return mark;
}

void DayCounts::count(PageCounts& page, std::uint64_t mark, const std::string& host) {
  page.changed = true;
  ++page.views;
  if (marks_ < most_marks && page.marks.insert(mark).second) {
    ++marks_;
    ++page.visitors;
  }
  if (host.empty()) return;
  ++page.referrals;
  const auto known = page.referrers.find(host);
  if (known != page.referrers.end()) ++known->second;
  else if (page.referrers.size() < most_referrers) page.referrers.emplace(host, 1);
}

void DayCounts::add(const std::string& page, std::string_view address, std::string_view agent, const std::string& host) {
  const auto mark = mark_of(address, agent);
  count(pages_[""], mark, host);
  count_page(page, mark, host);
}

void DayCounts::add_campaign(const std::string& campaign, std::string_view address, std::string_view agent, const std::string& host) {
  count_page("campaign:" + campaign, mark_of(address, agent), host);
}

void DayCounts::count_page(const std::string& page, std::uint64_t mark, const std::string& host) {
  const auto known = pages_.find(page);
  if (known != pages_.end()) count(known->second, mark, host);
  else if (pages_.size() < most_pages) count(pages_[page], mark, host);
}

void DayCounts::tell(const std::string& account, Instant at, const std::vector<std::string>& wanted, std::vector<Sample>& to) {
  for (const auto& name : wanted) {
    if (pages_.size() < most_pages) pages_[name].changed = true;
  }
  for (auto& [name, page] : pages_) {
    if (!std::exchange(page.changed, false)) continue;
    const auto say = [&, &post = name](const std::string& metric, std::int64_t value) {
      to.push_back({.account = account, .post = post, .metric = metric, .value = value, .at = at});
    };
    say("views", page.views);
    say("visitors", page.visitors);
    say("referrals", page.referrals);
    std::vector<std::pair<std::string, std::int64_t>> hosts(page.referrers.begin(), page.referrers.end());
    std::ranges::stable_sort(hosts, [](const auto& a, const auto& b) { return a.second > b.second; });
    if (hosts.size() > told_referrers) hosts.resize(told_referrers);
    for (const auto& [host, views] : hosts) say("referrer:" + host, views);
  }
}

Json DayCounts::json() const {
  Json pages = Json::object();
  for (const auto& [name, page] : pages_) {
    if (page.views == 0) continue;
    std::vector<std::uint64_t> marks(page.marks.begin(), page.marks.end());
    std::ranges::sort(marks);
    std::string digits;
    digits.reserve(marks.size() * mark_digits);
    for (const auto mark : marks) {
      for (int shift = 8 * static_cast<int>(mark_bytes) - 4; shift >= 0; shift -= 4) digits += "0123456789abcdef"[mark >> shift & 15];
    }
    Json referrers = Json::object();
    for (const auto& [host, views] : page.referrers) referrers.set(host, views);
    pages.set(name, Json{{"views", page.views}, {"visitors", page.visitors}, {"referrals", page.referrals}, {"marks", digits}, {"referrers", std::move(referrers)}});
  }
  return Json{{"begin", iso(begin_)}, {"end", iso(end_)}, {"salt", salt_}, {"pages", std::move(pages)}};
}

DayCounts DayCounts::from_json(const Json& json) {
  const auto begin = parse_iso(json["begin"].string_or()), end = parse_iso(json["end"].string_or());
  DayCounts day(begin.ok() ? *begin : Instant{}, end.ok() ? *end : Instant{});
  day.salt_ = json["salt"].string_or(day.salt_);
  for (const auto& [name, from] : json["pages"].members()) {
    PageCounts page{.views = from["views"].integer_or(0), .referrals = from["referrals"].integer_or(0), .visitors = from["visitors"].integer_or(0)};
    const std::string digits = from["marks"].string_or();
    for (std::size_t at = 0; at + mark_digits <= digits.size(); at += mark_digits) {
      std::uint64_t mark = 0;
      for (std::size_t i = 0; i < mark_digits; ++i) {
        const char c = digits[at + i];
        mark = mark << 4 | static_cast<std::uint64_t>(c >= 'a' ? c - 'a' + 10 : c - '0');
      }
      page.marks.insert(mark);
    }
    day.marks_ += page.marks.size();
    for (const auto& [host, views] : from["referrers"].members()) page.referrers[host] = views.integer_or(0);
    day.pages_.emplace(name, std::move(page));
  }
  return day;
}

}  // namespace cmtool::site
