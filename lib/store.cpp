// SPDX-License-Identifier: MIT
#include "store.hpp"

#include "base/tr.hpp"
#include "state/migrate.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

/// Is this the address of a shared workspace?
bool is_shared(const std::string& where) { return where.starts_with("postgresql://") || where.starts_with("postgres://"); }

Error no_shared() {
  return {.fault = Fault::unsupported, .message = tr("this build of cmtool does not know shared workspaces (postgresql://…)"),
          .hint = tr("use a workspace in a folder: -C DIR")};
}

Error newer(const Layout& layout, std::int64_t format) {
  return {.fault = Fault::state,
          .message = tr("the workspace {} has format {}; this cmtool knows format {} at most", layout.root().string(), format, present_format),
          .hint = tr("install a newer cmtool")};
}

/// Without a slash at the end, so that names are made the same way wherever they come from.
Layout layout_of(const std::string& where) {
  Disk::Path path = Disk::Path(where).lexically_normal();
  if (!path.has_filename() && path.has_parent_path() && path != path.root_path()) path = path.parent_path();
  return Layout(path);
}

}  // namespace

Result<std::unique_ptr<Store>> make_store(StoreWorld world, const std::string& where, const Json& settings,
                                          const std::vector<Account>& accounts) {
  if (is_shared(where)) return no_shared();
  const Layout layout = layout_of(where);
  CHECK_OK(make_workspace(world, layout, settings, accounts));
  return open_store(world, where);
}

Result<std::unique_ptr<Store>> open_store(StoreWorld world, const std::string& where) {
  if (is_shared(where)) return no_shared();
  const Layout layout = layout_of(where);
  TRY(const std::int64_t format, format_at(*world.disk, layout));
  if (format > present_format) return newer(layout, format);
  if (format < present_format) {
    return Error{.fault = Fault::state, .message = tr("the workspace {} has the older format {}", layout.root().string(), format),
                 .hint = tr("cmtool workspace migrate brings it up to date, after a backup")};
  }
  return std::unique_ptr<Store>(std::make_unique<FilesStore>(world, layout));
}

Result<std::vector<Finding>> migrate_store(StoreWorld world, const std::string& where, bool dry_run) {
  if (is_shared(where)) return no_shared();
  const Layout layout = layout_of(where);
  TRY(const std::int64_t format, format_at(*world.disk, layout));
  if (format > present_format) return newer(layout, format);
  if (format == present_format) return std::vector<Finding>();
  TRY(const auto lock, lock_workspace(*world.disk, layout));
  std::vector<Finding> done;
  const auto archive = layout.backups() / ("format-" + std::to_string(format) + "-" + iso(world.clock->now()).substr(0, 10) + "-" + new_id(world.clock->now()) + ".tar");
  if (!dry_run) {
    CHECK_OK(make_folders(*world.disk, layout.root(), layout.backups()));
    CHECK_OK(write_backup(*world.disk, layout, archive, true, nullptr));
  }
  done.push_back({.file = layout.shown(archive), .problem = tr("the workspace has format {}", format), .done = tr("a backup is made"), .serious = false});
  TRY(auto steps, migrate_format(*world.disk, layout, format, present_format, dry_run));
  for (auto& step : steps) done.push_back({.file = std::move(step.file), .problem = std::move(step.problem), .done = std::move(step.done), .serious = false});
  return done;
}

Result<void> restore_store(StoreWorld world, const Disk::Path& archive, const std::string& where) {
  if (is_shared(where)) return no_shared();
  return restore_files(world, archive, layout_of(where).root());
}

}  // namespace cmtool
