// SPDX-License-Identifier: MIT
// The part "index": the inbox's index in SQLite.
//
// Write-ahead logging without a sync at each commit: a power cut may lose the last commits, never the database's order, and what they held is
// read again from the lines. Deleted content is overwritten (secure_delete), since people have the right to be forgotten.
#include <sqlite3.h>

#include <filesystem>
#include <map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "state/inbox_index.hpp"

namespace cmtool {
namespace {

constexpr int version = 2;
constexpr int patience_ms = 5000;

constexpr const char* schema = R"(
CREATE TABLE item (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, remote TEXT NOT NULL, state INTEGER NOT NULL,
                   snoozed INTEGER, at INTEGER NOT NULL, author TEXT NOT NULL, text INTEGER NOT NULL, post TEXT NOT NULL, line TEXT NOT NULL, handling TEXT, UNIQUE (account, remote));
CREATE INDEX item_by_state ON item (state, at);
CREATE INDEX item_by_time ON item (at);
CREATE INDEX item_by_author ON item (author, at);
CREATE INDEX item_by_text ON item (text, at);
CREATE INDEX item_by_post ON item (post, at) WHERE post <> '';
CREATE TABLE reply (account TEXT NOT NULL, remote TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (account, remote)) WITHOUT ROWID;
CREATE TABLE file (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)";

std::int64_t number_of(Instant at) { return at.time_since_epoch().count(); }

/// A number that the same words have, whatever their case and what stands between them.
std::int64_t number_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : lower(text)) {
    if (static_cast<unsigned char>(c) <= ' ') continue;
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  return static_cast<std::int64_t>(hash);
}

/// The statements of one database, each prepared once: an index of a million items is made of millions of steps.
class Prepared {
 public:
  explicit Prepared(sqlite3* database) : database_(database) {}
  ~Prepared() { clear(); }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  /// Null when it cannot be prepared. The statements are our own, so that means that the file is no index.
  sqlite3_stmt* take(const std::string& text) {
    auto& held = held_[text];
    if (held == nullptr) sqlite3_prepare_v2(database_, text.c_str(), static_cast<int>(text.size()), &held, nullptr);
    return held;
  }
  void clear() {
    for (const auto& [text, statement] : held_) sqlite3_finalize(statement);
    held_.clear();
  }

 private:
  sqlite3* database_;
  std::map<std::string, sqlite3_stmt*> held_{};
};

/// One use of a statement; no two uses of the same text at a time.
class Statement {
 public:
  Statement(Prepared& prepared, const std::string& text) : held_(prepared.take(text)) {}
  ~Statement() {
    if (held_ == nullptr) return;
    sqlite3_reset(held_);
    sqlite3_clear_bindings(held_);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(const std::string& text) {
    sqlite3_bind_text(held_, ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    return *this;
  }
  Statement& bind(std::int64_t number) {
    sqlite3_bind_int64(held_, ++bound_, number);
    return *this;
  }
  Statement& bind_nothing() {
    sqlite3_bind_null(held_, ++bound_);
    return *this;
  }
  int step() { return held_ == nullptr ? SQLITE_CORRUPT : sqlite3_step(held_); }
  [[nodiscard]] std::string text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(held_, column));
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(held_, column)));
  }
  [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(held_, column); }

 private:
  sqlite3_stmt* held_ = nullptr;
  int bound_ = 0;
};

class SqliteIndex final : public InboxIndex {
 public:
  SqliteIndex(sqlite3* database, std::string path) : database_(database), path_(std::move(path)) {}
  ~SqliteIndex() override {
    prepared_.clear();
    sqlite3_close_v2(database_);
  }
  SqliteIndex(const SqliteIndex&) = delete;
  SqliteIndex& operator=(const SqliteIndex&) = delete;

  Result<std::uint64_t> covered(const std::string& file) override {
    Statement statement(prepared_, "SELECT bytes FROM file WHERE name = ?");
    const int step = statement.bind(file).step();
    if (step == SQLITE_ROW) return static_cast<std::uint64_t>(statement.number(0));
    if (step == SQLITE_DONE) return std::uint64_t{0};
    return fault();
  }

