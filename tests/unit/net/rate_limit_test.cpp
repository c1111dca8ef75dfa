// SPDX-License-Identifier: MIT
#include "net/rate_limit.hpp"

#include <doctest/doctest.h>

using namespace cmtool;
using namespace std::chrono_literals;

TEST_CASE("the three forms of an HTTP date are the same moment") {
  const auto moment = parse_iso("1994-11-06T08:49:37Z").value();
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == moment);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == moment);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == moment);
  for (const char* bad : {"", "soon", "Sun, 31 Feb 2026 08:00:00 GMT", "06 Nov 1994", "Sun, 06 Nov 1994 25:00:00 GMT", "12345678901234567890"}) {
    CAPTURE(bad);
    CHECK(!parse_http_date(bad));
  }
}

TEST_CASE("every way of saying when to come back is understood, and nonsense is nothing") {
  const auto now = parse_iso("2026-11-22T09:00:00Z").value();
  struct Row {
    const char* name;
    Headers headers;
    std::optional<std::chrono::seconds> wait;
  };
  const Row rows[]{
      {"seconds", {{"Retry-After", "120"}}, 120s},
      {"zero", {{"Retry-After", "0"}}, 0s},
      {"fraction", {{"retry-after", "1.2"}}, 2s},
      {"date", {{"Retry-After", "Sun, 22 Nov 2026 09:02:00 GMT"}}, 120s},
      {"date against the server's own clock",
       {{"Date", "Sun, 22 Nov 2026 08:00:00 GMT"}, {"Retry-After", "Sun, 22 Nov 2026 08:00:30 GMT"}},
       30s},
      {"date in the past", {{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}}, 0s},
      {"a week is a day", {{"Retry-After", "604800"}}, 24h},
      {"more digits than fit", {{"Retry-After", "99999999999999999999"}}, 24h},
      {"negative", {{"Retry-After", "-5"}}, std::nullopt},
      {"a word", {{"Retry-After", "soon"}}, std::nullopt},
      {"nothing", {}, std::nullopt},
      {"not a number", {{"Retry-After", "nan"}}, std::nullopt},
      {"without end", {{"Retry-After", "inf"}}, std::nullopt},
      {"seconds to the reset", {{"RateLimit-Reset", "30"}}, 30s},
      {"Unix time of the reset", {{"ratelimit-remaining", "0"}, {"ratelimit-reset", "1795338060"}}, 60s},
      {"Unix time in milliseconds", {{"x-ratelimit-reset", "1795338060000"}}, 60s},
      {"as X writes it", {{"x-rate-limit-reset", "1795338060"}}, 60s},
      {"as Mastodon writes it", {{"X-RateLimit-Reset", "2026-11-22T09:05:00.000000Z"}}, 300s},
      {"Retry-After comes first", {{"X-RateLimit-Reset", "300"}, {"Retry-After", "10"}}, 10s},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(retry_after(row.headers, now) == row.wait);
  }
}

TEST_CASE("a window is known when both its rest and its end are") {
  const auto now = parse_iso("2026-11-22T09:00:00Z").value();
  const auto window = rate_window({{"X-RateLimit-Remaining", "7"}, {"X-RateLimit-Reset", "60"}}, now);
  REQUIRE(window);
  CHECK(window->left == 7);
  CHECK(window->ends_in == 60s);
  CHECK(!rate_window({{"X-RateLimit-Remaining", "7"}}, now));
  CHECK(!rate_window({{"X-RateLimit-Remaining", "many"}, {"X-RateLimit-Reset", "60"}}, now));
}
