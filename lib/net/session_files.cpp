// SPDX-License-Identifier: MIT
// The part of Session for platforms that live in a folder: careful files below account().server.
#include <algorithm>
#include <filesystem>

#include "base/ascii.hpp"
#include "base/id.hpp"
#include "base/tr.hpp"
#include "net/session.hpp"
#include "sys/gunzip.hpp"

namespace cmtool {
namespace {

constexpr std::string_view unfinished = ".cmtool-";  // how a file is called while it is being written
constexpr std::size_t copy_step = 1u << 20;
constexpr std::chrono::seconds lock_patience{30};

Error outside(const std::string& path) {
  return Error{.fault = Fault::refused, .message = tr("“{}” is not a path inside the account's folder", path.substr(0, 200))};
}

/// The pieces of a relative path that cannot leave its folder.
Result<std::vector<std::string>> pieces_of(const std::string& path) {
  auto pieces = split(path, '/');
  const bool good = path.size() <= 1000 && std::all_of(pieces.begin(), pieces.end(), [](const std::string& piece) {
                      return !piece.empty() && piece != "." && piece != ".." && piece.size() <= 255 &&
                             !piece.starts_with(unfinished) && piece.find('\0') == std::string::npos;
                    });
  if (!good) return outside(path);
  return pieces;
}

/// Where the file is. Its folders must be true folders: a symlink in between could lead anywhere.
Result<Disk::Path> inside(Disk& disk, const std::string& folder, const std::string& path) {
  if (folder.empty()) return Error{.fault = Fault::usage, .message = tr("the account has no folder")};
  TRY(const auto pieces, pieces_of(path));
  Disk::Path at = folder;
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    at /= pieces[i];
    auto facts = disk.facts(at);
    if (!facts.ok() && facts.error().fault == Fault::not_found) return Disk::Path(folder) / path;
    if (!facts.ok()) return std::move(facts).error();
    if (facts->kind != Entry::Kind::folder) return outside(path);
  }
  return at / pieces.back();
}

/// The same for a folder, "" being the account's own. Its own name, too, must be a folder and no symlink.
Result<Disk::Path> folder_inside(Disk& disk, const std::string& folder, const std::string& path) {
  if (path.empty()) return Disk::Path(folder);
  TRY(const auto at, inside(disk, folder, path));
  const auto facts = disk.facts(at);
  if (facts.ok() && facts->kind != Entry::Kind::folder) return outside(path);
  return at;
}

/// Makes what is missing of a folder, each new name synced in the folder above it.
Result<void> make_folders(Disk& disk, const Disk::Path& folder, Readable readable) {
  if (folder.empty() || folder == folder.root_path()) return {};
  auto facts = disk.facts(folder);
  // A symlink is fine here: a user may have put the whole site elsewhere. What is below the site's folder was checked.
  if (facts.ok()) return {};
  if (facts.error().fault != Fault::not_found) return std::move(facts).error();
  const bool hidden = folder.filename().native().starts_with('.');
  CHECK_OK(make_folders(disk, folder.parent_path(), hidden ? Readable::everyone : readable));
  CHECK_OK(disk.make_folder(folder, readable));
  return disk.sync_folder(folder.parent_path().empty() ? Disk::Path(".") : folder.parent_path());
}

/// Does a folder above keep others out anyway? Then nothing below pretends to be for them: a site inside a private workspace.
bool is_private(Disk& disk, const Disk::Path& folder) {
  constexpr unsigned others_may_enter = 0001;
  for (Disk::Path above = folder.parent_path(); !above.empty(); above = above.parent_path()) {
    const auto facts = disk.facts(above);
    if (facts.ok() && facts->kind == Entry::Kind::folder && (facts->mode & others_may_enter) == 0) return true;
    if (above == above.root_path()) break;
  }
  return false;
}

/// A published folder is for everyone, but what a name with a dot hides in it is not: records, comments, addresses.
Readable readers_of(Disk& disk, const std::string& folder, const std::string& path) {
  const bool hidden = path.starts_with('.') || path.find("/.") != std::string::npos;
  return hidden || is_private(disk, folder) ? Readable::owner : Readable::everyone;
}

Disk::Path unfinished_name(const Disk::Path& file) { return file.parent_path() / (std::string(unfinished) + random_hex(8)); }

/// Puts a file that was written under another name in its place, durably; removes it when that cannot be done.
Result<void> put_in_place(Disk& disk, const Disk::Path& written, const Disk::Path& file, Result<void> so_far) {
  if (so_far.ok()) so_far = disk.sync(written);
  if (so_far.ok()) so_far = disk.rename(written, file);
  if (!so_far.ok()) {
    (void)disk.remove(written);
    return so_far;
  }
  return disk.sync_folder(file.parent_path());
}

Result<void> copy(Disk& disk, Source& from, const Disk::Path& to, Readable readable) {
  std::string buffer(copy_step, '\0');
  CHECK_OK(disk.write_new(to, {}, readable));
  for (;;) {
    TRY(const std::size_t got, from.read(buffer.data(), buffer.size()));
    if (got == 0) return {};
    CHECK_OK(disk.append(to, std::string_view(buffer).substr(0, got)));
  }
}

}  // namespace

