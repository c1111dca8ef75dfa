// SPDX-License-Identifier: MIT
// What the commands of the schedule share: who acts, which posts are meant, and how deliveries to come are shown.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/env.hpp"
#include "desk.hpp"
#include "schedule/arrange.hpp"
#include "schedule/pauses.hpp"

namespace CLI {
class App;
}

namespace cmtool {

/// --as NAME, else $CMTOOL_AS, else the system's name for the user.
void add_who_option(CLI::App&, std::string& who);
std::string who_of(Env&, const std::string& given);

/// Ids as they were given; "-", or none where stdin is not a terminal: one a line from stdin.
Result<std::vector<std::string>> ids_of(Env&, const std::vector<std::string>& given);

/// "ID" or "ID.account": the post, and the account if one is named.
struct Meant {
  Id post{};
  std::vector<std::string> accounts{};
};
/// By whole id or an unambiguous beginning. Fault::not_found.
Result<Meant> meant_by(Store&, const std::string& id);

/// "Thu 24 Dec 2026 09:00  lea  approved": a line of the history.
std::string history_line(Env&, const HistoryEvent&);

std::vector<Column> scheduled_columns();
std::vector<Value> row_of(const Post&, const Delivery&, const std::string& every = {}, bool paused = false);

/// A sentence for each pause that holds now.
std::vector<std::string> pause_notes(Env&, const std::vector<Pause>&);

/// Complains of what went wrong at the platforms, and answers the exit code for all of it.
int exit_code_with(Env&, std::size_t done, const std::vector<Error>& trouble);

/// Does one thing to each of the posts that are meant, shows a row for each delivery, and ends with the exit code for all of them. `trouble`:
/// what `change` could do in part only.
Result<int> change_each(Env&, Desk&, const std::vector<std::string>& ids,
                        const std::function<Result<PostRecord>(const Meant&)>& change, const std::string& dry_run_says,
                        const std::vector<Error>* trouble = nullptr);

/// A time to publish at: not in the past, with a time of day. Empty `fold`: a time that the clock change skips or repeats is refused.
Result<Due> due_of(Env&, const std::string& when, const std::string& fold);
/// A limit of a period.
Result<std::optional<Instant>> limit_of(Env&, const std::string& when);

}  // namespace cmtool
