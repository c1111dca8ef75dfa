// SPDX-License-Identifier: MIT
// Backup and restore, for one kind of workspace: state/archive.hpp reads and writes the archive itself.
#include <algorithm>
#include <set>

#include "base/tr.hpp"
#include "state/archive.hpp"
#include "stores/files.hpp"
#include "sys/memory_source.hpp"
#include "sys/place.hpp"

namespace cmtool {
namespace {

/// Stands first in an archive and says where the workspace was: {"workspace": "/home/lea/acme"}. It is not unpacked.
constexpr std::string_view origin_name = ".origin.json";
constexpr std::size_t longest_origin = 64u << 10;

/// Below the root: locks, runs, caches and earlier backups can be made again or belong to this machine.
bool is_kept(const std::string& top, bool with_secrets) {
  static const std::set<std::string> left_out{"lock", "locks", "runs", "cache", "backups", "damaged"};
  return !left_out.contains(top) && (with_secrets || top != "secrets");
}

/// All regular files below a folder, relative to the root.
Result<void> collect(Disk& disk, const Layout& layout, const Disk::Path& folder, bool with_secrets, std::vector<Disk::Path>& to) {
  TRY(const auto entries, disk.list(folder));
  for (const auto& entry : entries) {
    const auto path = folder / entry.name;
    if (folder == layout.root() && !is_kept(entry.name, with_secrets)) continue;
    if (is_temporary(entry.name)) continue;
    if (entry.kind == Entry::Kind::folder) CHECK_OK(collect(disk, layout, path, with_secrets, to));
    else if (entry.kind == Entry::Kind::file) to.push_back(path.lexically_relative(layout.root()));
  }
  return {};
}

/// The workspace's root from the root of the machine, without a slash at its end.
Disk::Path whole_path(const Disk::Path& root) { return root.is_absolute() ? root : (current_folder() / root).lexically_normal(); }

Result<Disk::Path> read_origin(ArchiveReader& reader) {
  std::string text;
  for (;;) {
    TRY(const std::string piece, reader.read());
    if (piece.empty()) break;
    text += piece;
    if (text.size() > longest_origin) return Error{.fault = Fault::refused, .message = tr("{} in the archive is too large", origin_name)};
  }
  const auto json = parse_json(text);
  // Where it says nothing that can be used, no account is touched.
  const Disk::Path origin = json.ok() ? (*json)["workspace"].string_or() : "";
  return origin.is_absolute() ? origin : Disk::Path();
}

/// An account whose folder lay inside the workspace (a site) has it inside the restored one: posts to the copy must not
/// land in the pages of the original.
Result<void> move_folders(Disk& disk, const Layout& layout, const Disk::Path& from, const Disk::Path& to) {
  if (from.empty()) return {};
  TRY(const auto entries, disk.list(layout.accounts()));
  for (const auto& entry : entries) {
    const auto path = layout.accounts() / entry.name;
    const auto account = record_name(entry.name) ? load_json(disk, path) : Result<Json>(Json());
    if (!account.ok()) continue;  // what is damaged is restored as it is; workspace check names it
    const Disk::Path server = (*account)["server"].string_or();
    if (!server.is_absolute()) continue;
    const auto inside = server.lexically_normal().lexically_relative(from);
    if (inside.empty() || *inside.begin() == "..") continue;
    Json moved = *account;
    moved.set("server", (to / inside).lexically_normal().string());
    CHECK_OK(disk.remove(path));
    CHECK_OK(disk.write_new(path, json_text(moved)));
  }
  return {};
}

bool is_medium(const Layout& layout, const Disk::Path& file) { return file.begin()->string() == layout.media().filename(); }

/// Removes a folder and all in it that we have made, as far as that goes.
void remove_tree(Disk& disk, const Disk::Path& folder) {
  const auto entries = disk.list(folder);
  if (entries.ok()) {
    for (const auto& entry : *entries) {
      if (entry.kind == Entry::Kind::folder) remove_tree(disk, folder / entry.name);
      else (void)disk.remove(folder / entry.name);
    }
  }
  (void)disk.remove_folder(folder);
}

/// Makes the workspace at `to`, from where it will be moved to `where`.
Result<void> unpack(StoreWorld world, const Disk::Path& archive, const Layout& to, const Disk::Path& where) {
  Disk& disk = *world.disk;
  Disk::Path origin;
  CHECK_OK(disk.make_folder(to.root()));
  for (const auto& folder : workspace_folders(to)) CHECK_OK(disk.make_folder(folder));
  TRY(const auto reader, open_archive(disk, archive));
  for (;;) {
    TRY(const auto entry, reader->next());
    if (!entry) break;
    if (!is_kept(Disk::Path(entry->name).begin()->string(), true)) {
      return Error{.fault = Fault::refused, .message = tr("{} is not a backup of a workspace: it holds {}", archive.string(), entry->name)};
    }
    if (entry->name == origin_name) {
      TRY(origin, read_origin(*reader));
      continue;
    }
    const auto path = to.root() / entry->name;
    for (Disk::Path folder = to.root(); const auto& piece : Disk::Path(entry->name).parent_path()) {
      CHECK_OK(disk.make_folder(folder /= piece));
    }
    CHECK_OK(disk.write_new(path, {}));
    for (;;) {
      TRY(const std::string piece, reader->read());
      if (piece.empty()) break;
      CHECK_OK(disk.append(path, piece));
    }
  }
  CHECK_OK(move_folders(disk, to, origin, whole_path(where)));
  CHECK_OK(disk.sync_all(to.root()));
  const auto format = format_at(disk, to);
  if (!format.ok() || *format > present_format) {
    return Error{.fault = Fault::refused, .message = tr("{} is not a backup of a workspace that this cmtool knows", archive.string()),
                 .detail = format.ok() ? "" : format.error().message};
  }
  return {};
}

}  // namespace

Result<void> write_backup(Disk& disk, const Layout& layout, const Disk::Path& to, bool with_secrets, std::unique_ptr<Lock> held) {
  std::vector<Disk::Path> files;
  CHECK_OK(collect(disk, layout, layout.root(), with_secrets, files));
  // Records first, while nobody can change them; media never change, so the others need not wait for those.
  std::stable_partition(files.begin(), files.end(), [&](const auto& file) { return !is_medium(layout, file); });
  TRY(const auto writer, make_archive(disk, to));
  const auto written = [&]() -> Result<void> {
    MemorySource origin(json_text(Json{{"workspace", whole_path(layout.root()).string()}}));
    TRY(const auto format, disk.facts(layout.format()));
    CHECK_OK(writer->add({.name = std::string(origin_name), .bytes = origin.size(), .changed = format.changed}, origin));
    for (const auto& file : files) {
      if (file == origin_name) continue;
      if (is_medium(layout, file)) held.reset();
      TRY(const auto source, disk.open(layout.root() / file));
      TRY(const auto facts, disk.facts(layout.root() / file));
      CHECK_OK(writer->add({.name = file.generic_string(), .bytes = source->size(), .changed = facts.changed}, *source));
    }
    return writer->finish();
  }();
  if (!written.ok()) writer->abandon();
  return written;
}

Result<void> FilesStore::backup(const Disk::Path& to, bool with_secrets) {
  TRY(auto lock, lock_workspace(disk_, layout_));
  return write_backup(disk_, layout_, to, with_secrets, std::move(lock));
}

Result<void> restore_files(StoreWorld world, const Disk::Path& archive, const Disk::Path& where) {
  Disk& disk = *world.disk;
  const Error exists{.fault = Fault::conflict, .message = tr("there is something at {} already", where.string()),
                     .hint = tr("a backup is restored to a new folder: choose one with -C DIR")};
  bool replaces_empty = false;
  if (disk.facts(where).ok()) {
    const auto there = disk.list(where);
    if (!there.ok() || !there->empty()) return exists;
    replaces_empty = true;
  }
  const auto above = where.has_parent_path() ? where.parent_path() : Disk::Path(".");
  if (!disk.facts(above).ok()) CHECK_OK(make_path(disk, above));
  const Layout beside(above / (".restoring-" + where.filename().string() + "-" + new_id(world.clock->now())));
  auto done = unpack(world, archive, beside, where);
  if (done.ok()) done = replaces_empty ? disk.rename(beside.root(), where) : disk.rename_new(beside.root(), where);
  if (done.ok()) return disk.sync_folder(above);
  remove_tree(disk, beside.root());
  return done;
}

}  // namespace cmtool
