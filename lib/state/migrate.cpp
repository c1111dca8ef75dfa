// SPDX-License-Identifier: MIT
#include "state/migrate.hpp"

#include "base/tr.hpp"
#include "model/account.hpp"

namespace cmtool {
namespace {

using Steps = std::vector<MigrationStep>;

/// The new number; commit() makes it visible only when all else of the change is on the disk.
FileWrite format_file(const Layout& layout, std::int64_t format) {
  return {layout.format(), json_text(Json{{"format", static_cast<long long>(format)}, {"made_by", "cmtool " CMTOOL_VERSION}})};
}

/// Format 0 kept all accounts in one file, accounts.json, and called the workspace's zone "timezone".
Result<Steps> zero_to_one(Disk& disk, const Layout& layout, bool dry_run) {
  Steps steps;
  Change change;
  const auto old_accounts = layout.root() / "accounts.json";
  TRY(const auto accounts, load_json_if_there(disk, old_accounts));
  if (accounts) {
    if (!(*accounts)["accounts"].is_array()) return damaged(old_accounts, tr("“accounts” is missing"));
    for (const auto& json : (*accounts)["accounts"].items()) {
      auto account = account_from_json(json);
      if (!account.ok()) return damaged(old_accounts, account.error().message);
      const auto path = layout.account(account->name);
      steps.push_back({layout.shown(path), tr("all accounts are in one file"), tr("gets a file of its own")});
      change.first.push_back({path, json_text(to_json(*account))});
    }
    change.remove.push_back(old_accounts);
  }
  TRY(auto settings, load_json_if_there(disk, layout.settings()));
  if (settings && settings->contains("timezone")) {
    if (!settings->contains("zone")) settings->set("zone", (*settings)["timezone"]);
    settings->erase("timezone");
    steps.push_back({layout.shown(layout.settings()), tr("“timezone” is now called “zone”"), tr("renamed")});
    change.first.push_back({layout.settings(), json_text(*settings)});
  }
  change.last.push_back(format_file(layout, 1));
  steps.push_back({layout.shown(layout.format()), tr("the workspace has format {}", 0), tr("now has format {}", 1)});
  if (!dry_run) CHECK_OK(commit(disk, layout.root(), {&change}).front());
  return steps;
}

using Migration = Result<Steps> (*)(Disk&, const Layout&, bool);
constexpr Migration migrations[] = {zero_to_one};

}  // namespace

Result<std::vector<MigrationStep>> migrate_format(Disk& disk, const Layout& layout, std::int64_t from, std::int64_t to, bool dry_run) {
  Steps all;
  for (std::int64_t format = from; format < to; ++format) {
    TRY(auto steps, migrations[format](disk, layout, dry_run));
    all.insert(all.end(), std::make_move_iterator(steps.begin()), std::make_move_iterator(steps.end()));
    // A later step reads what the earlier one wrote, so a rehearsal ends with the first.
    if (dry_run) break;
  }
  return all;
}

}  // namespace cmtool
