// SPDX-License-Identifier: MIT
#include "stores/files.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr std::size_t piece_size = 1u << 20;
constexpr std::uint64_t largest_template = 1u << 20;

/// Only letters and digits may become part of a path.
bool is_plain(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), is_letter_or_digit);
}

Error no_workspace(const Disk::Path& root) {
  return {.fault = Fault::not_found, .message = tr("there is no workspace at {}", root.string()),
          .hint = tr("cmtool init makes one; -C DIR and --workspace NAME choose another")};
}

/// Does this folder hold any record but the files of these accounts? (The folders themselves are none.)
Result<bool> has_records(Disk& disk, const Layout& layout, const std::vector<Account>& but = {}) {
  std::set<std::string> passed_over;
  for (const auto& account : but) passed_over.insert(layout.account(account.name).filename());
  for (const auto& folder : {layout.accounts(), layout.secrets(), layout.posts(), layout.keys()}) {
    const auto found = disk.list(folder);
    if (!found.ok() && found.error().fault != Fault::not_found) return found.error();
    if (!found.ok()) continue;
    for (const auto& entry : *found) {
      const bool known = folder == layout.accounts() && passed_over.contains(entry.name);
      if (!known && !is_temporary(entry.name)) return true;
    }
  }
  return false;
}

/// Fault::conflict when the folder holds what is not ours.
Result<void> check_empty(Disk& disk, const Layout& layout, const std::vector<Account>& accounts) {
  std::set<std::string> ours{layout.lock().filename(), layout.settings().filename()};
  for (const auto& folder : workspace_folders(layout)) ours.insert(folder.lexically_relative(layout.root()).begin()->string());
  TRY(const auto found, disk.list(layout.root()));
  for (const auto& entry : found) {
    if (ours.contains(entry.name) || is_temporary(entry.name)) continue;
    return Error{.fault = Fault::conflict, .message = tr("{} holds other files ({}), so no workspace is made there", layout.root().string(), entry.name),
                 .hint = tr("choose an empty or a new folder")};
  }
  TRY(const bool records, has_records(disk, layout, accounts));
  if (!records) return {};
  return damaged(layout.format(), tr("it is missing, but there are records beside it"));
}

}  // namespace

Result<void> make_path(Disk& disk, const Disk::Path& root) {
  if (disk.facts(root).ok()) return {};
  const auto above = root.parent_path();
  if (above == root) return {};
  // What stands above may be a link; make_folder() tells a folder behind it from anything else.
  if (!above.empty()) CHECK_OK(make_path(disk, above));
  CHECK_OK(disk.make_folder(root));
  return disk.sync_folder(above.empty() ? "." : above);
}

std::vector<Disk::Path> workspace_folders(const Layout& layout) {
  std::vector<Disk::Path> all{layout.accounts(), layout.secrets(), layout.posts(), layout.keys(), layout.deliveries()};
  for (const auto state : delivery_states()) all.push_back(layout.deliveries(state));
  for (const auto& folder : {layout.runs(), layout.account_lock("x").parent_path(), layout.media(), layout.templates(), layout.cache(),
                             layout.series(), layout.imports(), layout.pauses(), layout.samples()}) {
    all.push_back(folder);
  }
  return all;
}

Result<void> check_private(Disk& disk, const Disk::Path& root) {
  const auto facts = disk.facts(root);
  if (!facts.ok() && facts.error().fault == Fault::not_found) return no_workspace(root);
  if (!facts.ok()) return facts.error();
  if (facts->kind != Entry::Kind::folder) {
    return Error{.fault = Fault::state, .message = tr("{} is not a folder", root.string())};
  }
  if (!facts->ours) return Error{.fault = Fault::state, .message = tr("the workspace {} belongs to another user", root.string())};
  if ((facts->mode & 022u) != 0) {
    return Error{.fault = Fault::state, .message = tr("others may write to the workspace {}", root.string()),
                 .hint = tr("look whether anything was changed, then chmod 700 {}", root.string())};
  }
  // A copy made with cp or tar has the rights of any folder; nobody could write, so closing it is enough.
  if ((facts->mode & 055u) != 0) return disk.make_private(root);
  return {};
}

Result<std::int64_t> format_at(Disk& disk, const Layout& layout) {
  CHECK_OK(check_private(disk, layout.root()));
  TRY(const auto json, load_json_if_there(disk, layout.format()));
  if (!json) {
    TRY(const bool records, has_records(disk, layout));
    if (records) {
      Error missing = damaged(layout.format(), tr("it is missing, but there are records beside it"));
      missing.hint = tr("if cmtool init was interrupted, run it again; otherwise take the file from a backup");
      return missing;
    }
    return no_workspace(layout.root());
  }
  const Json& number = (*json)["format"];
  if (!number.is_integer() || number.integer_or(-1) < 0) return damaged(layout.format(), tr("“format” is not a number"));
  return number.integer_or(0);
}

