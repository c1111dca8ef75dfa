// SPDX-License-Identifier: MIT
// Where a workspace's records lie, and what they promise.
//
// Old or new, never a mixture; said is done; nothing lost; damaged is never read as empty (Fault::state);
// costs what it touches. stores/files.cpp keeps these promises with JSON files (state/FORMAT.md);
// tests/contract/stores_test.cpp holds every store to them. Every function is thread-safe. No lock is
// held when a function returns, so none is ever held across the network.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.hpp"
#include "model/account.hpp"
#include "model/delivery.hpp"
#include "model/pause.hpp"
#include "model/post.hpp"
#include "model/sample.hpp"
#include "model/series.hpp"
#include "sys/clock.hpp"
#include "sys/disk.hpp"

namespace cmtool {

class Inbox;

/// A post with its deliveries.
struct PostRecord {
  Post post{};
  std::vector<Delivery> deliveries{};
  bool existed = false;  ///< start(): the key was known, and this is what is recorded under it
};

/// Which posts `post list` shows. Newest first.
struct PostFilter {
  std::optional<Instant> from{}, until{};
  std::optional<DeliveryState> state{};
  std::string account{};  ///< under whichever of its names, former ones too
  std::string campaign{};
  std::size_t limit = 0;  ///< 0: all
};

/// A delivery that is still to go out, with its post.
struct Scheduled {
  Post post{};
  Delivery delivery{};
};

/// What `schedule list` shows.
struct ScheduleFilter {
  std::optional<Instant> from{}, until{};  ///< due, or sent, in [from, until)
  std::vector<std::string> accounts{};     ///< empty: all
  std::size_t limit = 0;                   ///< 0: all
};

/// An import: what was read, and which post was made of each row.
struct Import {
  Id id{};
  std::string from{};  ///< the file's name
  std::string by{};
  Instant at{};
  std::map<std::string, Id> rows{};  ///< a hash of the row -> the post made of it
};

/// Something that check() found, or repair() did.
struct Finding {
  std::string file{};     ///< relative to the workspace
  std::string problem{};  ///< translated
  std::string done{};     ///< translated; empty when nothing was done
  bool serious = true;    ///< false: litter, no record is touched by it
};

class Store {
 public:
  virtual ~Store() = default;

  virtual std::string where() const = 0;  ///< path or URL, for people

  virtual Result<Json> settings() = 0;
  virtual Result<void> save_settings(const Json&) = 0;

  virtual Result<std::vector<Account>> accounts() = 0;      ///< sorted by name
  virtual Result<Account> account(const std::string& name) = 0;  ///< Fault::not_found
  virtual Result<void> add_account(const Account&) = 0;     ///< Fault::conflict if the name is taken
  virtual Result<void> save_account(const Account&) = 0;
  virtual Result<void> rename_account(const std::string& from, const std::string& to) = 0;  ///< with its secret
  virtual Result<void> remove_account(const std::string& name) = 0;                         ///< with its secret

  /// The credentials kept in the workspace (SecretHome::file). Fault::state when others can read the file.
  virtual Result<Json> secret(const std::string& account) = 0;
  virtual Result<void> save_secret(const std::string& account, const Json&) = 0;
  /// Held while tokens are refreshed, so that one process does it; waits up to `patience`.
  virtual Result<std::unique_ptr<Lock>> lock_account(const std::string& account, std::chrono::milliseconds patience) = 0;

  /// Records a post and its deliveries, durably, in one step. Deliveries in state `sending` get this process's lease.
  /// If post.key is known already, nothing is written and what is recorded is answered, with `existed`;
  /// Fault::conflict if it stands there with another text.
  virtual Result<PostRecord> start(const Post&, const std::vector<Delivery>&) = 0;
  /// The same for many at once with as few syncs as possible; one result for each.
  virtual std::vector<Result<PostRecord>> start_many(const std::vector<PostRecord>&) = 0;
  /// Takes a delivery that is a draft, waits, or is `sending`, `failed` or `unknown`, to send it (again): state `sending`, our lease.
  /// Fault::conflict while a living process holds it; then nothing has changed. `intent` sees the record as it stands, under the lock, and may
  /// change it in the same step; its Error leaves all as it was.
  virtual Result<Delivery> claim(const std::string& delivery, const std::function<Result<void>(Delivery&)>& intent = {}) = 0;
  /// Replaces a delivery's record, durably: a note or an outcome. Moves it to the folder of its state.
  virtual Result<void> save(const Delivery&) = 0;
  /// One more account for a post that is recorded already. Fault::conflict if the post is for it already.
  virtual Result<void> add_delivery(const Delivery&) = 0;
  virtual Result<void> save_post(const Post&) = 0;

  /// Changes a post and its deliveries as one step that nobody else's change can come between: `change` gets them as they
  /// are now, and its Error leaves all as it was. Fault::not_found where there is no such post. Deliveries are neither added nor removed.
  virtual Result<PostRecord> amend(const Id& post, const std::function<Result<void>(PostRecord&)>& change) = 0;
  /// The same for many posts, with as few syncs as possible; one result for each, in order.
  virtual std::vector<Result<PostRecord>> amend_many(const std::vector<Id>& posts, const std::function<Result<void>(PostRecord&)>& change) = 0;

  // `schedule …`

