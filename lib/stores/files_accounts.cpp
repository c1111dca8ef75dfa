// SPDX-License-Identifier: MIT
// Accounts and their secrets.
//
// Posts know accounts by the name that they had then. So a renamed account keeps its former names ("formerly" in its file),
// is found under each of them, and none of them can be given to another account.
#include <algorithm>

#include "base/tr.hpp"
#include "model/former_names.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

constexpr std::string_view renamed = "renamed";  // how many times: tells a leftover from the account when names go back and forth

Error no_account(const std::string& name) {
  return {.fault = Fault::not_found, .message = tr("there is no account @{}", name),
          .hint = tr("cmtool account list shows those that there are"), .where = "@" + name};
}

Error taken(const std::string& name) {
  return {.fault = Fault::conflict, .message = tr("there is an account @{} already", name),
          .hint = tr("choose another name, or run cmtool account remove @{} first", name), .where = "@" + name};
}

Error bad_name(const std::string& name) {
  return {.fault = Fault::usage, .message = tr("“{}” cannot be the name of an account", name),
          .hint = tr("letters, digits, “-”, “_” and “.”, at most 64, beginning with a letter or a digit")};
}

bool was_called(const Account& account, const std::string& name) {
  const auto names = former_names(account);
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Is this what a rename that was killed half-way has left under the old name?
bool is_leftover(const Account& account, const std::vector<Account>& all) {
  const auto times = account.unknown[renamed].integer_or(0);
  return std::any_of(all.begin(), all.end(), [&](const Account& other) {
    return was_called(other, account.name) && other.unknown[renamed].integer_or(0) > times;
  });
}

}  // namespace

Result<Account> FilesStore::read_account(const std::string& name) {
  const auto path = layout_.account(name);
  TRY(const Json json, load_json(disk_, path));
  auto account = account_from_json(json);
  if (!account.ok()) return damaged(path, account.error().message);
  if (account->name != name) return damaged(path, tr("it holds the account @{}", account->name));
  return account;
}

Result<std::vector<Account>> FilesStore::all_accounts() {
  auto entries = disk_.list(layout_.accounts());
  if (!entries.ok() && entries.error().fault == Fault::not_found) return std::vector<Account>();
  if (!entries.ok()) return std::move(entries).error();
  std::vector<Account> all;
  for (const auto& entry : *entries) {
    const auto name = record_name(entry.name);
    if (!name || !is_account_name(*name)) continue;
    auto account = read_account(*name);
    // Removed since the folder was read.
    if (!account.ok() && account.error().fault == Fault::not_found) continue;
    if (!account.ok()) return std::move(account).error();
    all.push_back(std::move(account).value());
  }
  return all;
}

Result<std::optional<std::string>> FilesStore::new_name_of(const std::string& name) {
  TRY(const auto all, all_accounts());
  for (const auto& account : all) {
    if (was_called(account, name)) return std::optional(account.name);
  }
  return std::optional<std::string>();
}

Result<std::set<std::string>> FilesStore::names_of(const std::string& name) {
  std::set<std::string> names{name};
  const auto found = account(name);
  // Of an account that was removed the posts are still there.
  if (!found.ok() && found.error().fault == Fault::not_found) return names;
  if (!found.ok()) return found.error();
  names.insert(found->name);
  const auto before = former_names(*found);
  names.insert(before.begin(), before.end());
  return names;
}

Result<std::vector<Account>> FilesStore::accounts() {
  TRY(auto all, all_accounts());
  std::vector<Account> result;
  for (const auto& account : all) {
    if (!is_leftover(account, all)) result.push_back(account);
  }
  std::sort(result.begin(), result.end(), [](const Account& a, const Account& b) { return a.name < b.name; });
  return result;
}

Result<Account> FilesStore::account(const std::string& name) {
  if (!is_account_name(name)) return no_account(name);
  auto found = read_account(name);
  if (found.ok() || found.error().fault != Fault::not_found) return found;
  TRY(const auto now, new_name_of(name));
  if (now) return read_account(*now);
  return no_account(name);
}

Result<void> FilesStore::add_account(const Account& account) {
  if (!is_account_name(account.name)) return bad_name(account.name);
  return group_.run_one({.names = {"accounts"}, .prepare = [&]() -> Result<Change> {
    if (disk_.facts(layout_.account(account.name)).ok()) return taken(account.name);
    TRY(const auto now, new_name_of(account.name));
    if (now) {
      return Error{.fault = Fault::conflict, .message = tr("@{} is what @{} was called before", account.name, *now),
                   .hint = tr("its posts are still known by that name; choose another one"), .where = "@" + account.name};
    }
    return Change{.first = {{layout_.account(account.name), json_text(to_json(account))}}, .all_new = true};
  }});
}