Result<void> make_workspace(StoreWorld world, const Layout& layout, const Json& settings, const std::vector<Account>& accounts) {
  Disk& disk = *world.disk;
  CHECK_OK(make_path(disk, layout.root()));
  const auto facts = disk.facts(layout.root());
  if (!facts.ok()) return facts.error();
  if (facts->kind != Entry::Kind::folder || !facts->ours) return check_private(disk, layout.root());
  const Error exists{.fault = Fault::conflict, .message = tr("there is a workspace at {} already", layout.root().string())};
  if (disk.facts(layout.format()).ok()) return exists;
  TRY(const auto before, disk.list(layout.root()));
  if (before.empty() && (facts->mode & 077u) != 0) CHECK_OK(disk.make_private(layout.root()));
  CHECK_OK(check_empty(disk, layout, accounts));
  CHECK_OK(check_private(disk, layout.root()));

  TRY(const auto lock, lock_workspace(disk, layout));
  if (disk.facts(layout.format()).ok()) return exists;
  for (const auto& folder : workspace_folders(layout)) CHECK_OK(disk.make_folder(folder));
  CHECK_OK(disk.sync_folder(layout.deliveries()));
  const Json format{{"format", present_format}, {"made_by", "cmtool " CMTOOL_VERSION}};
  // format.json is what makes it a workspace; without it the rest is an empty shell, which a second init fills.
  Change change{.first = {{layout.settings(), json_text(settings)}}, .last = {{layout.format(), json_text(format)}}};
  for (const auto& account : accounts) {
    if (!is_account_name(account.name)) return Error{.fault = Fault::usage, .message = tr("“{}” cannot be the name of an account", account.name)};
    change.first.push_back({layout.account(account.name), json_text(to_json(account))});
  }
  return commit(disk, layout.root(), {&change}).front();
}

Result<Json> FilesStore::settings() {
  TRY(auto json, load_json_if_there(disk_, layout_.settings()));
  return json ? std::move(*json) : Json::object();
}

Result<void> FilesStore::save_settings(const Json& settings) {
  return group_.run_one({.names = {"settings"}, .prepare = [&]() -> Result<Change> {
    return Change{.first = {{layout_.settings(), json_text(settings)}}};
  }});
}

Result<void> FilesStore::keep_media(const std::string& sha256, const std::string& extension, Source& source) {
  if (!is_plain(sha256) || !is_plain(extension)) return Error{.fault = Fault::internal, .message = tr("a medium has no name")};
  const auto path = layout_.medium(sha256, extension);
  // Its name is its content: whoever was first has done the work for all.
  if (disk_.facts(path).ok()) return {};
  CHECK_OK(source.rewind());
  const auto temporary = temporary_for(path);
  auto made = disk_.write_new(temporary, {});
  if (!made.ok() && made.error().fault == Fault::not_found) {
    CHECK_OK(make_folders(disk_, layout_.root(), layout_.media()));
    made = disk_.write_new(temporary, {});
  }
  CHECK_OK(std::move(made));
  const auto kept = [&]() -> Result<void> {
    Sha256 hash;
    std::string piece(piece_size, '\0');
    for (;;) {
      TRY(const std::size_t got, source.read(piece.data(), piece.size()));
      if (got == 0) break;
      hash.add(std::string_view(piece).substr(0, got));
      CHECK_OK(disk_.append(temporary, std::string_view(piece).substr(0, got)));
    }
    if (hash.hex() != sha256) return Error{.fault = Fault::refused, .message = tr("the file changed while it was read")};
    CHECK_OK(disk_.sync(temporary));
    CHECK_OK(disk_.rename(temporary, path));
    return disk_.sync_folder(layout_.media());
  }();
  if (!kept.ok()) (void)disk_.remove(temporary);
  return kept;
}

Result<std::unique_ptr<Source>> FilesStore::open_media(const std::string& sha256, const std::string& extension) {
  if (!is_plain(sha256) || !is_plain(extension)) return Error{.fault = Fault::internal, .message = tr("a medium has no name")};
  const auto path = layout_.medium(sha256, extension);
  auto source = disk_.open(path);
  if (!source.ok() && source.error().fault == Fault::not_found) return damaged(path, tr("it is missing"));
  return source;
}

Result<std::string> FilesStore::text_template(const std::string& name) {
  if (is_account_name(name)) {
    auto text = disk_.read(layout_.templates() / name, largest_template);
    if (text.ok() || text.error().fault != Fault::not_found) return text;
  }
  std::vector<std::string> names;
  if (const auto entries = disk_.list(layout_.templates()); entries.ok()) {
    for (const auto& entry : *entries) {
      if (entry.kind == Entry::Kind::file && is_account_name(entry.name)) names.push_back(entry.name);
    }
  }
  return Error{.fault = Fault::not_found, .message = tr("there is no template “{}”", name),
               .hint = names.empty() ? tr("put a text file of that name into {}", layout_.templates().string())
                                     : tr("there are: {}", joined(names, ", "))};
}

Result<std::optional<Json>> FilesStore::cached(const std::string& name) {
  auto json = load_json(disk_, layout_.cached(name));
  return json.ok() ? std::optional<Json>(std::move(json).value()) : std::optional<Json>();
}

Result<void> FilesStore::save_cached(const std::string& name, const Json& json) {
  const auto path = layout_.cached(name);
  // Not synced: it can be made again, and a torn file counts as none.
  const auto temporary = temporary_for(path);
  auto written = disk_.write_new(temporary, json_text(json));
  if (!written.ok() && written.error().fault == Fault::not_found) {
    CHECK_OK(disk_.make_folder(layout_.cache()));
    written = disk_.write_new(temporary, json_text(json));
  }
  CHECK_OK(std::move(written));
  auto placed = disk_.rename(temporary, path);
  if (!placed.ok()) (void)disk_.remove(temporary);
  return placed;
}

}  // namespace cmtool