  /// Those that wait (or are held) and are due by `now`, earliest first. Costs what is due, not what waits.
  virtual Result<std::vector<Delivery>> due(Instant now, DeliveryState state = DeliveryState::waiting) = 0;
  /// Those that wait or are held, by due time.
  virtual Result<std::vector<Scheduled>> scheduled(const ScheduleFilter&) = 0;
  /// Those that were sent, by when. Costs what was sent to these accounts in the months asked for.
  virtual Result<std::vector<Scheduled>> sent(const ScheduleFilter&) = 0;
  /// All deliveries in a state of which there are few: `failed`, `unknown`, `expired`, `draft`, `held`.
  virtual Result<std::vector<Delivery>> in_state(DeliveryState) = 0;
  /// Records all posts and their deliveries, durably, in one step: all are there or none.
  virtual Result<void> import_all(const Import&, const std::vector<PostRecord>&) = 0;
  /// Which rows earlier imports have brought, by their hash.
  virtual Result<std::map<std::string, Id>> imported_rows() = 0;

  virtual Result<std::vector<Series>> all_series() = 0;  ///< oldest first
  /// By whole id, name or an unambiguous beginning. Fault::not_found.
  virtual Result<Series> series(const std::string& id_or_name) = 0;
  virtual Result<void> add_series(const Series&) = 0;
  /// As amend().
  virtual Result<Series> amend_series(const Id&, const std::function<Result<void>(Series&)>& change) = 0;

  virtual Result<std::vector<Pause>> pauses() = 0;
  virtual Result<void> save_pause(const Pause&) = 0;
  /// Fault::not_found when nothing is stopped for this account (empty: for all).
  virtual Result<void> end_pause(const std::string& account) = 0;
  /// The executable that the user keeps for an event; nothing when there is none.
  virtual Result<std::optional<std::string>> hook(const std::string& name) = 0;
  /// The secret with which approvals by code are signed; made at first use.
  virtual Result<Secret> signing_key() = 0;
  /// Held by the one `schedule run` that is at work. Fault::state when another one holds it.
  virtual Result<std::unique_ptr<Lock>> lock_schedule(std::chrono::milliseconds patience) = 0;

  /// Samples taken since then.
  virtual Result<std::vector<Sample>> samples(Instant since) = 0;
  /// How many of them were news; the same again adds nothing.
  virtual Result<std::size_t> add_samples(const std::vector<Sample>&) = 0;
  /// Where measuring an account goes on, as measure/collect.hpp knows it; null at the first time.
  virtual Result<Json> measuring(const std::string& account) = 0;
  virtual Result<void> save_measuring(const std::string& account, const Json&) = 0;

  // `moderate …`

  /// What others said and what became of it. Lives as long as the store.
  virtual Inbox& inbox() = 0;
  /// Single JSON documents of the user's, by kind: "rules", "replies", "people". Sorted by name, which is a file's name without its end.
  virtual Result<std::vector<std::pair<std::string, Json>>> documents(const std::string& kind) = 0;
  /// Fault::conflict where a document of that name is there and may not be replaced.
  virtual Result<void> save_document(const std::string& kind, const std::string& name, const Json&, bool replace = true) = 0;
  /// Fault::not_found.
  virtual Result<void> remove_document(const std::string& kind, const std::string& name) = 0;

  virtual Result<Delivery> delivery(const std::string& id) = 0;
  /// By whole id or by an unambiguous beginning of at least 4 characters. Fault::not_found; Fault::usage if ambiguous.
  virtual Result<PostRecord> post(const std::string& id_or_beginning) = 0;
  virtual Result<std::optional<PostRecord>> post_by_key(const std::string& key) = 0;
  virtual Result<std::vector<PostRecord>> posts(const PostFilter&) = 0;
  /// Deliveries left `sending` by processes that are gone.
  virtual Result<std::vector<Delivery>> abandoned() = 0;

  /// Keeps a copy of a medium (already checked) under its SHA-256, durably; fine if it is there.
  virtual Result<void> keep_media(const std::string& sha256, const std::string& extension, Source&) = 0;
  virtual Result<std::unique_ptr<Source>> open_media(const std::string& sha256, const std::string& extension) = 0;

  /// The text of templates/NAME. Fault::not_found names those that there are.
  virtual Result<std::string> text_template(const std::string& name) = 0;

  /// What can be made again: limits of servers, learned pace. Losing it is no loss; damaged counts as absent.
  virtual Result<std::optional<Json>> cached(const std::string& name) = 0;
  virtual Result<void> save_cached(const std::string& name, const Json&) = 0;

  // `workspace …`
  virtual Result<std::vector<Finding>> check() = 0;
  virtual Result<std::vector<Finding>> repair(bool dry_run) = 0;
  virtual Result<std::vector<Finding>> compact(bool dry_run) = 0;
  /// Everything but secrets (unless asked for) as one archive file.
  virtual Result<void> backup(const Disk::Path& to, bool with_secrets) = 0;
};

/// What the stores need of the world.
struct StoreWorld {
  Disk* disk = nullptr;
  Clock* clock = nullptr;
};

/// Makes a workspace with these accounts in it, as a whole or not at all; what was interrupted can be done again.
/// Fault::conflict if there is one.
Result<std::unique_ptr<Store>> make_store(StoreWorld, const std::string& where, const Json& settings,
                                          const std::vector<Account>& accounts = {});
/// Opens a workspace. Fault::not_found with a hint to `cmtool init`; Fault::state if broken, of a newer format,
/// or of an older one (hint: `workspace migrate`) or not private.
Result<std::unique_ptr<Store>> open_store(StoreWorld, const std::string& where);
/// Brings an older workspace to the present format, after a backup. Answers what was done.
Result<std::vector<Finding>> migrate_store(StoreWorld, const std::string& where, bool dry_run);
/// Makes a workspace from an archive. Fault::conflict if there is one at `where`.
Result<void> restore_store(StoreWorld, const Disk::Path& archive, const std::string& where);

}  // namespace cmtool
