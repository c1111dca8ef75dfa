// SPDX-License-Identifier: MIT
// cmtool hook list: the events, and which of them have a program.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/hooks.hpp"

namespace cmtool {
namespace {

std::vector<Column> hook_columns() {
  return {{.key = "hook", .title = tr("Hook")}, {.key = "path", .title = tr("Program")}, {.key = "when", .title = tr("When it runs")}};
}

std::string when_it_runs(Hook hook) {
  switch (hook) {
    case Hook::publishing: return tr("before a post leaves for the first time; may change its text");
    case Hook::published: return tr("a post is out");
    case Hook::failed: return tr("a post was refused or could not be sent");
    case Hook::unknown: return tr("nobody knows whether a post is out");
    case Hook::expired: return tr("a post was too late and is not sent");
    case Hook::held: return tr("a post waits for an approval");
    case Hook::alert: return tr("something in the inbox must be looked at now");
    case Hook::token_expiring: return tr("an account's token ends within a week");
  }
  return {};
}

Result<int> run(Env& env) {
  TRY(Store * store, env.store());
  Table table{.columns = hook_columns()};
  for (const auto hook : all_hooks()) {
    TRY(const auto path, store->hook(std::string(slug(hook))));
    table.rows.push_back({Value(std::string(slug(hook))), path ? Value(*path) : Value(), Value(when_it_runs(hook))});
  }
  table.notes.push_back(tr("a hook is an executable of that name in {}/hooks", store->where()));
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App&) { return run; }

}  // namespace

const Command& hook_list_command() {
  static const Command it{
      .path = "hook list",
      .group = N_("Hooks"),
      .summary = N_("show the events at which your own programs run"),
      .details = N_("A hook reads one JSON object on stdin; it has 20 seconds. A hook that fails never touches a post: it is a warning. `publishing` may print {\"text\": …} to change the text."),
      .set_up = set_up,
      .columns = hook_columns,
      .examples = N_("cmtool hook list"),
  };
  return it;
}

}  // namespace cmtool