Result<std::string> Session::read_file(const std::string& path) {
  TRY(const auto file, inside(*parts_.disk, parts_.account.server, path));
  return parts_.disk->read(file);
}

Result<void> Session::write_file(const std::string& path, std::string_view bytes) {
  Disk& disk = *parts_.disk;
  TRY(const auto file, inside(disk, parts_.account.server, path));
  CHECK_OK(make_folders(disk, file.parent_path(), readers_of(disk, parts_.account.server, path)));
  const auto written = unfinished_name(file);
  return put_in_place(disk, written, file, disk.write_new(written, bytes, readers_of(disk, parts_.account.server, path)));
}

Result<void> Session::remove_file(const std::string& path) {
  TRY(const auto file, inside(*parts_.disk, parts_.account.server, path));
  CHECK_OK(parts_.disk->remove(file));
  CHECK_OK(parts_.disk->sync_folder(file.parent_path()));
  const Disk::Path own = parts_.account.server;
  for (auto folder = file.parent_path(); folder != own && folder != folder.parent_path(); folder = folder.parent_path()) {
    auto left = parts_.disk->list(folder);
    // A folder that cannot be removed any more is litter, and no reason to fail: the file is gone.
    if (!left.ok() || !left.value().empty() || !parts_.disk->remove_folder(folder).ok()) break;
  }
  return {};
}

Result<std::vector<std::string>> Session::list_files(const std::string& path) {
  TRY(const auto folder, folder_inside(*parts_.disk, parts_.account.server, path));
  auto entries = parts_.disk->list(folder);
  if (!entries.ok() && entries.error().fault == Fault::not_found) return std::vector<std::string>{};
  if (!entries.ok()) return std::move(entries).error();
  std::vector<std::string> names;
  for (auto& entry : entries.value()) {
    if (!entry.name.starts_with(unfinished)) names.push_back(std::move(entry.name));
  }
  return names;
}

Result<void> Session::remove_unfinished(const std::string& path) {
  Disk& disk = *parts_.disk;
  TRY(const auto folder, folder_inside(disk, parts_.account.server, path));
  const auto entries = disk.list(folder);
  if (!entries.ok() && entries.error().fault == Fault::not_found) return {};
  if (!entries.ok()) return entries.error();
  for (const auto& entry : *entries) {
    if (entry.kind == Entry::Kind::file && entry.name.starts_with(unfinished)) CHECK_OK(disk.remove(folder / entry.name));
  }
  return {};
}

Result<void> Session::write_media(const std::string& path, const Media& media) {
  if (!parts_.open_media) return Error{.fault = Fault::internal, .message = tr("this session has no media")};
  Disk& disk = *parts_.disk;
  TRY(const auto file, inside(disk, parts_.account.server, path));
  CHECK_OK(make_folders(disk, file.parent_path(), readers_of(disk, parts_.account.server, path)));
  TRY(const auto from, parts_.open_media(media));
  const auto written = unfinished_name(file);
  return put_in_place(disk, written, file, copy(disk, *from, written, readers_of(disk, parts_.account.server, path)));
}

Result<std::unique_ptr<Lock>> Session::lock_file(const std::string& path) {
  TRY(const auto file, inside(*parts_.disk, parts_.account.server, path));
  CHECK_OK(make_folders(*parts_.disk, file.parent_path(), readers_of(*parts_.disk, parts_.account.server, path)));
  return parts_.disk->lock(file, lock_patience);
}

Result<std::unique_ptr<Source>> Session::open_outside(const std::string& path) {
  if (!Disk::Path(path).is_absolute()) {
    return Error{.fault = Fault::usage, .message = tr("“{}” must be an absolute path", path.substr(0, 200))};
  }
  TRY(auto source, parts_.disk->open(path, true));
  if (!is_gzip_name(path)) return source;
  return unpacked(std::move(source));
}

Result<std::vector<std::string>> Session::list_outside(const std::string& path) {
  TRY(const auto entries, parts_.disk->list(path));
  std::vector<std::string> names;
  for (const auto& entry : entries) {
    if (entry.kind == Entry::Kind::file) names.push_back(entry.name);
  }
  return names;
}

}  // namespace cmtool
