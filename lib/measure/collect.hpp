// SPDX-License-Identifier: MIT
// Reading the numbers of posts and accounts, as often as their age is worth it.
//
// For each account: which posts are due (due.hpp) and whether the account is; asked for in lots; each lot's samples are filed, and only then is it noted that
// they were. A run that is killed in between, or that a rate limit stops, leaves the rest to the next one. One account's trouble is one
// account's. Numbers are filed as they came, those that fell too. That a platform cannot tell a number is filed when it is news, and not again at each
// run.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"

namespace cmtool {

struct CollectWish {
  std::vector<Account> accounts{};
  bool all = false;      ///< all posts and accounts, due or not
  bool dry_run = false;  ///< say what is due, ask nothing
};

struct Collected {
  std::string account{};
  std::size_t due = 0;       ///< posts that are to be measured
  bool account_due = false;  ///< and the account itself
  std::size_t posts = 0;     ///< those that were asked for
  std::size_t samples = 0;   ///< read
  std::size_t fresh = 0;     ///< of them, those that were filed: what was known stays as it is
  std::size_t found = 0;     ///< posts that the account has published without cmtool, and that are recorded now
  std::size_t left = 0;      ///< such as may be ones of ours, whose outcome is not known
  std::optional<Error> error{};
};

/// The accounts whose platform tells numbers, those that are only followed too; one whose platform is not known is among them, so that collecting says so.
Result<std::vector<Account>> accounts_to_measure(Desk&);

/// All accounts at once, an answer for each. An account whose platform tells no numbers answers Fault::unsupported. `zone`: whose days are counted.
std::vector<Collected> collect(Desk&, const CollectWish&, const std::string& zone);

}  // namespace cmtool
