// SPDX-License-Identifier: MIT
// cmtool workspace compact: removes what nothing refers to.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/findings.hpp"

namespace cmtool {
namespace {

Result<int> compact(Env& env) {
  TRY(Store* const store, env.store());
  TRY(const auto findings, store->compact(env.globals.dry_run));
  CHECK_OK(env.show(table_of(findings)));
  if (findings.empty()) env.say(tr("there is nothing to remove"));
  else if (env.globals.dry_run) env.say(tr("nothing was changed: this is what would be done"));
  return exit_code::done;
}

Run set_up(CLI::App&) { return compact; }

}  // namespace

const Command& workspace_compact_command() {
  static const Command command{
      .path = "workspace compact",
      .group = N_("Workspace"),
      .summary = N_("remove pictures that no post uses, old caches and empty folders"),
      .details = N_("Records are never removed. A picture younger than a day is left, as its post may be on the way."),
      .set_up = set_up,
      .columns = finding_columns,
      .examples = N_("cmtool workspace compact --dry-run\ncmtool workspace compact"),
  };
  return command;
}

}  // namespace cmtool
