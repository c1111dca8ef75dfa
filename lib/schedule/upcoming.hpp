// SPDX-License-Identifier: MIT
// What will go out in a period: what is on the schedule, and what recurrences will still bring.
#pragma once
#include <vector>

#include "desk.hpp"

namespace cmtool {

/// One delivery to come. Of an occurrence that is not made yet, the delivery has no id.
struct Upcoming {
  Post post{};
  Delivery delivery{};
};

/// Due in [from, until), by time; for these accounts (empty: all).
Result<std::vector<Upcoming>> upcoming(Desk&, Instant from, Instant until, const std::vector<std::string>& accounts);

}  // namespace cmtool
