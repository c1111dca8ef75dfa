// SPDX-License-Identifier: MIT
// What makes the inbox quick: where each item is found, and how it stands.
//
// Derived from the lines of inbox/ and decisions/, and told apart from them: it knows how many bytes of each file are in it, in the
// same transaction as what they said, so that after a crash what is missing is read again. Lost or damaged, it is made anew.
// SQLite is the part "index" (sys/part.hpp). One process writes at a time, under the workspace's lock; others may read meanwhile.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/handling.hpp"
#include "model/item.hpp"
#include "sys/disk.hpp"

namespace cmtool {

/// A row: an item, and how it stands.
struct IndexedItem {
  Item item{};
  Handling handling{};
};

/// Items written before one, as rules ask for them.
struct BeforeQuery {
  Instant until{};                        ///< the item's time,
  Id id{};                                ///< and its id: of those at the same time, what sorts before it counts
  std::optional<Instant> from{};
  std::string author{};                   ///< as author_key() has it (inbox.hpp); empty: anybody
  std::vector<std::string> accounts{};    ///< empty: all
};
/// What is asked of the index; what it cannot decide is left to the caller.
struct IndexQuery {
  std::vector<ItemState> states{};       ///< as recorded; empty: all
  std::vector<std::string> accounts{};   ///< as recorded; empty: all
  std::string on{};                      ///< remote id of our post; empty: whatever they are about
  std::optional<Instant> since{}, until{};
};

class InboxIndex {
 public:
  virtual ~InboxIndex() = default;

  /// How many bytes of a file are in the index.
  virtual Result<std::uint64_t> covered(const std::string& file) = 0;
  /// All files that are known, with what is covered.
  virtual Result<std::vector<std::pair<std::string, std::uint64_t>>> files() = 0;
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  virtual void roll_back() = 0;

  virtual Result<void> cover(const std::string& file, std::uint64_t bytes) = 0;
  /// Adds the item or replaces what is known of it; its handling stays.
  virtual Result<void> put(const Item&) = 0;
  virtual Result<void> set_handling(const Id&, const Handling&) = 0;
  /// Forgets everything.
  virtual Result<void> clear() = 0;
  /// A value kept beside the rows; "" when there is none.
  virtual Result<std::string> value(const std::string& name) = 0;
  virtual Result<void> set_value(const std::string& name, const std::string& value) = 0;

  virtual Result<std::optional<IndexedItem>> by_remote(const std::string& account, const std::string& remote_id) = 0;
  /// Whose handling names this as one of our replies.
  virtual Result<std::optional<IndexedItem>> answered_by(const std::string& account, const std::string& reply) = 0;
  /// At most `limit` items whose id begins so.
  virtual Result<std::vector<IndexedItem>> by_beginning(const std::string& beginning, std::size_t limit) = 0;
  /// Newest first; `take` says false when it has enough.
  virtual Result<void> walk(const IndexQuery&, const std::function<Result<bool>(IndexedItem)>& take) = 0;
  virtual Result<std::uint64_t> count_before(const BeforeQuery&) = 0;
  /// When the first item of an author (author_key(), inbox.hpp) came, and how many there are.
  virtual Result<std::pair<std::optional<Instant>, std::uint64_t>> past_of(const std::string& author) = 0;
  /// The accounts to which the same text (whatever its case and blanks) came in [from, until].
  virtual Result<std::vector<std::string>> accounts_with_text(const std::string& text, Instant from, Instant until) = 0;
  virtual Result<std::uint64_t> count(ItemState, std::optional<Instant> awake_by) = 0;
};

class InboxIndexPart {
 public:
  virtual ~InboxIndexPart() = default;
  /// Opens it, or makes it; "" is one that lives in memory. A file that is no index of this version is made anew.
  [[nodiscard]] virtual Result<std::unique_ptr<InboxIndex>> open(const std::string& path) const = 0;
};

/// Fault::unsupported where the part is not installed.
Result<const InboxIndexPart*> inbox_index_part();

}  // namespace cmtool
