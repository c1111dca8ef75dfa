// SPDX-License-Identifier: MIT
// cmtool workspace restore FILE: a workspace from an archive.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "schedule/hooks.hpp"
#include "store.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() { return {{"workspace", tr("workspace"), Kind::text}, {"file", tr("file"), Kind::text}}; }

/// A program out of an archive does not run before somebody has looked at it.
Result<void> say_hooks(Env& env, const StoreWorld& world, const std::string& where) {
  TRY(const auto store, open_store(world, where));
  std::string all;
  for (const auto hook : all_hooks()) {
    TRY(const auto path, store->hook(std::string(slug(hook))));
    if (path) all += " " + *path;
  }
  if (!all.empty()) env.warn(tr("its hooks do not run yet; look at them, then: chmod u+x{}", all));
  return {};
}

Result<int> restore(const std::string& file, Env& env) {
  const bool is_url = env.globals.workspace.find("://") != std::string::npos;
  const Disk::Path here = env.world.current_folder;
  const std::string where = is_url ? env.globals.workspace : (here / env.globals.workspace).lexically_normal().string();
  const Disk::Path archive = (here / file).lexically_normal();
  if (env.globals.dry_run) {
    TRY(const auto source, env.world.disk->open(archive, true));
    env.say(tr("would make the workspace {} from {}", where, archive.string()));
    return exit_code::done;
  }
  const StoreWorld world{.disk = env.world.disk, .clock = env.world.clock};
  CHECK_OK(restore_store(world, archive, where));
  env.say(tr("cmtool account check says which accounts need a new sign-in"));
  CHECK_OK(say_hooks(env, world, where));
  CHECK_OK(env.show_made(where, {.columns = columns(), .rows = {{where, archive.string()}}, .single = true}));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  const auto file = std::make_shared<std::string>();
  offers(app.add_option(N_("FILE"), *file, tr("an archive that cmtool workspace backup has written"))->required(), Offer::files);
  return [file](Env& env) { return restore(*file, env); };
}

}  // namespace

const Command& workspace_restore_command() {
  static const Command command{
      .path = "workspace restore",
      .group = N_("Workspace"),
      .summary = N_("make a workspace from an archive"),
      .details = N_("The workspace must not exist yet: -C or --workspace says where it is to be. It is there as a whole or not at all, and only you can read it. "
                    "Its hooks are there, but do not run before you allow it (chmod u+x)."),
      .needs = Needs::nothing,
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool -C acme-copy workspace restore acme.tar.zst"),
  };
  return command;
}

}  // namespace cmtool
