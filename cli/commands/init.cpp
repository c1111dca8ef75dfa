// SPDX-License-Identifier: MIT
// cmtool init: makes a workspace, with an account that needs nobody's permission.
#include <CLI/CLI.hpp>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

struct InitOptions {
  std::string zone{}, lang{};
};

/// The machine's own zone, where it tells.
std::string machine_zone(World& world) {
  std::string zone = world.variable("TZ");
  if (zone.starts_with(':')) zone.erase(0, 1);
  if (!zone.empty() && check_zone(zone).ok()) return zone;
  if (const auto file = world.disk->read("/etc/timezone", 256); file.ok() && check_zone(trimmed(*file)).ok())
    return std::string(trimmed(*file));
  return "UTC";
}

Result<void> make_folders(Disk& disk, const Disk::Path& folder) {
  if (folder.empty() || disk.facts(folder).ok()) return {};
  CHECK_OK(make_folders(disk, folder.parent_path()));
  return disk.make_folder(folder);
}

std::vector<Column> columns() {
  return {{"workspace", tr("workspace"), Kind::text},
          {"account", tr("account"), Kind::text},
          {"site", tr("site"), Kind::text},
          {"zone", tr("time zone"), Kind::text}};
}

Result<int> init(const InitOptions& options, Env& env) {
  World& world = env.world;
  if (!options.zone.empty()) CHECK_OK(check_zone(options.zone));
  if (env.globals.workspace.empty()) {
    return Error{.fault = Fault::usage,
                 .message = tr("there is no home folder to make the workspace in"),
                 .hint = tr("name a folder with -C")};
  }
  const bool is_url = env.globals.workspace.find("://") != std::string::npos;
  const Disk::Path where = is_url ? Disk::Path(env.globals.workspace)
                                  : (Disk::Path(world.current_folder) / env.globals.workspace).lexically_normal();
  const std::string zone = options.zone.empty() ? machine_zone(world) : options.zone;
  const std::string site = is_url ? std::string() : (where / "site").string();
  const auto unless_url = [&](const std::string& text) { return is_url ? Value{} : Value{text}; };
  const Table record{
      .columns = columns(), .rows = {{where.string(), unless_url("@site"), unless_url(site), zone}}, .single = true};
  if (env.globals.dry_run) {
    env.say(tr("would make the workspace {}", where.string()));
    return exit_code::done;
  }

  Json settings = Json{{"zone", zone}};
  if (!options.lang.empty()) settings.set("lang", options.lang);
  if (!is_url) CHECK_OK(make_folders(*world.disk, where.parent_path()));
  std::vector<Account> accounts;
  if (!is_url) accounts.push_back({.name = "site", .platform = "site", .server = site, .added = world.clock->now()});
  auto made = make_store({.disk = world.disk, .clock = world.clock}, where.string(), settings, accounts);
  if (!made.ok()) {
    Error error = std::move(made).error();
    if (error.fault == Fault::conflict)
      error.hint = tr("nothing was changed; it is ready to use, or choose another with -C or --workspace");
    return error;
  }
  if (!is_url) {
    CHECK_OK(world.disk->make_folder(site));
    env.say(tr("the account @site publishes to {}", site));
  }
  CHECK_OK(env.show_made(where.string(), record));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  const auto options = std::make_shared<InitOptions>();
  app.add_option("--zone", options->zone, tr("the time zone in which times are meant: Europe/Paris"))->type_name(tr("ZONE"));
  return [options](Env& env) -> Result<int> {
    options->lang = env.globals.lang_given;
    return init(*options, env);
  };
}

}  // namespace

const Command& init_command() {
  static const Command command{
      .path = "init",
      .group = N_("Start"),
      .summary = N_("make a workspace, with an account @site on the built-in site platform"),
      .details = N_("A workspace is one client's desk: accounts, posts and settings, in plain files. Without -C or --workspace "
                    "it is the one called "
                    "“default”. With --lang its commands speak that language from then on."),
      .needs = Needs::nothing,
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool init --zone Europe/Paris\ncmtool --workspace acme init --lang fr"),
  };
  return command;
}

}  // namespace cmtool
