// SPDX-License-Identifier: MIT
#include "moderate/import.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "moderate/retention.hpp"

namespace cmtool {
namespace {

constexpr std::size_t filed_at_once = 5000;
constexpr std::size_t asked_singly = 300;                 // fewer rows than that are looked up one by one
constexpr std::uint64_t most_known_in_memory = 300'000;  // and so are those of a larger inbox
constexpr auto same_time = std::chrono::hours(24);        // nearer than that two times differ by a zone or by rounding

std::string without_at(const std::string& handle) { return handle.starts_with('@') ? handle.substr(1) : handle; }

/// Has the account itself written it?
bool is_ours(const ExportRow& row, const Account& account) {
  const Author& author = row.item.author;
  if (row.ours) return true;
  if (!author.remote_id.empty() && (author.remote_id == account.remote_id || author.remote_id == account.handle)) return true;
  const std::string own = without_at(account.handle);
  if (own.empty()) return false;
  if (!author.handle.empty()) return same_ignoring_case(without_at(author.handle), own);
  // A stranger may call himself like us; who has nothing but a name is known by it.
  return author.remote_id == "name:" + author.name && same_ignoring_case(author.name, own);
}

void fill(std::string& known, const std::string& told) {
  if (known.empty()) known = told;
}

/// XML has no other line end than LF, a form of the web sends CR LF.
bool same_text(const std::string& a, const std::string& b) { return a == b || trimmed(replaced(a, "\r\n", "\n")) == trimmed(replaced(b, "\r\n", "\n")); }

/// An item that is known, with what the export knows better.
Item merged(const Item& known, const ExportRow& row) {
  Item item = known;
  const Item& told = row.item;
  if (row.text_said && !same_text(known.text, told.text)) item.text = told.text;
  if (!told.remote_state.empty()) item.remote_state = told.remote_state;
  fill(item.url, told.url);
  fill(item.language, told.language);
  fill(item.on, told.on);
  fill(item.answers, told.answers);
  const Author& was = known.author;
  if (was.remote_id.empty() && was.handle.empty() && was.name.empty()) item.author = told.author;
  else if (was.remote_id == told.author.remote_id && !told.author.name.empty()) item.author.name = told.author.name;
  const auto apart = told.at > known.at ? told.at - known.at : known.at - told.at;
  if (row.at_sure && apart >= same_time) item.at = told.at;
  return item;
}

/// What an account's inbox knows already.
class KnownItems {
 public:
  KnownItems(Inbox& inbox, std::string account) : inbox_(inbox), account_(std::move(account)) {}

  /// For so many rows it pays to read all at once, if there are not too many.
  Result<void> read_for(std::size_t rows, Instant now) {
    if (rows < asked_singly) return {};
    TRY(const auto counts, inbox_.counts(now));
    std::uint64_t all = 0;
    for (const auto count : counts) all += count;
    if (all > most_known_in_memory) return {};
    TRY(auto items, inbox_.items({.accounts = {account_}}));
    whole_ = true;
    for (auto& entry : items) known_.emplace(entry.item.remote_id, std::move(entry.item));
    return {};
  }

  Result<std::optional<Item>> find(const std::string& remote_id) {
    if (whole_) {
      const auto found = known_.find(remote_id);
      return found == known_.end() ? std::nullopt : std::optional(found->second);
    }
    TRY(auto found, inbox_.item_by_remote(account_, remote_id));
    return found ? std::optional(std::move(found->item)) : std::nullopt;
  }

 private:
  Inbox& inbox_;
  std::string account_;
  bool whole_ = false;
  std::unordered_map<std::string, Item> known_{};
};

class ImportPlanning {
 public:
  ImportPlanning(Desk& desk, const std::string& file, const std::optional<Account>& account, std::vector<CalendarFault>& faults)
      : desk_(desk), file_(file), account_(account), faults_(faults) {}

  Result<std::vector<AccountImport>> plan(std::vector<ExportRow> rows) {
    for (auto& row : rows) {
      TRY(auto* const mine, account_of(row));
      if (mine != nullptr) mine->rows.push_back(std::move(row));
    }
    if (!faults_.empty()) return std::vector<AccountImport>();
    TRY(since_, kept_since(desk_));
    std::vector<AccountImport> all;
    for (auto& one : accounts_) {
      if (one->rows.empty()) continue;
      CHECK_OK(look_at(*one));
      all.push_back(std::move(one->import));
    }
    return all;
  }

 private:
  struct Named {
    AccountImport import{};
    std::vector<ExportRow> rows{};
  };

