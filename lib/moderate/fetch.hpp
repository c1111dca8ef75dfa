// SPDX-License-Identifier: MIT
// Reading what is new on every account into the inbox.
//
// Page by page: read, file the items and the cursor in one step, read on. One account's trouble is one account's; what was filed before it
// stays filed, and the next run goes on there.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"

namespace cmtool {

struct FetchWish {
  std::vector<Account> accounts{};
  bool dry_run = false;         ///< read, file nothing
  std::size_t most_pages = 50;  ///< of one account at one run: an inbox of years comes in parts
};

struct Fetched {
  std::string account{};
  std::size_t fresh = 0, changed = 0, reopened = 0;
  bool more = false;             ///< there is more to be had: run again
  std::vector<Id> items{};       ///< those that are fresh
  std::optional<Error> error{};
};

/// The accounts whose platform has an inbox; one whose platform is not known is among them, so that its fetching says so.
Result<std::vector<Account>> accounts_with_inbox(Desk&);

/// All accounts at once, an answer for each. An account whose platform has no inbox answers Fault::unsupported.
std::vector<Fetched> fetch_inboxes(Desk&, const FetchWish&);

}  // namespace cmtool
