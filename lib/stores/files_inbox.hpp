// SPDX-License-Identifier: MIT
// The inbox as lines of JSON: inbox/ACCOUNT/2026-11.ndjson and decisions/2026-11.ndjson are the truth, an index makes it quick.
//
// Every change is: take the workspace's lock, bring the index up to what the lines say, add lines, sync them, bring the index up again. So a crash
// between any two steps leaves lines that are read later, or none. The cursor is saved last: what came with it is known when it comes again.
#pragma once
#include <memory>
#include <mutex>

#include "inbox.hpp"
#include "state/inbox_index.hpp"
#include "stores/files.hpp"

namespace cmtool {

class FilesInbox final : public Inbox {
 public:
  explicit FilesInbox(FilesStore& store) : store_(store), disk_(store.disk_), layout_(store.layout_) {}

  Result<std::string> cursor(const std::string& account) override;
  Result<std::optional<Instant>> fetched(const std::string& account) override;
  Result<Filed> file_items(const std::string& account, std::vector<Item>, const std::optional<std::string>& cursor) override;
  Result<InboxItem> item(const std::string& id_or_beginning) override;
  Result<std::optional<InboxItem>> item_by_remote(const std::string& account, const std::string& remote_id) override;
  Result<std::vector<InboxItem>> items(const ItemFilter&) override;
  Result<std::vector<std::uint64_t>> counts(Instant now) override;
  Result<std::uint64_t> before_by_author(const Item&, std::chrono::seconds within, bool any_account) override;
  Result<AuthorPast> past_of(const std::string& author) override;
  Result<std::uint64_t> before_to_account(const Item&, std::chrono::seconds within) override;
  Result<std::uint64_t> accounts_with_text(const Item&, std::chrono::seconds within) override;
  std::vector<Result<InboxItem>> decide(const std::vector<Id>&, const Decision& as, const Deciding&) override;
  Result<Decision> note(Decision) override;
  Result<std::vector<Decision>> decisions(const Id& item, std::optional<Instant> since, std::optional<Instant> until) override;
  Result<ChainReport> verify() override;
  Result<Forgotten> forget(const std::string& author) override;
  Result<Forgotten> expire(Instant before) override;

 private:
  /// What one change adds.
  struct Lines {
    std::vector<Json> items{}, decisions{};
    std::string head{};  ///< the hash of the last decision
  };

  /// What was kept when the account was last fetched, under whichever of its names; null at the first time.
  Result<Json> newest_cursor(const std::string& account);
  /// Opens the index at the first time, and brings it up to what the lines say.
  Result<InboxIndex*> index();
  Result<void> catch_up();
  Result<void> read_file(const std::string& name, const Disk::Path&, std::uint64_t covered);
  Result<void> take_item(const Json&, const Disk::Path&);
  Result<void> take_decision(const Json&, const Disk::Path&);
  /// The files of items and of decisions, in the order in which they are read; relative to the workspace.
  Result<std::vector<std::string>> files();
  Result<std::vector<std::string>> decision_files();
  Result<void> add_lines(const Disk::Path& folder, const std::vector<Json>&);
  /// Adds a decision to `lines`, chained; its `before` and `after` are what distinguishes the two handlings.
  void decided(Lines&, const IndexedItem& before, const Handling& after, Decision);
  Result<std::optional<IndexedItem>> known(const std::set<std::string>& names, const std::string& remote_id);
  Result<void> file_one(const std::set<std::string>& names, Item, Lines&, Filed&);
  Result<void> write(const std::string& account, const Lines&);
  /// Under the name that the account has now.
  InboxItem named_now(IndexedItem);
  Result<IndexedItem> find(InboxIndex&, const std::string& id_or_beginning);

  // Forgetting (files_forget.cpp).

  /// The salt, and the hashes of those who are forgotten; nothing where nobody is.
  struct Oblivion {
    std::string salt{};
    std::set<std::string> people{};
    [[nodiscard]] std::string hash_of(const std::string& author) const;
    [[nodiscard]] bool holds(const Author&) const;
  };
  [[nodiscard]] Disk::Path oblivion_path() const { return layout_.documents("people") / "@forgotten.json"; }
  Result<Oblivion> oblivion();
  using ItemChoice = std::function<bool(const Item&)>;
  /// Erases what is chosen from all files, and makes the index anew.
  Result<Forgotten> erase(const ItemChoice&);
  /// The file's lines with what is to be erased taken out; nothing where nothing is.
  Result<std::optional<std::string>> items_without(const Disk::Path&, const ItemChoice&, std::set<Id>& erased, Forgotten&);
  Result<std::optional<std::string>> decisions_without(const Disk::Path&, const std::set<Id>& items, Forgotten&);

  FilesStore& store_;
  Disk& disk_;
  const Layout& layout_;
  std::mutex mutex_{};
  std::unique_ptr<InboxIndex> index_{};
  std::map<std::string, std::string> names_{};  ///< of accounts: as recorded -> as now
  bool names_known_ = false;
};

}  // namespace cmtool
