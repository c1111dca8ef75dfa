// SPDX-License-Identifier: MIT
// A workspace as a directory of JSON files: state/FORMAT.md says which, and why nothing is lost.
//
// The class is one; its functions are spread over files by concern: files.cpp (opening, settings, media, templates, cache),
// files_accounts.cpp, files_posts.cpp (start, claim, save), files_amend.cpp (changes under the lock), files_schedule.cpp (what is due,
// waits and was sent), files_series.cpp (recurrences, stops, hooks, samples), files_import.cpp (many at once), files_find.cpp (looking up), inspection.cpp (check, repair, compact),
// files_backup.cpp (backup, restore).
#pragma once
#include <mutex>
#include <set>
#include <tuple>

#include "state/group_commit.hpp"
#include "state/layout.hpp"
#include "store.hpp"

namespace cmtool {

/// What this cmtool reads and writes.
inline constexpr int present_format = 1;

class FilesStore final : public Store {
 public:
  FilesStore(StoreWorld world, Layout layout) : disk_(*world.disk), clock_(*world.clock), layout_(std::move(layout)) {}
  FilesStore(const FilesStore&) = delete;
  FilesStore& operator=(const FilesStore&) = delete;
  ~FilesStore() override;

  std::string where() const override { return layout_.root().string(); }

  Result<Json> settings() override;
  Result<void> save_settings(const Json&) override;

  Result<std::vector<Account>> accounts() override;
  Result<Account> account(const std::string& name) override;
  Result<void> add_account(const Account&) override;
  Result<void> save_account(const Account&) override;
  Result<void> rename_account(const std::string& from, const std::string& to) override;
  Result<void> remove_account(const std::string& name) override;
  Result<Json> secret(const std::string& account) override;
  Result<void> save_secret(const std::string& account, const Json&) override;
  Result<std::unique_ptr<Lock>> lock_account(const std::string& account, std::chrono::milliseconds patience) override;

  Result<PostRecord> start(const Post&, const std::vector<Delivery>&) override;
  std::vector<Result<PostRecord>> start_many(const std::vector<PostRecord>&) override;
  Result<Delivery> claim(const std::string& delivery, const std::function<Result<void>(Delivery&)>& intent) override;
  Result<void> save(const Delivery&) override;
  Result<void> add_delivery(const Delivery&) override;
  Result<void> save_post(const Post&) override;

  Result<PostRecord> amend(const Id& post, const std::function<Result<void>(PostRecord&)>& change) override;
  std::vector<Result<PostRecord>> amend_many(const std::vector<Id>& posts, const std::function<Result<void>(PostRecord&)>& change) override;

  Result<std::vector<Delivery>> due(Instant now, DeliveryState) override;
  Result<std::optional<std::string>> hook(const std::string& name) override;
  Result<Secret> signing_key() override;
  Result<std::vector<Scheduled>> scheduled(const ScheduleFilter&) override;
  Result<std::vector<Scheduled>> sent(const ScheduleFilter&) override;
  Result<std::vector<Delivery>> in_state(DeliveryState) override;
  Result<void> import_all(const Import&, const std::vector<PostRecord>&) override;
  Result<std::map<std::string, Id>> imported_rows() override;
  Result<std::vector<Series>> all_series() override;
  Result<Series> series(const std::string& id_or_name) override;
  Result<void> add_series(const Series&) override;
  Result<Series> amend_series(const Id&, const std::function<Result<void>(Series&)>& change) override;
  Result<std::vector<Pause>> pauses() override;
  Result<void> save_pause(const Pause&) override;
  Result<void> end_pause(const std::string& account) override;
  Result<std::unique_ptr<Lock>> lock_schedule(std::chrono::milliseconds patience) override;
  Result<std::vector<Sample>> samples(Instant since) override;
  Result<std::size_t> add_samples(const std::vector<Sample>&) override;
  Result<Json> measuring(const std::string& account) override;
  Result<void> save_measuring(const std::string& account, const Json&) override;

  Inbox& inbox() override;
  Result<std::vector<std::pair<std::string, Json>>> documents(const std::string& kind) override;
  Result<void> save_document(const std::string& kind, const std::string& name, const Json&, bool replace) override;
  Result<void> remove_document(const std::string& kind, const std::string& name) override;

  Result<Delivery> delivery(const std::string& id) override;
  Result<PostRecord> post(const std::string& id_or_beginning) override;
  Result<std::optional<PostRecord>> post_by_key(const std::string& key) override;
  Result<std::vector<PostRecord>> posts(const PostFilter&) override;
  Result<std::vector<Delivery>> abandoned() override;

  Result<void> keep_media(const std::string& sha256, const std::string& extension, Source&) override;
  Result<std::unique_ptr<Source>> open_media(const std::string& sha256, const std::string& extension) override;
  Result<std::string> text_template(const std::string& name) override;
  Result<std::optional<Json>> cached(const std::string& name) override;
  Result<void> save_cached(const std::string& name, const Json&) override;

  Result<std::vector<Finding>> check() override;
  Result<std::vector<Finding>> repair(bool dry_run) override;
  Result<std::vector<Finding>> compact(bool dry_run) override;
  Result<void> backup(const Disk::Path& to, bool with_secrets) override;

