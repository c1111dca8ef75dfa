// SPDX-License-Identifier: MIT
// What a server says about when to come back.
//
// There are as many forms as servers: Retry-After in seconds or as a date (RFC 9110 10.2.3), RateLimit-Reset in
// seconds (IETF draft) or, at Bluesky, as Unix time, X-RateLimit-Reset as Unix time (X, GitHub) or as an
// ISO time (Mastodon). All are understood; nonsense counts as nothing; and no server makes us wait for more than
// a day. Where the answer has a Date, times are measured against it, so that a wrong clock here does no harm.
#pragma once
#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "net/http.hpp"

namespace cmtool {

/// The longest wait that is believed.
inline constexpr std::chrono::seconds longest_wait = std::chrono::hours(24);

/// Reads "Sun, 22 Nov 2026 09:00:00 GMT" and the two older forms of RFC 9110 5.6.7.
std::optional<Instant> parse_http_date(std::string_view);

/// How long to wait before the next try, from Retry-After, else from a spent rate limit's reset; at most a day,
/// nothing when the server does not say.
std::optional<std::chrono::seconds> retry_after(const Headers&, Instant now);

/// A server's window: how many requests are left in it, and when it ends.
struct RateWindow {
  std::int64_t left = 0;
  std::chrono::seconds ends_in{0};
};
/// From RateLimit-Remaining and RateLimit-Reset, also with "X-" or as X writes them; nothing unless both are there.
std::optional<RateWindow> rate_window(const Headers&, Instant now);

}  // namespace cmtool
