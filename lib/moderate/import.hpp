// SPDX-License-Identifier: MIT
// Items out of a network's export into the inbox.
//
// First all is looked at, then all is filed: a fault anywhere files nothing. What is known already stays as it is known, but for what an
// edit changes: the text, the state there, the author's name; an export that says less than the platform's own interface takes nothing away.
// What the account itself wrote is no item, as when fetching, and neither is what is older than is kept (moderate/retention.hpp); nothing comes of those who
// are forgotten. So the same file may be imported again.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "export.hpp"
#include "inbox.hpp"

namespace cmtool {

/// What an import does to the inbox of one account.
struct AccountImport {
  Account account{};
  std::vector<Item> items{};  ///< those that are new or changed, in the file's order
  std::size_t fresh = 0, changed = 0, reopened = 0;
  std::size_t known = 0;      ///< as they are here already
  std::size_t ours = 0;       ///< written by the account itself
  std::size_t too_old = 0;    ///< written longer ago than settings.moderation.keep says
  std::size_t forgotten = 0;  ///< by people who are forgotten; told when it is filed
};

/// What is to be done with the rows, by account in the order in which they are met. `account`: to which all of them belong; without it each names its own.
/// A row whose account there is not is a fault. Fault::usage where it is not said at all.
Result<std::vector<AccountImport>> plan_import(Desk&, const std::string& file, std::vector<ExportRow>, const std::optional<Account>& account, std::vector<CalendarFault>&);

/// Files what was planned, and counts anew what came of it. In pieces: after a kill in between, or a full disk, the same import goes on.
Result<void> file_import(Desk&, std::vector<AccountImport>&, const std::function<void(std::size_t done)>& progress = {});

}  // namespace cmtool