  Result<std::vector<std::pair<std::string, std::uint64_t>>> files() override {
    Statement statement(prepared_, "SELECT name, bytes FROM file");
    std::vector<std::pair<std::string, std::uint64_t>> all;
    int step = statement.step();
    for (; step == SQLITE_ROW; step = statement.step()) all.emplace_back(statement.text(0), static_cast<std::uint64_t>(statement.number(1)));
    if (step != SQLITE_DONE) return fault();
    return all;
  }

  Result<void> begin() override { return execute("BEGIN IMMEDIATE"); }
  Result<void> commit() override { return execute("COMMIT"); }
  void roll_back() override { sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr); }

  Result<void> cover(const std::string& file, std::uint64_t bytes) override {
    return done(Statement(prepared_, "INSERT INTO file VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes")
                    .bind(file).bind(static_cast<std::int64_t>(bytes)));
  }

  Result<void> put(const Item& item) override {
    return done(Statement(prepared_, "INSERT INTO item (id, account, remote, state, at, author, text, post, line) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?) "
                                     "ON CONFLICT (account, remote) DO UPDATE SET at = excluded.at, author = excluded.author, text = excluded.text, post = excluded.post, line = excluded.line")
                    .bind(item.id).bind(item.account).bind(item.remote_id).bind(number_of(item.at)).bind(item.author.remote_id.empty() ? item.author.handle : item.author.remote_id).bind(number_of(item.text)).bind(item.on)
                    .bind(to_json(item).dump()));
  }

  Result<void> set_handling(const Id& id, const Handling& handling) override {
    Statement statement(prepared_, "UPDATE item SET state = ?, snoozed = ?, handling = ? WHERE id = ?");
    statement.bind(static_cast<std::int64_t>(handling.state));
    if (handling.snoozed_until) statement.bind(number_of(*handling.snoozed_until));
    else statement.bind_nothing();
    CHECK_OK(done(statement.bind(to_json(handling).dump()).bind(id)));
    for (const auto& reply : handling.replies) {
      CHECK_OK(done(Statement(prepared_, "INSERT OR IGNORE INTO reply SELECT account, ?, id FROM item WHERE id = ?").bind(reply).bind(id)));
    }
    return {};
  }

  Result<void> clear() override {
    for (const auto* table : {"item", "reply", "file", "value"}) CHECK_OK(execute(std::string("DELETE FROM ") + table));
    return {};
  }

  Result<std::string> value(const std::string& name) override {
    Statement statement(prepared_, "SELECT value FROM value WHERE name = ?");
    const int step = statement.bind(name).step();
    if (step == SQLITE_ROW) return statement.text(0);
    if (step == SQLITE_DONE) return std::string();
    return fault();
  }
  Result<void> set_value(const std::string& name, const std::string& value) override {
    return done(Statement(prepared_, "INSERT INTO value VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").bind(name).bind(value));
  }

  Result<std::optional<IndexedItem>> by_remote(const std::string& account, const std::string& remote_id) override {
    Statement statement(prepared_, "SELECT line, handling FROM item WHERE account = ? AND remote = ?");
    return first(statement.bind(account).bind(remote_id));
  }
  Result<std::optional<IndexedItem>> answered_by(const std::string& account, const std::string& reply) override {
    Statement statement(prepared_, "SELECT line, handling FROM item WHERE id = (SELECT item FROM reply WHERE account = ? AND remote = ?)");
    return first(statement.bind(account).bind(reply));
  }

  Result<std::vector<IndexedItem>> by_beginning(const std::string& beginning, std::size_t limit) override {
    // '~' sorts behind every character of an id.
    Statement statement(prepared_, "SELECT line, handling FROM item WHERE id >= ? AND id < ? ORDER BY id LIMIT ?");
    statement.bind(beginning).bind(beginning + "~").bind(static_cast<std::int64_t>(limit));
    std::vector<IndexedItem> all;
    int step = statement.step();
    for (; step == SQLITE_ROW; step = statement.step()) {
      TRY(auto row, row_of(statement));
      all.push_back(std::move(row));
    }
    if (step != SQLITE_DONE) return fault();
    return all;
  }

  Result<void> walk(const IndexQuery& query, const std::function<Result<bool>(IndexedItem)>& take) override {
    std::string text = "SELECT line, handling FROM item WHERE 1";
    const auto among = [&](const char* column, std::size_t count) {
      text += std::string(" AND ") + column + " IN (?";
      for (std::size_t i = 1; i < count; ++i) text += ", ?";
      text += ")";
    };
    if (!query.states.empty()) among("state", query.states.size());
    if (!query.accounts.empty()) among("account", query.accounts.size());
    // Said twice, so that SQLite sees that the index of those with a post serves.
    if (!query.on.empty()) text += " AND post = ? AND post <> ''";
    if (query.since) text += " AND at >= ?";
    if (query.until) text += " AND at < ?";
    Statement statement(prepared_, text + " ORDER BY at DESC, number DESC");
    for (const auto state : query.states) statement.bind(static_cast<std::int64_t>(state));
    for (const auto& account : query.accounts) statement.bind(account);
    if (!query.on.empty()) statement.bind(query.on);
    if (query.since) statement.bind(number_of(*query.since));
    if (query.until) statement.bind(number_of(*query.until));
    int step = statement.step();
    for (; step == SQLITE_ROW; step = statement.step()) {
      TRY(auto row, row_of(statement));
      TRY(const bool more, take(std::move(row)));
      if (!more) return {};
    }
    if (step != SQLITE_DONE) return fault();
    return {};
  }

  Result<std::uint64_t> count_before(const BeforeQuery& query) override {
    std::string text = "SELECT count(*) FROM item WHERE (at < ? OR (at = ? AND id < ?))";
    if (query.from) text += " AND at >= ?";
    if (!query.author.empty()) text += " AND author = ?";
    for (std::size_t i = 0; i < query.accounts.size(); ++i) text += i == 0 ? " AND account IN (?" : ", ?";
    Statement statement(prepared_, query.accounts.empty() ? text : text + ")");
    statement.bind(number_of(query.until)).bind(number_of(query.until)).bind(query.id);
    if (query.from) statement.bind(number_of(*query.from));
    if (!query.author.empty()) statement.bind(query.author);
    for (const auto& account : query.accounts) statement.bind(account);
    if (statement.step() != SQLITE_ROW) return fault();
    return static_cast<std::uint64_t>(statement.number(0));
  }

  Result<std::pair<std::optional<Instant>, std::uint64_t>> past_of(const std::string& author) override {
    Statement statement(prepared_, "SELECT count(*), min(at) FROM item WHERE author = ?");
    statement.bind(author);
    if (statement.step() != SQLITE_ROW) return fault();
    const auto count = static_cast<std::uint64_t>(statement.number(0));
    return std::pair(count == 0 ? std::nullopt : std::optional(Instant(Instant::duration(statement.number(1)))), count);
  }

  Result<std::vector<std::string>> accounts_with_text(const std::string& text, Instant from, Instant until) override {
    Statement statement(prepared_, "SELECT DISTINCT account FROM item WHERE text = ? AND at >= ? AND at <= ?");
    statement.bind(number_of(text)).bind(number_of(from)).bind(number_of(until));
    std::vector<std::string> all;
    int step = statement.step();
    for (; step == SQLITE_ROW; step = statement.step()) all.push_back(statement.text(0));
    if (step != SQLITE_DONE) return fault();
    return all;
  }

  Result<std::uint64_t> count(ItemState state, std::optional<Instant> awake_by) override {
    Statement statement(prepared_, awake_by ? "SELECT count(*) FROM item WHERE state = ? AND snoozed <= ?" : "SELECT count(*) FROM item WHERE state = ?");
    statement.bind(static_cast<std::int64_t>(state));
    if (awake_by) statement.bind(number_of(*awake_by));
    if (statement.step() != SQLITE_ROW) return fault();
    return static_cast<std::uint64_t>(statement.number(0));
  }

  enum class Found { ready, other, busy, no_place };
  /// Makes it an index of our version, if it is not one.
  Found prepare() {
    sqlite3_busy_timeout(database_, patience_ms);
    const bool set = execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -8000").ok();
    Statement asked(prepared_, "PRAGMA user_version");
    if (!set || asked.step() != SQLITE_ROW) return found();
    if (asked.number(0) != 0) return asked.number(0) == version ? Found::ready : Found::other;
    const bool made = execute("BEGIN IMMEDIATE").ok() && (has_schema() || execute(std::string(schema) + fmt::format("PRAGMA user_version = {};", version)).ok()) && execute("COMMIT").ok();
    return made ? Found::ready : found();
  }

 private:
  [[nodiscard]] Found found() const {
    switch (sqlite3_errcode(database_) & 0xff) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED: return Found::busy;
      case SQLITE_CORRUPT:
      case SQLITE_NOTADB: return Found::other;
      default: return Found::no_place;
    }
  }

  /// Another process may have made it while we waited.
  bool has_schema() {
    Statement asked(prepared_, "PRAGMA user_version");
    return asked.step() == SQLITE_ROW && asked.number(0) == version;
  }

  [[nodiscard]] Error fault() const {
    const int code = sqlite3_errcode(database_);
    const std::string detail = sqlite3_errmsg(database_);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
      return {.fault = Fault::state, .message = tr("another cmtool is at work on the inbox"), .hint = tr("try again"), .where = path_, .detail = detail};
    }
    return {.fault = Fault::state, .message = tr("the inbox's index cannot be used"), .hint = tr("remove it; it is made again from the records"), .where = path_, .detail = detail};
  }

  Result<void> execute(const std::string& text) {
    if (sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return fault();
    return {};
  }
  Result<void> done(Statement& statement) {
    if (statement.step() != SQLITE_DONE) return fault();
    return {};
  }

  Result<IndexedItem> row_of(const Statement& statement) const {
    const auto broken = [&] {
      return Error{.fault = Fault::state, .message = tr("the inbox's index cannot be used"), .hint = tr("remove it; it is made again from the records"), .where = path_};
    };
    const auto line = parse_json(statement.text(0));
    if (!line.ok()) return broken();
    auto item = item_from_json(*line);
    if (!item.ok()) return broken();
    IndexedItem row{.item = std::move(item).value()};
    if (const std::string text = statement.text(1); !text.empty()) {
      const auto parsed = parse_json(text);
      if (!parsed.ok()) return broken();
      auto handling = handling_from_json(*parsed);
      if (!handling.ok()) return broken();
      row.handling = std::move(handling).value();
    }
    return row;
  }

  Result<std::optional<IndexedItem>> first(Statement& statement) {
    const int step = statement.step();
    if (step == SQLITE_DONE) return std::optional<IndexedItem>();
    if (step != SQLITE_ROW) return fault();
    TRY(auto row, row_of(statement));
    return std::optional(std::move(row));
  }

  sqlite3* database_;
  Prepared prepared_{database_};
  std::string path_;
};

