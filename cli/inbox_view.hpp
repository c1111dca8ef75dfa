// SPDX-License-Identifier: MIT
// How items of the inbox are shown, and how commands say which are meant.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/env.hpp"
#include "desk.hpp"
#include "inbox.hpp"
#include "when/business.hpp"

namespace CLI {
class App;
}

namespace cmtool {

std::vector<Column> item_columns();

/// Makes rows of items; knows the business hours, from which deadlines follow.
class ItemRows {
 public:
  static Result<ItemRows> of(Env&);
  [[nodiscard]] std::vector<Value> row(const InboxItem&) const;
  /// Until when an open item should be answered; nothing where no deadline is set or none is due.
  [[nodiscard]] std::optional<Instant> deadline(const InboxItem&) const;

 private:
  std::optional<BusinessHours> hours_{};
  Instant now_{};
};

/// Ids as they were given; "-", or none where stdin is not a terminal: one a line from stdin. Fault::usage when there is none.
Result<std::vector<std::string>> item_ids(Env&, const std::vector<std::string>& given);

/// What a change did to one item.
struct ItemChange {
  std::string id{};
  std::optional<InboxItem> item{};
  std::optional<Error> error{};
};
/// A row for each item that was changed, each failure on stderr, and the exit code for all of them. `said`: on stderr for each with --dry-run.
Result<int> show_changes(Env&, const std::vector<ItemChange>&, const std::string& said = {});

/// Does to each item what `change` says, or with --dry-run only says it.
struct HandlingChange;
Result<int> change_items(Env&, const std::vector<std::string>& given, const HandlingChange&, const std::string& who, const std::string& why,
                         const std::string& dry_run_says);

/// One line of what somebody wrote, for people.
std::string one_line(const std::string& text, std::size_t most = 72);

}  // namespace cmtool
