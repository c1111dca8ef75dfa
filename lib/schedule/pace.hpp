// SPDX-License-Identifier: MIT
// When an account may be tried again, kept between runs: each run of cron is a new process.
//
// After a failure that may pass (network, rate limit, sign-in) an account rests for a minute, then two, four, up to an hour, each time
// a fifth more or less by chance, and never less than the server asked for, up to a day. A success ends it. What was
// stored is not believed further ahead than that, so that a clock that was set wrong for a while stops nobody for years.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

struct Pacing {
  int failures = 0;                      ///< in a row
  std::optional<Instant> not_before{};   ///< no request before
  std::optional<Instant> last_sent{};    ///< the account's last post
  bool operator==(const Pacing&) const = default;
};

inline constexpr std::chrono::seconds shortest_rest{60};
inline constexpr std::chrono::seconds longest_rest{3600};
inline constexpr std::chrono::seconds longest_asked_rest{24 * 3600};

/// How long to rest after that many failures in a row; `chance` is from 0 to 1.
std::chrono::seconds rest_after(int failures, std::optional<std::chrono::seconds> asked, double chance);

/// May a failure of this kind pass by itself, so that it is worth trying again?
bool may_pass(Fault);

/// Does a failure of this kind lie with the account's server, so that the account is left alone for a while? (A full disk of ours does not.)
bool rests_account(Fault);

/// The pacing after a failure or a success at `now`.
Pacing after_failure(Pacing, const Error&, Instant now, double chance);
Pacing after_success(Pacing, Instant now);

/// How long from now no request may leave; nothing: go.
std::optional<std::chrono::milliseconds> still_resting(const Pacing&, Instant now);

Json to_json(const Pacing&);
/// What cannot be read counts as nothing learned.
Pacing pacing_from_json(const Json&);

}  // namespace cmtool
