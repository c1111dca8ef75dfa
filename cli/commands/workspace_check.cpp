// SPDX-License-Identifier: MIT
// cmtool workspace check: reads every record and says what is wrong.
#include <algorithm>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/findings.hpp"

namespace cmtool {
namespace {

Result<int> check(Env& env) {
  TRY(Store* const store, env.store());
  TRY(const auto findings, store->check());
  CHECK_OK(env.show(table_of(findings)));
  const auto serious = std::count_if(findings.begin(), findings.end(), [](const Finding& finding) { return finding.serious; });
  const auto litter = static_cast<std::ptrdiff_t>(findings.size()) - serious;
  if (findings.empty()) env.say(tr("every record is whole"));
  if (litter > 0) {
    env.say(trn("{} file is not needed; cmtool workspace repair removes it if it is ours",
                "{} files are not needed; cmtool workspace repair removes those that are ours", litter, litter));
  }
  if (serious == 0) return exit_code::done;
  env.say(trn("{} record is damaged; cmtool workspace repair --dry-run says what can be done",
              "{} records are damaged; cmtool workspace repair --dry-run says what can be done", serious, serious));
  return exit_code::workspace;
}

Run set_up(CLI::App&) { return check; }

}  // namespace

const Command& workspace_check_command() {
  static const Command command{
      .path = "workspace check",
      .group = N_("Workspace"),
      .summary = N_("read every record and say what is damaged"),
      .details = N_("Changes nothing. Ends with 9 when a record is damaged, lost, or open to others; what a killed process has left behind is no damage."),
      .set_up = set_up,
      .columns = finding_columns,
      .examples = N_("cmtool workspace check\ncmtool workspace check --json  # for a monitoring script"),
  };
  return command;
}

}  // namespace cmtool