struct Opened {
  std::unique_ptr<SqliteIndex> index{};
  SqliteIndex::Found found = SqliteIndex::Found::no_place;
};

/// The path without links in its folders: SQLite refuses any when it is told to follow none, and a home may well lie behind one.
std::string without_links(const std::string& path) {
  std::error_code fault;
  const std::filesystem::path whole(path);
  const auto folder = std::filesystem::canonical(whole.parent_path(), fault);
  return fault ? path : (folder / whole.filename()).string();
}

Opened opened(const std::string& given) {
  const std::string path = given.empty() ? given : without_links(given);
  sqlite3* database = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | (path.empty() ? 0 : SQLITE_OPEN_NOFOLLOW);
  const int code = sqlite3_open_v2(path.empty() ? ":memory:" : path.c_str(), &database, flags, nullptr);
  Opened result{.index = std::make_unique<SqliteIndex>(database, path)};
  if (code == SQLITE_OK) result.found = result.index->prepare();
  return result;
}

class Sqlite final : public InboxIndexPart {
 public:
  Result<std::unique_ptr<InboxIndex>> open(const std::string& path) const override {
    using Found = SqliteIndex::Found;
    auto there = opened(path);
    if (there.found == Found::other) {
      there.index.reset();
      std::error_code ignored;
      for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end, ignored);
      there = opened(path);
    }
    // A medium that cannot be written to, or a folder that is not there: it lives as long as this process.
    if (there.found == Found::no_place) there = opened({});
    if (there.found == Found::ready) return std::unique_ptr<InboxIndex>(std::move(there.index));
    if (there.found == Found::busy) {
      return Error{.fault = Fault::state, .message = tr("another cmtool is at work on the inbox"), .hint = tr("try again"), .where = path};
    }
    return Error{.fault = Fault::state, .message = tr("the inbox's index cannot be made"), .where = path};
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::InboxIndexPart* cmtool_part_index() {
  static const cmtool::Sqlite it;
  return &it;
}
