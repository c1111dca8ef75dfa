// SPDX-License-Identifier: MIT
// cmtool workspace backup FILE: everything in one archive.
#include <CLI/CLI.hpp>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

struct BackupOptions {
  std::string file{};
  bool with_secrets = false;
};

std::vector<Column> columns() { return {{"file", tr("file"), Kind::text}, {"bytes", tr("size"), Kind::bytes}, {"secrets", tr("with secrets"), Kind::yes_no}}; }

Result<int> backup(const BackupOptions& options, Env& env) {
  TRY(Store* const store, env.store());
  const Disk::Path file = (Disk::Path(env.world.current_folder) / options.file).lexically_normal();
  if (env.globals.dry_run) {
    if (env.world.disk->facts(file).ok()) {
      return Error{.fault = Fault::conflict, .message = tr("there is a file {} already", file.string()), .hint = tr("choose another name")};
    }
    env.say(tr("would write {}", file.string()));
    return exit_code::done;
  }
  CHECK_OK(store->backup(file, options.with_secrets));
  TRY(const auto facts, env.world.disk->facts(file));
  if (!options.with_secrets) env.say(tr("tokens and passwords are not in it; --with-secrets would include them"));
  CHECK_OK(env.show_made(file.string(), {.columns = columns(),
                                         .rows = {{file.string(), static_cast<std::int64_t>(facts.bytes), options.with_secrets}},
                                         .single = true}));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  const auto options = std::make_shared<BackupOptions>();
  offers(app.add_option(N_("FILE"), options->file, tr("the archive to write: .tar, .tar.gz or .tar.zst"))->required(), Offer::files);
  app.add_flag("--with-secrets", options->with_secrets, tr("include tokens and passwords kept in the workspace"));
  return [options](Env& env) { return backup(*options, env); };
}

}  // namespace

const Command& workspace_backup_command() {
  static const Command command{
      .path = "workspace backup",
      .group = N_("Workspace"),
      .summary = N_("write everything to one archive"),
      .details = N_("A tar archive that only you can read, compressed when its name ends with .gz, .tgz or .zst. Other commands can go on at the same time. "
                    "Tokens and passwords are left out unless --with-secrets is given."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool workspace backup acme.tar.zst\ncmtool -C acme-copy workspace restore acme.tar.zst"),
  };
  return command;
}

}  // namespace cmtool
