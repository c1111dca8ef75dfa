// SPDX-License-Identifier: MIT
#include "site/access_log.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "markdown.hpp"
#include "net/url.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t step = 1u << 20;
constexpr std::size_t longest_line = 64u << 10;
constexpr std::size_t most_visitors = 2'000'000;  // 64-bit marks in memory; what is beyond is not told apart
constexpr std::size_t most_referrers = 10'000;
constexpr std::size_t shown_referrers = 10;

/// What stands up to `end`, which is taken off too; nothing if it is not there.
std::optional<std::string_view> take(std::string_view& rest, std::string_view end) {
  const auto at = rest.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const auto taken = rest.substr(0, at);
  rest.remove_prefix(at + end.size());
  return taken;
}

/// What stands between quotes at the start; a quote in it is written \" by both servers.
std::optional<std::string_view> take_quoted(std::string_view& rest) {
  if (!rest.starts_with('"')) return std::nullopt;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '\\') {
      ++at;
    } else if (rest[at] == '"') {
      const auto taken = rest.substr(1, at - 1);
      rest.remove_prefix(at + 1);
      if (rest.starts_with(' ')) rest.remove_prefix(1);
      return taken;
    }
  }
  return std::nullopt;
}

std::string path_in(const std::string& url) {
  const auto parsed = parse_url(url);
  if (!parsed.ok()) return {};
  std::string path = parsed.value().path;
  while (path.ends_with('/')) path.pop_back();
  return path;
}

std::vector<std::string> logs_of(const Account& account) {
  const Json& named = account.settings["access_log"];
  std::vector<std::string> logs = named.string_items();
  if (named.is_string()) logs.push_back(named.string_or());
  return logs;
}

Result<void> read_log(Session& session, const std::string& path, Tally& tally) {
  TRY(const auto source, session.open_outside(path));
  std::string buffer, piece(step, '\0');
  for (;;) {
    TRY(const std::size_t got, source->read(piece.data(), piece.size()));
    buffer.append(piece, 0, got);
    std::size_t begin = 0;
    for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n', begin)) {
      tally.add(std::string_view(buffer).substr(begin, end - begin));
      begin = end + 1;
    }
    buffer.erase(0, begin);
    if (buffer.size() > longest_line) buffer.clear();  // no server writes such a line
    if (got == 0) break;
  }
  tally.add(buffer);
  return {};
}

}  // namespace

std::optional<Hit> parse_hit(std::string_view line) {
  while (line.ends_with('\r') || line.ends_with('\n')) line.remove_suffix(1);
  const auto address = take(line, " ");
  const auto names = take(line, "[");
  const auto time = take(line, "] ");
  if (!address || !names || !time || time->size() < 11) return std::nullopt;
  auto request = take_quoted(line);
  const auto status = take(line, " ");
  const auto bytes = take(line, " ");
  const auto referrer = take_quoted(line);
  const auto agent = take_quoted(line);
  if (!request || !status || !bytes || !referrer || !agent) return std::nullopt;
  const auto code = to_integer(*status);
  const auto method = take(*request, " ");
  const auto target = take(*request, " ");
  if (!code || *code < 100 || *code > 999 || !method || !target) return std::nullopt;
  return Hit{.address = *address,
             .day = time->substr(0, 11),
             .method = *method,
             .target = *target,
             .referrer = *referrer == "-" ? std::string_view() : *referrer,
             .agent = *agent == "-" ? std::string_view() : *agent,
             .status = static_cast<int>(*code)};
}

