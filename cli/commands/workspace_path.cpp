// SPDX-License-Identifier: MIT
// cmtool workspace path: where the records are.
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() { return {{"path", tr("path"), Kind::text}, {"exists", tr("exists"), Kind::yes_no}}; }

Result<int> path(Env& env) {
  const auto store = env.store();
  if (!store.ok() && store.error().fault != Fault::not_found) return store.error();
  const std::string where = store.ok() ? (*store)->where() : env.globals.workspace;
  const bool is_url = where.find("://") != std::string::npos;
  const std::string shown = is_url ? where : (Disk::Path(env.world.current_folder) / where).lexically_normal().string();
  CHECK_OK(env.show_made(shown, {.columns = columns(), .rows = {{shown, store.ok()}}, .single = true}));
  return exit_code::done;
}

Run set_up(CLI::App&) { return path; }

}  // namespace

const Command& workspace_path_command() {
  static const Command command{
      .path = "workspace path",
      .group = N_("Workspace"),
      .summary = N_("print where the workspace is, whether it exists or not"),
      .needs = Needs::nothing,
      .set_up = set_up,
      .columns = columns,
      .examples = "cmtool workspace path\nls \"$(cmtool workspace path)\"",
  };
  return command;
}

}  // namespace cmtool