  Named* add(const std::string& name, const Account& account) {
    for (const auto& known : accounts_) {
      if (known->import.account.name == account.name) return by_name_[name] = known.get();
    }
    accounts_.push_back(std::make_unique<Named>(Named{.import = {.account = account}}));
    return by_name_[name] = accounts_.back().get();
  }

  /// Null, with a fault, where there is no such account.
  Result<Named*> account_of(const ExportRow& row) {
    const std::string name = account_ ? account_->name : without_at(row.item.account);
    if (name.empty()) {
      return Error{.fault = Fault::usage, .message = tr("it is not said to which account these items belong"), .hint = tr("name it: --account @name; cmtool account list shows them"), .where = file_};
    }
    if (const auto known = by_name_.find(name); known != by_name_.end()) return known->second;
    if (account_) return add(name, *account_);
    const auto found = is_account_name(name) ? desk_.store.account(name) : Result<Account>(Error{.fault = Fault::not_found});
    if (found.ok()) return add(name, *found);
    if (found.error().fault != Fault::not_found) return found.error();
    by_name_[name] = nullptr;
    faults_.push_back({.file = file_, .line = row.line, .message = tr("there is no account @{}", name), .hint = tr("--account @name takes all of them to one account")});
    return static_cast<Named*>(nullptr);
  }

  Result<void> look_at(Named& one) {
    const Instant now = desk_.world.clock->now();
    KnownItems known(desk_.store.inbox(), one.import.account.name);
    CHECK_OK(known.read_for(one.rows.size(), now));
    // The last of what is said about the same item counts, as an inbox's own lines have it.
    std::unordered_map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < one.rows.size(); ++i) last[one.rows[i].item.remote_id] = i;
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
      ExportRow& row = one.rows[i];
      if (last[row.item.remote_id] != i) continue;
      if (is_ours(row, one.import.account)) {
        ++one.import.ours;
        continue;
      }
      TRY(const auto before, known.find(row.item.remote_id));
      look_at_row(std::move(row), before, now, one.import);
    }
    one.rows.clear();
    return {};
  }

  void look_at_row(ExportRow row, const std::optional<Item>& before, Instant now, AccountImport& import) const {
    // Nobody writes tomorrow.
    if (row.item.at > now + same_time) row.at_sure = false;
    if (!before) {
      if (row.item.gone) return;  // nobody here has ever seen it
      if (row.item.at == Instant{} || row.item.at > now + same_time) row.item.at = now;
      if (since_ && row.item.at < *since_) {
        ++import.too_old;
        return;
      }
      ++import.fresh;
      import.items.push_back(std::move(row.item));
      return;
    }
    Item item = merged(*before, row);
    item.gone = before->gone || row.item.gone;  // an older file brings nothing back
    if (item == *before || before->gone) {
      ++import.known;
      return;
    }
    ++import.changed;
    import.items.push_back(std::move(item));
  }

  Desk& desk_;
  const std::string& file_;
  const std::optional<Account>& account_;
  std::vector<CalendarFault>& faults_;
  std::optional<Instant> since_{};  ///< what is older is not kept
  std::vector<std::unique_ptr<Named>> accounts_{};
  std::map<std::string, Named*, std::less<>> by_name_{};
};

}  // namespace

Result<std::vector<AccountImport>> plan_import(Desk& desk, const std::string& file, std::vector<ExportRow> rows, const std::optional<Account>& account, std::vector<CalendarFault>& faults) {
  return ImportPlanning(desk, file, account, faults).plan(std::move(rows));
}

Result<void> file_import(Desk& desk, std::vector<AccountImport>& imports, const std::function<void(std::size_t done)>& progress) {
  std::size_t done = 0;
  for (auto& import : imports) {
    const std::size_t planned = import.fresh;
    import.fresh = import.changed = 0;
    for (std::size_t at = 0; at < import.items.size(); at += filed_at_once) {
      const auto from = import.items.begin() + static_cast<std::ptrdiff_t>(at);
      const auto to = import.items.begin() + static_cast<std::ptrdiff_t>(std::min(import.items.size(), at + filed_at_once));
      TRY(const auto filed, desk.store.inbox().file_items(import.account.name, {from, to}, std::nullopt));
      import.fresh += filed.fresh.size();
      import.changed += filed.changed.size();
      import.reopened += filed.reopened.size();
      done += static_cast<std::size_t>(to - from);
      if (progress) progress(done);
    }
    import.forgotten = planned > import.fresh ? planned - import.fresh : 0;
  }
  return {};
}

}  // namespace cmtool