bool is_robot(std::string_view agent) {
  // The words by which crawlers, monitors, previews and libraries call themselves, read from the crawlers' own pages (2026-11).
  constexpr std::array<std::string_view, 42> words{
      "bot",      "crawl",    "spider",  "slurp",   "fetch",      "monitor", "uptime",    "pingdom",    "curl",       "wget",   "python",
      "libwww",   "java/",    "okhttp",  "go-http", "headless",   "phantom", "scan",      "preview",    "facebookexternalhit", "embedly",
      "feed",     "rss",      "reader/", "validator", "lighthouse", "httpx", "axios",     "node-fetch", "ruby",       "perl",   "php/",
      "archive",  "check",    "zgrab",   "nmap",    "masscan",    "gptbot",  "anthropic", "mastodon",   "whatsapp",   "cmtool"};
  if (agent.size() < 8) return true;
  const std::string name = lower(agent);
  return std::ranges::any_of(words, [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

Tally::Tally(const std::string& url, std::string page) : prefix_(path_in(url)), host_(url.empty() ? "" : host_of(url)), page_(std::move(page)) {}

bool Tally::is_wanted(std::string_view target) const {
  // Some servers write the whole address that a proxy asked for.
  if (const auto scheme = target.find("://"); scheme != std::string_view::npos && scheme < 8) {
    const auto path = target.find('/', scheme + 3);
    target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  std::string path = percent_decoded(target.substr(0, target.find_first_of("?#")));
  if (!path.starts_with(prefix_ + "/") && path != prefix_) return false;
  path.erase(0, std::min(path.size(), prefix_.size() + 1));
  if (path.ends_with("index.html")) path.resize(path.size() - std::string_view("index.html").size());
  while (path.ends_with('/')) path.pop_back();
  if (!page_.empty()) return path == page_;
  const auto name = path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
  return name.find('.') == std::string::npos;  // pages are folders; what has an ending is a feed, a picture, the style
}

void Tally::add(std::string_view line) {
  if (!page_.empty() && line.find(page_.substr(page_.rfind('/') + 1)) == std::string_view::npos) return;
  const auto hit = parse_hit(line);
  if (!hit || hit->method != "GET" || !((hit->status >= 200 && hit->status < 300) || hit->status == 304)) return;
  if (!is_wanted(hit->target) || is_robot(hit->agent)) return;
  ++views_;
  if (visitors_.size() < most_visitors) {
    const std::string who = std::string(hit->day) + '\n' + std::string(hit->address) + '\n' + std::string(hit->agent);
    visitors_.insert(std::hash<std::string>{}(who));
  }
  if (!is_web_url(hit->referrer)) return;
  const std::string from = lower(host_of(hit->referrer));
  if (from.empty() || from == lower(host_)) return;
  ++referrals_;
  if (referrers_.size() < most_referrers || referrers_.contains(from)) ++referrers_[from];
}

std::vector<Sample> Tally::samples(const std::string& account, Instant at) const {
  const auto sample = [&](const std::string& metric, std::int64_t value) {
    return Sample{.account = account, .post = page_, .metric = metric, .value = value, .at = at};
  };
  std::vector<Sample> all{sample("views", views_), sample("visitors", static_cast<std::int64_t>(visitors_.size())), sample("referrals", referrals_)};
  std::vector<std::pair<std::string, std::int64_t>> hosts(referrers_.begin(), referrers_.end());
  std::ranges::stable_sort(hosts, [](const auto& a, const auto& b) { return a.second > b.second; });
  if (hosts.size() > shown_referrers) hosts.resize(shown_referrers);
  for (const auto& [host, count] : hosts) all.push_back(sample("referrer:" + host, count));
  return all;
}

Result<std::vector<Sample>> read_metrics(Session& session, const std::string& url, const std::string& page) {
  const auto logs = logs_of(session.account());
  if (logs.empty()) {
    // Nobody counts here: unknown, which is not zero.
    const auto unknown = [&](const char* metric) { return Sample{.account = session.account().name, .post = page, .metric = metric, .at = session.now()}; };
    return std::vector<Sample>{unknown("views"), unknown("visitors"), unknown("referrals")};
  }
  Tally tally(url, page);
  for (const auto& log : logs) CHECK_OK(read_log(session, log, tally));
  return tally.samples(session.account().name, session.now());
}

}  // namespace cmtool::site
