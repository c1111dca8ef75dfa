// SPDX-License-Identifier: MIT
// cmtool schedule cron: the lines that make a machine publish what is due.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

Result<int> run(Env& env) {
  TRY(Store * store, env.store());
  const std::string where = store->where();
  const std::string quoted = "\"" + where + "\"";
  return env.print(tr("# cron: crontab -e, then this line. It runs every minute; with -q it is silent when all is well, so that a mail from cron is an alarm.\n"
                      "# cron has few variables: where tokens come from the desktop's keyring, prefer systemd.\n") +
                   "* * * * * cmtool -C " + quoted + " -q schedule run\n\n" +
                   tr("# systemd, as a service that stays: ~/.config/systemd/user/cmtool.service, then systemctl --user enable --now cmtool,\n"
                      "# and loginctl enable-linger, so that it runs while nobody is logged in.\n") +
                   "[Unit]\nDescription=cmtool schedule\nAfter=network-online.target\n\n[Service]\nType=notify\n"
                   "ExecStart=cmtool -C " + quoted + " -q schedule run --watch\nWatchdogSec=10min\nRestart=on-failure\nRestartSec=30\n\n"
                   "[Install]\nWantedBy=default.target\n\n" +
                   tr("# systemd, as a timer: cmtool.timer beside a cmtool.service with Type=oneshot and without --watch.\n") +
                   "[Timer]\nOnCalendar=*:0/1\nAccuracySec=1s\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n")
             .ok()
             ? Result<int>(exit_code::done)
             : Result<int>(exit_code::failed);
}

Run set_up(CLI::App&) { return run; }

}  // namespace

const Command& schedule_cron_command() {
  static const Command it{
      .path = "schedule cron",
      .group = N_("Schedule"),
      .summary = N_("print the line for cron, and the units for systemd"),
      .set_up = set_up,
      .examples = N_("cmtool --workspace acme schedule cron"),
  };
  return it;
}

}  // namespace cmtool
