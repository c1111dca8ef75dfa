// SPDX-License-Identifier: MIT
// The inbox's records: items, what became of them, and the decisions that made it so.
//
// Items and decisions are only ever added to; how an item stands is what its decisions add up to. The same item is filed once, however
// often a platform tells it. Finding, filing and deciding cost what they touch, not what is kept. Every function is thread-safe;
// no lock is held when one returns. stores/files_inbox.cpp keeps these promises with lines of JSON.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/decision.hpp"
#include "model/handling.hpp"
#include "model/item.hpp"

namespace cmtool {

/// An item and how it stands.
struct InboxItem {
  Item item{};
  Handling handling{};
};

/// What file_items() did.
struct Filed {
  std::vector<Id> fresh{};     ///< seen for the first time
  std::vector<Id> changed{};   ///< edited, or gone, where they were
  std::vector<Id> reopened{};  ///< we had answered or were done, and they answered
};

/// Which items are asked for. Newest first.
struct ItemFilter {
  std::optional<ItemState> state{};   ///< as of `now`; nothing: all
  std::vector<std::string> accounts{};  ///< empty: all
  std::vector<std::string> labels{};  ///< all of these
  std::string assigned{};             ///< "-": nobody
  std::string author{};               ///< remote id, handle or name
  std::string on{};                   ///< remote id of our post
  std::optional<ItemKind> kind{};
  std::optional<Priority> priority{};
  std::optional<Instant> since{}, until{};
  std::vector<std::string> words{};   ///< all of these stand in text or author's name, whatever the case
  Instant now{};
  std::size_t limit = 0;              ///< 0: all
};

/// What is done to one item: gets it as it stands, under the lock; changes its handling and says what was done. `false`: nothing is to be recorded.
using Deciding = std::function<Result<bool>(const InboxItem&, Handling&, Decision&)>;

/// What was erased because a person is to be forgotten.
struct Forgotten {
  std::uint64_t items = 0, decisions = 0;
};

/// What an author is known by: the platform's id, or the handle where there is none.
std::string author_key(const Author&);

/// What an author has written to us so far, on any account.
struct AuthorPast {
  std::uint64_t items = 0;
  std::optional<Instant> first{};
};

/// What the records say of the chain.
struct ChainReport {
  std::uint64_t decisions = 0, erased = 0;
  std::string head{};    ///< hash of the last one
  std::string fault{};   ///< translated; empty: all is well
  Id at{};               ///< the decision that is wrong
};

class Inbox {
 public:
  virtual ~Inbox() = default;

  /// Where fetching an account goes on; "" at the first time.
  virtual Result<std::string> cursor(const std::string& account) = 0;
  /// When an account was last fetched; nothing: never.
  virtual Result<std::optional<Instant>> fetched(const std::string& account) = 0;
  /// Adds what is new, what has changed, and the cursor after it, durably. After a crash in between the same items may be given again: they are known.
  virtual Result<Filed> file_items(const std::string& account, std::vector<Item>, const std::optional<std::string>& cursor) = 0;

  /// By whole id or an unambiguous beginning of at least 4 characters. Fault::not_found; Fault::usage if ambiguous.
  virtual Result<InboxItem> item(const std::string& id_or_beginning) = 0;
  virtual Result<std::optional<InboxItem>> item_by_remote(const std::string& account, const std::string& remote_id) = 0;
  virtual Result<std::vector<InboxItem>> items(const ItemFilter&) = 0;
  /// How many there are in each state, as of `now`: open, pending, snoozed, done.
  virtual Result<std::vector<std::uint64_t>> counts(Instant now) = 0;

  /// How many items stand before this one that are by the same author and came within the time (0: ever); to its account only, or to any.
  virtual Result<std::uint64_t> before_by_author(const Item&, std::chrono::seconds within, bool any_account) = 0;
  /// By author_key().
  virtual Result<AuthorPast> past_of(const std::string& author) = 0;
  virtual Result<std::uint64_t> before_to_account(const Item&, std::chrono::seconds within) = 0;
  /// To how many accounts the same text had come within the time, this one's included.
  virtual Result<std::uint64_t> accounts_with_text(const Item&, std::chrono::seconds within) = 0;

  /// Does something to each item, in one step that nobody else's can come between; one decision each, durably. One result for each, in order.
  virtual std::vector<Result<InboxItem>> decide(const std::vector<Id>&, const Decision& as, const Deciding&) = 0;
  /// Records a decision about no single item.
  virtual Result<Decision> note(Decision) = 0;
  /// Those of an item (empty: all) in [since, until), oldest first. Costs what was decided in these months.
  virtual Result<std::vector<Decision>> decisions(const Id& item, std::optional<Instant> since, std::optional<Instant> until = {}) = 0;
  virtual Result<ChainReport> verify() = 0;

  /// Erases who wrote and what, of all items of this author (author_key()) in all files, and the content of the decisions about them. The items stay,
  /// to be counted, and so does a salted hash of the author, by which nothing of theirs is filed again. May be repeated: what a crash has left is done then.
  virtual Result<Forgotten> forget(const std::string& author) = 0;
  /// Erases who wrote and what, of all items from before then, and the content of the decisions about them; the items stay, to be counted. Where there
  /// are none, it costs next to nothing.
  virtual Result<Forgotten> expire(Instant before) = 0;
};

}  // namespace cmtool
