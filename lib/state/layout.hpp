// SPDX-License-Identifier: MIT
// Every file name of a workspace, made in one place.
//
// FORMAT.md is the description for people; this is the same for the program. Names of strangers (accounts, templates)
// are checked before they come here; ids and hashes are safe by their alphabet.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/time.hpp"
#include "model/delivery.hpp"

namespace cmtool {

/// The post's id and the account in "POST.ACCOUNT"; nothing when it is not such an id.
struct DeliveryName {
  Id post{};
  std::string account{};
};
std::optional<DeliveryName> delivery_name(std::string_view id);

/// "2026-11"? Folders of other names are not ours.
bool is_month(std::string_view);
/// "2026-12-24"?
bool is_day(std::string_view);

/// Is this the name of a temporary file, left behind by a process that was killed?
bool is_temporary(std::string_view name);
/// "0900" and the id in "0900-POST.ACCOUNT.json"; nothing for any other name.
struct FiledName {
  std::string minute{};
  std::string id{};
};
std::optional<FiledName> filed_name(std::string_view file);

/// A new name for a temporary file in the folder of `final`.
std::filesystem::path temporary_for(const std::filesystem::path& final);

/// The id in "ID.json"; nothing for any other name.
std::optional<std::string> record_name(std::string_view file);

class Layout {
 public:
  using Path = std::filesystem::path;
  explicit Layout(Path root) : root_(std::move(root)) {}

  [[nodiscard]] const Path& root() const { return root_; }
  [[nodiscard]] Path format() const { return root_ / "format.json"; }
  [[nodiscard]] Path settings() const { return root_ / "settings.json"; }
  /// Guards every change of records; never deleted.
  [[nodiscard]] Path lock() const { return root_ / "lock"; }

  [[nodiscard]] Path accounts() const { return root_ / "accounts"; }
  [[nodiscard]] Path account(const std::string& name) const { return accounts() / (name + ".json"); }
  [[nodiscard]] Path secrets() const { return root_ / "secrets"; }
  [[nodiscard]] Path secret(const std::string& name) const { return secrets() / (name + ".json"); }
  /// Signs the codes with which a client approves; "@" begins no account's name.
  [[nodiscard]] Path signing_key() const { return secrets() / "@approval.json"; }
  /// Held while an account's tokens are refreshed.
  [[nodiscard]] Path account_lock(const std::string& name) const { return root_ / "locks" / (name + ".lock"); }

  [[nodiscard]] Path posts() const { return root_ / "posts"; }
  [[nodiscard]] Path posts(const std::string& month) const { return posts() / month; }
  [[nodiscard]] Path post(const Id& id) const { return posts(month_of(made_at(id))) / (id + ".json"); }
  [[nodiscard]] Path keys() const { return root_ / "keys"; }
  /// Which post was made under a user's --key.
  [[nodiscard]] Path key(const std::string& key) const;

  [[nodiscard]] Path deliveries() const { return root_ / "deliveries"; }
  [[nodiscard]] Path deliveries(DeliveryState state) const { return deliveries() / std::string(slug(state)); }
  /// Where the record belongs by its state, its due time and its receipt.
  [[nodiscard]] Path delivery(const Delivery&) const;
  /// The same for a state in which neither time matters.
  [[nodiscard]] Path delivery(DeliveryState state, const std::string& id) const { return deliveries(state) / (id + ".json"); }
  [[nodiscard]] Path sent(const std::string& month, const std::string& id) const;
  /// Of one that is still to go out (`waiting` or `held`), by its due time (UTC).
  [[nodiscard]] Path filed_by_time(DeliveryState state, Instant due, const std::string& id) const;
  /// The folder of a day (UTC, "2026-12-24") in `waiting` or `held`, and the beginning ("0900-") of its files' names.
  [[nodiscard]] Path day(DeliveryState state, const std::string& day) const { return deliveries(state) / day; }

  /// Recurrences and evergreen queues.
  [[nodiscard]] Path series() const { return root_ / "series"; }
  [[nodiscard]] Path series(const std::string& id) const { return series() / (id + ".json"); }
  /// What an import has added is visible once its file is here.
  [[nodiscard]] Path imports() const { return root_ / "imports"; }
  [[nodiscard]] Path import(const Id& id) const { return imports() / (id + ".json"); }
  /// One file for each account whose publishing is stopped; all.json for everybody's.
  [[nodiscard]] Path pauses() const { return root_ / "pauses"; }
  [[nodiscard]] Path pause(const std::string& account) const { return pauses() / (account.empty() ? "@all.json" : account + ".json"); }
  /// Held by the one `schedule run` that is at work.
  [[nodiscard]] Path schedule_lock() const { return root_ / "locks" / "@schedule.lock"; }
  /// Metrics, a file for each month.
  [[nodiscard]] Path samples() const { return root_ / "samples"; }
  [[nodiscard]] Path hooks() const { return root_ / "hooks"; }
  /// What others said, by account (under the name that it had then) and by the month in which it was filed.
  [[nodiscard]] Path inbox() const { return root_ / "inbox"; }
  [[nodiscard]] Path inbox(const std::string& account) const { return inbox() / account; }
  [[nodiscard]] Path decisions() const { return root_ / "decisions"; }
  [[nodiscard]] Path cursors() const { return root_ / "cursors"; }
  [[nodiscard]] Path cursor(const std::string& account) const { return cursors() / (account + ".json"); }
  /// Where measuring an account goes on.
  [[nodiscard]] Path measuring() const { return root_ / "measuring"; }
  [[nodiscard]] Path measuring(const std::string& account) const { return measuring() / (account + ".json"); }
  /// Documents of the user's: "rules", "replies", "people".
  [[nodiscard]] Path documents(const std::string& kind) const { return root_ / kind; }
  /// Made again from inbox/ and decisions/ where it is lost.
  [[nodiscard]] Path inbox_index() const { return cache() / "inbox.sqlite"; }

  [[nodiscard]] Path runs() const { return root_ / "runs"; }
  /// Locked for as long as the process that publishes lives.
  [[nodiscard]] Path run(const std::string& run) const { return runs() / (run + ".lock"); }

  [[nodiscard]] Path media() const { return root_ / "media"; }
  [[nodiscard]] Path medium(const std::string& sha256, const std::string& extension) const { return media() / (sha256 + "." + extension); }
  [[nodiscard]] Path templates() const { return root_ / "templates"; }
  [[nodiscard]] Path cache() const { return root_ / "cache"; }
  [[nodiscard]] Path cached(const std::string& name) const;
  /// Archives made before a migration.
  [[nodiscard]] Path backups() const { return root_ / "backups"; }
  /// Where repair puts records that cannot be read.
  [[nodiscard]] Path damaged() const { return root_ / "damaged"; }

  /// As a person names it: relative to the workspace.
  [[nodiscard]] std::string shown(const Path& path) const { return path.lexically_relative(root_).string(); }

 private:
  Path root_;
};

}  // namespace cmtool
