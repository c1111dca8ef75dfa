// SPDX-License-Identifier: MIT
#include "schedule/pace.hpp"

#include <algorithm>
#include <cmath>

namespace cmtool {

using namespace std::chrono;

seconds rest_after(int failures, std::optional<seconds> asked, double chance) {
  const int doublings = std::clamp(failures - 1, 0, 6);
  const auto rest = std::min(shortest_rest * (1 << doublings), longest_rest);
  constexpr double spread = 0.2;
  const double share = 1 - spread + 2 * spread * std::clamp(chance, 0.0, 1.0);
  // A minute is the least, whatever chance says.
  const auto spread_rest = std::max(seconds(std::llround(static_cast<double>(rest.count()) * share)), shortest_rest);
  return std::max(spread_rest, std::clamp(asked.value_or(seconds(0)), seconds(0), longest_asked_rest));
}

bool may_pass(Fault fault) {
  switch (fault) {
    case Fault::auth:
    case Fault::rate_limited:
    case Fault::network:
    case Fault::protocol:
    case Fault::state:
    case Fault::cancelled: return true;
    case Fault::usage:
    case Fault::not_found:
    case Fault::conflict:
    case Fault::refused:
    case Fault::unknown_outcome:
    case Fault::unsupported:
    case Fault::internal: return false;
  }
  return false;
}

bool rests_account(Fault fault) {
  const bool ours = fault == Fault::state || fault == Fault::cancelled;
  return fault == Fault::unknown_outcome || (may_pass(fault) && !ours);
}

Pacing after_failure(Pacing pacing, const Error& error, Instant now, double chance) {
  ++pacing.failures;
  pacing.not_before = now + rest_after(pacing.failures, error.retry_after, chance);
  return pacing;
}

Pacing after_success(Pacing pacing, Instant now) {
  pacing.failures = 0;
  pacing.not_before.reset();
  pacing.last_sent = now;
  return pacing;
}

std::optional<milliseconds> still_resting(const Pacing& pacing, Instant now) {
  if (!pacing.not_before || *pacing.not_before <= now) return std::nullopt;
  const auto left = *pacing.not_before - now;
  // Further ahead than anything that is ever noted: the clock was wrong then, or is now.
  if (left > longest_asked_rest) return std::nullopt;
  return left;
}

Json to_json(const Pacing& pacing) {
  const auto at = [](const std::optional<Instant>& instant) { return instant ? Json(iso(*instant)) : Json(); };
  return Json{{"failures", pacing.failures}, {"not_before", at(pacing.not_before)}, {"last_sent", at(pacing.last_sent)}};
}

Pacing pacing_from_json(const Json& json) {
  const auto at = [](const Json& value) -> std::optional<Instant> {
    const auto read = parse_iso(value.string_or());
    return read.ok() ? std::optional(*read) : std::nullopt;
  };
  return {.failures = static_cast<int>(std::clamp<std::int64_t>(json["failures"].integer_or(0), 0, 1000)),
          .not_before = at(json["not_before"]),
          .last_sent = at(json["last_sent"])};
}

}  // namespace cmtool