Result<void> FilesStore::save_account(const Account& account) {
  if (!is_account_name(account.name)) return bad_name(account.name);
  return group_.run_one({.names = {"accounts"}, .prepare = [&]() -> Result<Change> {
    if (!disk_.facts(layout_.account(account.name)).ok()) return no_account(account.name);
    return Change{.first = {{layout_.account(account.name), json_text(to_json(account))}}};
  }});
}

Result<void> FilesStore::rename_account(const std::string& from, const std::string& to) {
  if (!is_account_name(to)) return bad_name(to);
  if (!is_account_name(from)) return no_account(from);
  // Under the new name everything is complete before anything of the old one goes: a crash in between leaves an account
  // under each name, of which accounts() shows the new one, and renaming again finishes the work.
  CHECK_OK(group_.run_one({.names = {"accounts"}, .prepare = [&]() -> Result<Change> {
    auto account = read_account(from);
    if (!account.ok() && account.error().fault == Fault::not_found) return no_account(from);
    if (!account.ok()) return std::move(account).error();
    TRY(const auto now, new_name_of(to));
    if (now && *now != from) return taken(to);
    const auto there = read_account(to);
    if (!there.ok() && there.error().fault != Fault::not_found) return there.error();
    if (there.ok() && !was_called(*there, from)) return taken(to);
    auto names = former_names(*account);
    std::erase(names, to);
    names.push_back(from);
    account->name = to;
    account->unknown.set(formerly, Json::strings(names));
    account->unknown.set(renamed, account->unknown[renamed].integer_or(0) + 1);
    Change change{.last = {{layout_.account(to), json_text(to_json(*account))}}};
    const auto secret = disk_.read(layout_.secret(from));
    if (secret.ok()) change.first.push_back({layout_.secret(to), *secret});
    else if (secret.error().fault != Fault::not_found) return secret.error();
    return change;
  }}));
  return remove_account(from);
}

Result<void> FilesStore::remove_account(const std::string& name) {
  if (!is_account_name(name)) return no_account(name);
  TRY(const auto lock, lock_workspace(disk_, layout_));
  const auto account = disk_.facts(layout_.account(name));
  const auto secret = disk_.facts(layout_.secret(name));
  if (!account.ok() && !secret.ok()) return no_account(name);
  // The secret goes first: an account without one asks for a sign-in, a secret without an account would lie there unseen.
  if (secret.ok()) {
    CHECK_OK(disk_.remove(layout_.secret(name)));
    CHECK_OK(disk_.sync_folder(layout_.secrets()));
  }
  if (!account.ok()) return {};
  CHECK_OK(disk_.remove(layout_.account(name)));
  return disk_.sync_folder(layout_.accounts());
}

Result<Json> FilesStore::secret(const std::string& name) {
  if (!is_account_name(name)) return no_account(name);
  const auto path = layout_.secret(name);
  const auto facts = disk_.facts(path);
  if (!facts.ok() && facts.error().fault == Fault::not_found) {
    return Error{.fault = Fault::not_found, .message = tr("no credentials of @{} are kept in the workspace", name),
                 .hint = tr("run cmtool account refresh @{}", name), .where = "@" + name};
  }
  if (!facts.ok()) return facts.error();
  if ((facts->mode & 077u) != 0 || !facts->ours) {
    return Error{.fault = Fault::state, .message = tr("{} can be read by others, so it is not used", path.string()),
                 .hint = tr("chmod 600 {} and, as others may know it, a new token", path.string()), .where = "@" + name};
  }
  return load_json(disk_, path);
}

Result<void> FilesStore::save_secret(const std::string& name, const Json& secret) {
  if (!is_account_name(name)) return bad_name(name);
  return group_.run_one({.names = {"secret " + name}, .prepare = [&]() -> Result<Change> {
    return Change{.first = {{layout_.secret(name), json_text(secret)}}};
  }});
}

Result<std::unique_ptr<Lock>> FilesStore::lock_account(const std::string& name, std::chrono::milliseconds patience) {
  if (!is_account_name(name)) return no_account(name);
  const auto path = layout_.account_lock(name);
  auto lock = disk_.lock(path, patience);
  if (lock.ok() || lock.error().fault != Fault::not_found) return lock;
  CHECK_OK(disk_.make_folder(path.parent_path()));
  return disk_.lock(path, patience);
}

}  // namespace cmtool
