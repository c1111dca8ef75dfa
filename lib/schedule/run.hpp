// SPDX-License-Identifier: MIT
// Publishing what is due: `cmtool schedule run`.
//
// Every delivery that is due ends as sent, failed, unknown or expired, or waits on for a reason that is said. Accounts are served at the
// same time and each in its own order and pace; what one account's server does holds no other one up. What may pass by itself
// (network, rate limit, a token that somebody renews) is tried again later, while it is not too late; a lost answer is settled, never repeated blindly.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "schedule/policy.hpp"
#include "settle.hpp"

namespace cmtool {

struct RunWish {
  std::size_t limit = 0;  ///< at most so many posts leave; 0: all that are due
  std::size_t jobs = 16;  ///< accounts that are served at the same time
};

/// What a run did.
struct RunReport {
  std::vector<Outcome> outcomes{};    ///< sent, failed, unknown, expired; those that wait on for a failure are there with state `waiting`
  std::size_t paused = 0;             ///< due, but publishing is paused
  std::size_t resting = 0;            ///< due, but their account rests after a failure or keeps its pace
  std::size_t elsewhere = 0;          ///< due, and their platform is about to publish them itself
  std::size_t dependent = 0;          ///< due, but what they come after is not sent
  std::vector<std::string> notes{};   ///< translated: what somebody should know
  bool busy = false;                  ///< another run is at work; nothing was done
  std::optional<Error> trouble{};     ///< what kept an account's posts where they were: a record that cannot be read or written
};

Result<RunReport> run_schedule(Desk&, const RunWish&);

/// What would be done, without doing it: those that are due, with what would become of each ("sent", "expired", "paused", …).
struct DuePreview {
  Delivery delivery{};
  std::string becomes{};
};
Result<std::vector<DuePreview>> preview_run(Desk&);

}  // namespace cmtool