 private:
  /// A post's file: the post, and to which accounts it goes with the due time under which a waiting delivery is filed.
  struct PostFile {
    Post post{};
    struct Target {
      std::string account{};
      std::optional<Instant> due{};
      bool operator==(const Target&) const = default;
    };
    std::vector<Target> targets{};
    Id import{};  ///< the import that brought it: the post counts once that one's file is there
  };
  /// A delivery's file. Of several copies (a crash between a move's two steps) the one with the highest revision counts.
  struct DeliveryFile {
    Delivery delivery{};
    std::int64_t revision = 0;
    Disk::Path path{};
    std::vector<Disk::Path> stale{};  ///< superseded copies
  };

  static std::string text_of(const PostFile&);
  static std::string text_of(const Delivery&, std::int64_t revision);
  Result<PostFile> read_post(const Disk::Path&);
  Result<DeliveryFile> read_delivery(const Disk::Path&, const std::string& id);
  Result<std::optional<PostFile>> find_post(const Id&);
  Result<std::optional<DeliveryFile>> find_delivery(const std::string& id);
  /// All copies of a delivery in the folders where its id says that they can be.
  Result<std::vector<DeliveryFile>> copies(const std::string& id, const std::vector<Disk::Path>& places);
  Result<std::vector<Disk::Path>> places(const std::string& id, const PostFile&);
  Result<std::vector<Disk::Path>> all_timed_places(const std::string& id);
  Result<PostRecord> record_of(PostFile);
  /// Is the import complete? What it did not bring to its end never was.
  Result<bool> is_complete(const Id& import);
  Result<Change> prepare_amend(const Id&, const std::vector<std::string>& names, const std::function<Result<void>(PostRecord&)>& change,
                               PostRecord& made);
  /// What changes a delivery's record from one state to another.
  void add_to(Change&, const DeliveryFile& before, Delivery after, bool lasts);
  /// Where a delivery that waits, or is held, is filed by its time.
  struct FiledPlace {
    std::string day{}, minute{}, id{};
    DeliveryState state{};
    bool doubled = false;  ///< it is filed in another place, too
    bool operator<(const FiledPlace& other) const { return std::tie(day, minute, id) < std::tie(other.day, other.minute, other.id); }
  };
  /// By time; of several copies the earliest.
  Result<std::vector<FiledPlace>> filed_places(const ScheduleFilter&);
  /// What is filed there, with its post, if that is its newest record. `post` is kept from one call to the next.
  Result<std::optional<Scheduled>> filed_at(const FiledPlace&, std::optional<PostFile>& post);
  /// Marks those that have a copy in a state that is not filed by time. Costs what is asked for, not what was ever sent.
  Result<void> mark_copied(std::vector<FiledPlace>&);
  /// The days up to now on which something may be filed.
  Result<std::vector<std::string>> days_until(Instant now, DeliveryState);
  Result<std::vector<Id>> ids_in_month(const std::string& month);
  Result<std::vector<std::string>> months();
  Result<std::optional<Id>> id_of_key(const std::string& key);

  Result<Change> prepare_start(PostRecord& record, const std::string& run);
  Result<Change> prepare_claim(const std::string& id, const std::string& run, const std::function<Result<void>(Delivery&)>& intent,
                               Delivery& claimed);
  Result<Change> prepare_save(const Delivery&);
  /// The name of this process's lock file, made and locked at first use.
  Result<std::string> our_run();
  /// Does a living process hold this lease?
  Result<bool> alive(const Lease&);
  Lease lease(const std::string& run);

  Result<std::optional<std::string>> new_name_of(const std::string& account);
  /// All names under which posts may know this account: the one given, the present one, the former ones.
  Result<std::set<std::string>> names_of(const std::string& account);
  Result<std::vector<Account>> all_accounts();
  Result<Account> read_account(const std::string& name);

  friend class Inspection;
  friend class FilesInbox;

  Disk& disk_;
  Clock& clock_;
  Layout layout_;
  GroupCommit group_{disk_, layout_};
  std::mutex imports_mutex_{};
  std::set<Id> complete_imports_{};  ///< known to be complete: they stay so
  std::mutex run_mutex_{};
  std::string run_{};
  std::unique_ptr<Lock> run_lock_{};
  std::once_flag inbox_once_{};
  std::shared_ptr<Inbox> inbox_{};  ///< made at first use
};

/// Fault::state when the workspace's folder is not a folder of ours, or others may write to it. Takes away their right to read.
Result<void> check_private(Disk&, const Disk::Path& root);
/// The number in format.json. Fault::not_found when there is no workspace here.
Result<std::int64_t> format_at(Disk&, const Layout&);
/// Makes the folders and format.json of an empty workspace, format.json last.
Result<void> make_workspace(StoreWorld, const Layout&, const Json& settings, const std::vector<Account>&);
/// The folders that a workspace has from the start.
std::vector<Disk::Path> workspace_folders(const Layout&);

/// The names in a folder; none where there is no folder.
Result<std::vector<Entry>> entries_if_there(Disk&, const Disk::Path&);

/// Makes a folder and those above it that are missing, so that their names last.
Result<void> make_path(Disk&, const Disk::Path&);
/// Writes the archive that `workspace backup` makes; the workspace's lock is given back once the records are in it.
Result<void> write_backup(Disk&, const Layout&, const Disk::Path& to, bool with_secrets, std::unique_ptr<Lock> held);
/// Unpacks an archive to a new workspace at `where`, all or nothing.
Result<void> restore_files(StoreWorld, const Disk::Path& archive, const Disk::Path& where);

}  // namespace cmtool
