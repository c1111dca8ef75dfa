// SPDX-License-Identifier: MIT
// Times as people and protocols write them.
#include "when/when.hpp"

#include "net/rate_limit.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "when/zone_rules.hpp"

namespace cmtool::fuzz {

void when(std::string_view bytes) {
  const Instant now = *parse_iso("2026-11-22T08:00:00Z");
  for (const char* lang : {"en", "fr"}) {
    const auto due = parse_when(bytes, {.now = now, .zone = "Europe/Paris", .lang = lang});
    if (!due) {
      must(!due.error().message.empty());
      continue;
    }
    const auto again = parse_iso(iso(due->at));
    must(again.ok() && *again == due->at);
  }
  if (const auto at = parse_iso(bytes)) must(*parse_iso(iso(*at)) == *at);
  const auto duration = parse_duration(bytes);
  if (!duration) must(!duration.error().message.empty());
  parse_http_date(bytes);
  const Headers headers = {{"Retry-After", std::string(bytes)}, {"X-RateLimit-Reset", std::string(bytes)}, {"X-RateLimit-Remaining", "0"},
                           {"RateLimit-Reset", std::string(bytes)}, {"RateLimit-Remaining", "0"}, {"Date", std::string(bytes)}};
  if (const auto wait = retry_after(headers, now)) must(wait->count() >= 0 && *wait <= longest_wait);
  if (const auto window = rate_window(headers, now)) must(window->ends_in.count() >= 0);
  (void)parse_yearly_rule(bytes);
  if (const auto rules = ZoneRules::read(bytes))
    for (const int year : {-3000, 0, 56, 4000})
      must(std::chrono::abs(rules->offset(std::chrono::sys_seconds{std::chrono::hours(24 * 365) * year})) <= std::chrono::hours(24 * 25));
  if (const auto zone = check_zone(bytes); !zone) must(!zone.error().message.empty());
}

}  // namespace cmtool::fuzz
