// SPDX-License-Identifier: MIT
// cmtool workspace migrate: brings the records of an older cmtool to the present format.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/findings.hpp"

namespace cmtool {
namespace {

Result<int> migrate(Env& env) {
  TRY(const auto findings, migrate_store({.disk = env.world.disk, .clock = env.world.clock}, env.globals.workspace, env.globals.dry_run));
  CHECK_OK(env.show(table_of(findings)));
  if (findings.empty()) env.say(tr("the workspace has the present format; nothing was done"));
  else if (env.globals.dry_run) env.say(tr("nothing was changed: this is what would be done"));
  return exit_code::done;
}

Run set_up(CLI::App&) { return migrate; }

}  // namespace

const Command& workspace_migrate_command() {
  static const Command command{
      .path = "workspace migrate",
      .group = N_("Workspace"),
      .summary = N_("bring an older workspace to the present format, after a backup"),
      .details = N_("The backup is put into the folder “backups” of the workspace, secrets included, so keep it as private as the workspace."),
      .needs = Needs::nothing,
      .set_up = set_up,
      .columns = finding_columns,
      .examples = N_("cmtool workspace migrate --dry-run\ncmtool workspace migrate"),
  };
  return command;
}

}  // namespace cmtool
