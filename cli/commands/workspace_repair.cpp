// SPDX-License-Identifier: MIT
// cmtool workspace repair: puts aside what cannot be read, and makes the rest whole.
#include <algorithm>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/findings.hpp"

namespace cmtool {
namespace {

Result<int> repair(Env& env) {
  TRY(Store* const store, env.store());
  TRY(const auto findings, store->repair(env.globals.dry_run));
  CHECK_OK(env.show(table_of(findings)));
  if (findings.empty()) env.say(tr("every record is whole; nothing was done"));
  else if (env.globals.dry_run) env.say(tr("nothing was changed: this is what would be done"));
  const bool left = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.serious && finding.done.empty(); });
  return left ? exit_code::workspace : exit_code::done;
}

Run set_up(CLI::App&) { return repair; }

}  // namespace

const Command& workspace_repair_command() {
  static const Command command{
      .path = "workspace repair",
      .group = N_("Workspace"),
      .summary = N_("put aside what is damaged and make the rest whole"),
      .details = N_("What cannot be read is moved to the folder “damaged” of the workspace, never deleted. A delivery whose record is lost becomes “unknown”, and "
                    "a post whose record is lost keeps its key, so that nothing is sent twice. Ends with 9 when something is left that only a backup can "
                    "put right."),
      .set_up = set_up,
      .columns = finding_columns,
      .examples = N_("cmtool workspace repair --dry-run  # what would be done\ncmtool workspace repair"),
  };
  return command;
}

}  // namespace cmtool
