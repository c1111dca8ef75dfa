// SPDX-License-Identifier: MIT
#include "net/rate_limit.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

/// The header's value, with or without "X-".
std::string limit_header(const Headers& headers, std::string_view name) {
  for (const auto* prefix : {"", "x-"}) {
    for (const auto* word : {"ratelimit-", "rate-limit-"}) {
      if (auto value = header(headers, std::string(prefix) + word + std::string(name)); !value.empty()) return value;
    }
  }
  return {};
}

std::optional<seconds> believed(seconds wait) {
  if (wait < seconds(0)) return std::nullopt;
  return std::min(wait, longest_wait);
}

/// The server's idea of now, so that its times can be compared with it.
Instant server_now(const Headers& headers, Instant ours) { return parse_http_date(header(headers, "date")).value_or(ours); }

std::optional<seconds> until(Instant then, Instant now) { return std::max(seconds(0), ceil<seconds>(then - now)); }

/// Seconds from now, Unix time, Unix time in milliseconds, or an ISO time.
std::optional<seconds> reset_in(std::string_view text, Instant now) {
  text = trimmed(text.substr(0, text.find(';')));
  if (const auto number = to_number(text)) {
    constexpr double unix_from = 1e9, milliseconds_from = 1e11, absurd = 1e14;
    if (!(*number >= 0) || *number > absurd) return std::nullopt;
    if (*number < unix_from) return believed(ceil<seconds>(duration<double>(*number)));
    const double at = *number < milliseconds_from ? *number * 1000 : *number;
    return believed(*until(Instant(milliseconds(static_cast<std::int64_t>(at))), now));
  }
  if (const auto at = parse_iso(text); at.ok()) return believed(*until(at.value(), now));
  return std::nullopt;
}

bool is_all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

}  // namespace

std::optional<Instant> parse_http_date(std::string_view text) {
  // "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"
  std::optional<unsigned> day_number, month_number;
  std::optional<int> year_number;
  std::optional<milliseconds> time;
  std::string spaced(text.substr(0, 64));
  for (char& c : spaced) {
    if (c == ',' || c == '-') c = ' ';
  }
  for (const auto& piece : split(spaced, ' ')) {
    if (piece.empty()) continue;
    if (const auto clock = split(piece, ':'); clock.size() == 3) {
      const auto h = to_integer(clock[0]), m = to_integer(clock[1]), s = to_integer(clock[2]);
      if (!h || !m || !s || *h < 0 || *h > 23 || *m < 0 || *m > 59 || *s < 0 || *s > 60) return std::nullopt;
      time = hours(*h) + minutes(*m) + seconds(*s);
    } else if (is_all_digits(piece)) {
      const auto value = static_cast<int>(to_integer(piece).value_or(-1));
      if (value < 0 || piece.size() > 4) return std::nullopt;
      if (piece.size() <= 2 && !day_number) day_number = static_cast<unsigned>(value);
      else if (piece.size() == 2) year_number = value < 70 ? 2000 + value : 1900 + value;
      else year_number = value;
    } else if (const auto found = std::find(months.begin(), months.end(), lower(piece)); found != months.end()) {
      month_number = static_cast<unsigned>(found - months.begin()) + 1;
    }
  }
  if (!day_number || !month_number || !year_number || !time) return std::nullopt;
  const year_month_day date{year(*year_number), month(*month_number), day(*day_number)};
  if (!date.ok()) return std::nullopt;
  return Instant(sys_days(date)) + *time;
}

std::optional<seconds> retry_after(const Headers& headers, Instant now) {
  const std::string held = header(headers, "retry-after");
  const auto text = trimmed(held);
  now = server_now(headers, now);
  if (is_all_digits(text)) {
    // More digits than fit is a wait without end, not a fault.
    const auto number = text.size() > 9 ? longest_wait.count() : to_integer(text).value_or(0);
    return believed(seconds(number));
  }
  if (const auto number = to_number(text); number && *number >= 0 && *number < 1e9) {
    return believed(ceil<seconds>(duration<double>(*number)));  // "1.5", as Discord once sent
  }
  if (const auto at = parse_http_date(text)) return believed(*until(*at, now));
  if (const auto window = rate_window(headers, now); window && window->left <= 0) return window->ends_in;
  return reset_in(limit_header(headers, "reset"), now);
}

std::optional<RateWindow> rate_window(const Headers& headers, Instant now) {
  const auto left = to_integer(trimmed(limit_header(headers, "remaining")));
  const auto ends = reset_in(limit_header(headers, "reset"), server_now(headers, now));
  if (!left || !ends) return std::nullopt;
  return RateWindow{.left = *left, .ends_in = *ends};
}

}  // namespace cmtool
