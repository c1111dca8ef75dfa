// SPDX-License-Identifier: MIT
// When suddenly much more is written to the desk than it is used to: one alert a crisis, with what is said and by whom.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"

namespace cmtool {

struct Crisis {
  Instant since{};               ///< the quarter of an hour in which it began
  std::uint64_t count = 0;       ///< items in it
  double usual = 0;              ///< what a quarter of an hour brings otherwise
  std::vector<double> trend{};   ///< items in each quarter of the last two hours, the newest last
  std::vector<InboxItem> said{};  ///< some of what is said, those with most followers first
  bool paused = false;           ///< publishing was stopped, since settings.json says so
};

/// Looks at what was written in the last weeks, and raises an alert. Nothing: all is as usual, or there is an alert about this crisis already.
/// `settings.moderation.pause_in_crisis`: true stops publishing on all accounts.
Result<std::optional<Crisis>> look_for_crisis(Desk&);

/// A sentence for people, with what to do next.
std::string in_words(const Crisis&);

}  // namespace cmtool
