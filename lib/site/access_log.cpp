// SPDX-License-Identifier: MIT
#include "site/access_log.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "markdown.hpp"
#include "net/url.hpp"
#include "text/harmless.hpp"
#include "text/utf8.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t longest_host = 80, longest_page = 300;

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

/// Two digits, or 60 for anything else: no hour, minute or second.
int pair_at(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 100; };
  return std::min(60, digit(at) * 10 + digit(at + 1));
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
             .time = *time,
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

std::optional<Instant> hit_time(std::string_view text) {
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 26 || text[2] != '/' || text[6] != '/' || text[11] != ':' || text[14] != ':' || text[17] != ':' || text[20] != ' ') return std::nullopt;
  const auto month = months.find(text.substr(3, 3));
  const auto year = to_integer(text.substr(7, 4));
  const int day = pair_at(text, 0), hour = pair_at(text, 12), minute = pair_at(text, 15), second = pair_at(text, 18);
  const int ahead = pair_at(text, 22) * 60 + pair_at(text, 24);
  const bool good = month != std::string_view::npos && month % 3 == 0 && year && *year >= 1970 && hour < 24 && minute < 60 && second <= 60 && ahead < 24 * 60;
  if (!good || (text[21] != '+' && text[21] != '-')) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(static_cast<unsigned>(month / 3 + 1)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  const auto offset = std::chrono::minutes(text[21] == '-' ? -ahead : ahead);
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(std::min(second, 59)) - offset;
}

bool is_view(const Hit& hit) {
  return hit.method == "GET" && ((hit.status >= 200 && hit.status < 300) || hit.status == 304) && !is_robot(hit.agent);
}

PageNames::PageNames(const std::string& url) : prefix_(path_in(url)), host_(url.empty() ? "" : lower(host_of(url))) {}

std::optional<std::string> PageNames::page(std::string_view target) const {
  // Some servers write the whole address that a proxy asked for.
  if (const auto scheme = target.find("://"); scheme != std::string_view::npos && scheme < 8) {
    const auto path = target.find('/', scheme + 3);
    target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  std::string path = percent_decoded(target.substr(0, target.find_first_of("?#")));
  if (!path.starts_with(prefix_ + "/") && path != prefix_) return std::nullopt;
  path.erase(0, std::min(path.size(), prefix_.size() + 1));
  if (path.ends_with("index.html")) path.resize(path.size() - std::string_view("index.html").size());
  while (path.ends_with('/')) path.pop_back();
  if (path.empty()) return "/";
  const auto name = path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
  if (name.find('.') != std::string::npos) return std::nullopt;  // pages are folders
  const bool plain = path.size() <= longest_page && std::ranges::none_of(path, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
  return plain && is_valid_utf8(path) ? std::optional(path) : std::nullopt;
}

std::string PageNames::referring_host(std::string_view referrer) const {
  if (!is_web_url(referrer)) return {};
  std::string from = lower(host_of(referrer));
  const bool plain = std::ranges::all_of(from, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']'; });
  return from == host_ || from.size() > longest_host || !plain ? std::string() : from;
}

std::string campaign_of(std::string_view target) {
  constexpr std::size_t longest = 100;
  const auto query = target.find('?');
  if (query == std::string_view::npos || target.find("utm_campaign=", query) == std::string_view::npos) return "";
  for (const auto& [key, value] : parse_form(target.substr(query + 1, target.find('#', query) - query - 1))) {
    if (key != "utm_campaign") continue;
    const bool is_name = value.size() <= longest && harmless(value, Lines::show) == value;
    return is_name ? std::string(trimmed(value)) : std::string();
  }
  return "";
}

}  // namespace cmtool::site
