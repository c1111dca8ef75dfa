// SPDX-License-Identifier: MIT
#include "stores/files_inbox.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "model/former_names.hpp"
#include "state/json_file.hpp"
#include "state/json_lines.hpp"

namespace cmtool {
namespace {

constexpr std::size_t shortest_beginning = 4;
constexpr auto by_inbox = "inbox";

std::string month_file(Instant at) { return month_of(at) + ".ndjson"; }

bool is_month_file(const Entry& entry) {
  return entry.kind == Entry::Kind::file && entry.name.ends_with(".ndjson") && is_month(entry.name.substr(0, entry.name.size() - 7));
}

/// The members that distinguish `b`, as they are in `a`.
Json difference(const Json& a, const Json& b) {
  Json changed = Json::object();
  for (const auto& [key, value] : b.members()) {
    if (!(a[key] == value)) changed.set(key, a[key]);
  }
  return changed;
}

/// Is it the same to a reader, whatever it is called here?
bool same_content(const Item& known, Item item) {
  item.id = known.id;
  item.account = known.account;
  // Followers come and go; a line for each of them would drown the edits.
  item.author.followers = known.author.followers;
  return item == known;
}

bool holds_words(const InboxItem& entry, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  const std::string all = lower(entry.item.text + "\n" + entry.item.author.name + "\n" + entry.item.author.handle);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return all.find(lower(word)) != std::string::npos; });
}

bool is_by(const Author& author, const std::string& who) {
  return author.remote_id == who || lower(author.handle) == lower(who) || author.name == who;
}

bool fits(const InboxItem& entry, const ItemFilter& filter) {
  const auto& handling = entry.handling;
  if (filter.state && state_at(handling, filter.now) != *filter.state) return false;
  if (!filter.accounts.empty() && std::find(filter.accounts.begin(), filter.accounts.end(), entry.item.account) == filter.accounts.end()) return false;
  for (const auto& label : filter.labels) {
    if (!handling.labels.contains(label)) return false;
  }
  if (!filter.assigned.empty() && handling.assigned != (filter.assigned == "-" ? std::string() : filter.assigned)) return false;
  if (!filter.author.empty() && !is_by(entry.item.author, filter.author)) return false;
  if (!filter.on.empty() && entry.item.on != filter.on) return false;
  if (filter.kind && entry.item.kind != *filter.kind) return false;
  if (filter.priority && handling.priority != *filter.priority) return false;
  return holds_words(entry, filter.words);
}

/// An item's id sorts by its time; one from the future, or from before there was a web, by now.
Id id_for(const Item& item, Instant now) {
  const bool believable = item.at > Instant(std::chrono::hours(24 * 365 * 20)) && item.at <= now + std::chrono::hours(24);
  return new_id(believable ? item.at : now);
}

Error no_item(const std::string& id) {
  return {.fault = Fault::not_found, .message = tr("there is no item {}", id), .hint = tr("cmtool moderate list shows those that there are"), .where = id};
}

}  // namespace

Inbox& FilesStore::inbox() {
  std::call_once(inbox_once_, [this] { inbox_ = std::make_shared<FilesInbox>(*this); });
  return *inbox_;
}

Result<std::vector<std::string>> FilesInbox::decision_files() {
  std::vector<std::string> names;
  TRY(const auto months, entries_if_there(disk_, layout_.decisions()));
  for (const auto& month : months) {
    if (is_month_file(month)) names.push_back(layout_.shown(layout_.decisions() / month.name));
  }
  return names;
}

Result<std::vector<std::string>> FilesInbox::files() {
  std::vector<std::string> names;
  TRY(const auto accounts, entries_if_there(disk_, layout_.inbox()));
  for (const auto& account : accounts) {
    if (account.kind != Entry::Kind::folder) continue;
    TRY(const auto months, entries_if_there(disk_, layout_.inbox(account.name)));
    for (const auto& month : months) {
      if (is_month_file(month)) names.push_back(layout_.shown(layout_.inbox(account.name) / month.name));
    }
  }
  TRY(const auto decisions, decision_files());
  names.insert(names.end(), decisions.begin(), decisions.end());
  return names;
}

Result<InboxIndex*> FilesInbox::index() {
  if (index_ == nullptr) {
    TRY(const auto* part, inbox_index_part());
    // SQLite would make it readable for others, by the usual mask; its files beside it take after it. It may be there, or the medium be read-only.
    (void)disk_.write_new(layout_.inbox_index(), {});
    TRY(index_, part->open(layout_.inbox_index().string()));
  }
  CHECK_OK(catch_up());
  return index_.get();
}

Result<void> FilesInbox::catch_up() {
  TRY(const auto names, files());
  TRY(const auto before, index_->files());
  std::map<std::string, std::uint64_t> covered(before.begin(), before.end());
  std::vector<std::string> behind;
  bool rewritten = false;
  for (const auto& name : names) {
    TRY(const auto facts, disk_.facts(layout_.root() / name));
    const auto known = covered.find(name);
    const std::uint64_t bytes = known == covered.end() ? 0 : known->second;
    if (facts.bytes != bytes) behind.push_back(name);
    rewritten = rewritten || facts.bytes < bytes;
    if (known != covered.end()) covered.erase(known);
  }
  // A file that is shorter, or has gone, is another one: a backup was put back, or somebody was forgotten.
  rewritten = rewritten || !covered.empty();
  if (behind.empty() && !rewritten) return {};
  CHECK_OK(index_->begin());
  const auto read = [&]() -> Result<void> {
    if (rewritten) {
      CHECK_OK(index_->clear());
      behind = names;
    }
    for (const auto& name : behind) {
      TRY(const auto from, index_->covered(name));
      CHECK_OK(read_file(name, layout_.root() / name, from));
    }
    return index_->commit();
  };
  auto done = read();
  if (!done.ok()) index_->roll_back();
  return done;
}

Result<void> FilesInbox::read_file(const std::string& name, const Disk::Path& path, std::uint64_t covered) {
  const bool decisions = path.parent_path() == layout_.decisions();
  TRY(const auto added, load_lines_from(disk_, path, covered));
  for (const auto& line : added.objects) CHECK_OK(decisions ? take_decision(line, path) : take_item(line, path));
  return index_->cover(name, added.end);
}

Result<void> FilesInbox::take_item(const Json& line, const Disk::Path& path) {
  const auto item = item_from_json(line);
  if (!item.ok()) return damaged(path, item.error().message);
  if (!is_id(item->id)) return damaged(path, tr("an item has no id"));
  return index_->put(*item);
}

Result<void> FilesInbox::take_decision(const Json& line, const Disk::Path& path) {
  const auto decision = decision_from_json(line);
  if (!decision.ok()) return damaged(path, decision.error().message);
  CHECK_OK(index_->set_value("head", decision->hash));
  if (decision->item.empty() || decision->after.members().empty()) return {};
  TRY(const auto found, index_->by_beginning(decision->item, 1));
  if (found.empty()) return {};  // it was forgotten
  Json handling = to_json(found.front().handling);
  for (const auto& [key, value] : decision->after.members()) handling.set(key, value);
  const auto after = handling_from_json(handling);
  if (!after.ok()) return damaged(path, after.error().message);
  return index_->set_handling(decision->item, *after);
}

Result<Json> FilesInbox::newest_cursor(const std::string& account) {
  TRY(const auto names, store_.names_of(account));
  Json newest;
  for (const auto& name : names) {
    TRY(auto json, load_json_if_there(disk_, layout_.cursor(name)));
    if (json && (*json)["at"].string_or() >= newest["at"].string_or()) newest = *std::move(json);
  }
  return newest;
}

Result<std::string> FilesInbox::cursor(const std::string& account) {
  TRY(const Json newest, newest_cursor(account));
  return newest["cursor"].string_or();
}

Result<std::optional<Instant>> FilesInbox::fetched(const std::string& account) {
  TRY(const Json newest, newest_cursor(account));
  const auto at = parse_iso(newest["at"].string_or());
  return at.ok() ? std::optional(*at) : std::nullopt;
}

Result<std::optional<IndexedItem>> FilesInbox::known(const std::set<std::string>& names, const std::string& remote_id) {
  for (const auto& name : names) {
    TRY(auto found, index_->by_remote(name, remote_id));
    if (found) return found;
  }
  return std::optional<IndexedItem>();
}

void FilesInbox::decided(Lines& lines, const IndexedItem& before, const Handling& after, Decision decision) {
  const Json was = to_json(before.handling), is = to_json(after);
  decision.item = before.item.id;
  decision.before = difference(was, is);
  decision.after = difference(is, was);
  chain(decision, lines.head);
  lines.head = decision.hash;
  lines.decisions.push_back(to_json(decision));
}

Result<void> FilesInbox::file_one(const std::set<std::string>& names, Item item, Lines& lines, Filed& filed) {
  const Instant now = store_.clock_.now();
  TRY(const auto before, known(names, item.remote_id));
  const auto by_the_inbox = [&](const std::string& what, const Json& with) {
    return Decision{.id = new_id(now), .at = now, .by = by_inbox, .what = what, .with = with};
  };
  if (before) {
    if (item.gone) {
      const bool was_gone = before->item.gone;
      item = before->item;
      item.gone = true;
      if (was_gone) return {};
    } else if (same_content(before->item, item)) {
      return {};
    }
    item.id = before->item.id;
    item.account = before->item.account;
    if (!item.author.followers) item.author.followers = before->item.author.followers;
    filed.changed.push_back(item.id);
    lines.items.push_back(to_json(item));
    if (item.gone && before->handling.state != ItemState::done) {
      Handling after = before->handling;
      after.state = ItemState::done;
      decided(lines, *before, after, by_the_inbox("gone", Json::object()));
    }
    return {};
  }
  if (item.gone) return {};
  item.id = id_for(item, now);
  filed.fresh.push_back(item.id);
  lines.items.push_back(to_json(item));
  if (item.answers.empty()) return {};
  std::optional<IndexedItem> answered;
  for (const auto& name : names) {
    if (answered) break;
    TRY(answered, index_->answered_by(name, item.answers));
  }
  if (!answered || state_at(answered->handling, now) == ItemState::open) return {};
  Handling after = answered->handling;
  after.state = ItemState::open;
  after.snoozed_until.reset();
  filed.reopened.push_back(answered->item.id);
  decided(lines, *answered, after, by_the_inbox("reopen", Json{{"answer", item.id}}));
  return {};
}

Result<Filed> FilesInbox::file_items(const std::string& account, std::vector<Item> items, const std::optional<std::string>& cursor) {
  if (!is_account_name(account)) return Error{.fault = Fault::internal, .message = "“" + account + "” is no account's name"};
  const std::lock_guard guard(mutex_);
  TRY(const auto lock, lock_workspace(disk_, layout_));
  TRY(auto* const index, index());
  TRY(const auto names, store_.names_of(account));
  Lines lines;
  TRY(lines.head, index->value("head"));
  TRY(const auto oblivion, this->oblivion());
  Filed filed;
  std::set<std::string> met;
  // The newest of what is said about the same item counts.
  std::reverse(items.begin(), items.end());
  std::vector<Item> once;
  for (auto& item : items) {
    if (!item.remote_id.empty() && met.insert(item.remote_id).second) once.push_back(std::move(item));
  }
  std::reverse(once.begin(), once.end());
  for (auto& item : once) {
    if (oblivion.holds(item.author)) continue;
    item.account = account;
    CHECK_OK(file_one(names, std::move(item), lines, filed));
  }
  CHECK_OK(write(account, lines));
  if (cursor) {
    CHECK_OK(make_folders(disk_, layout_.root(), layout_.cursors()));
    CHECK_OK(save_json(disk_, layout_.cursor(account), Json{{"cursor", *cursor}, {"at", iso(store_.clock_.now())}}));
  }
  return filed;
}

Result<void> FilesInbox::add_lines(const Disk::Path& folder, const std::vector<Json>& objects) {
  if (objects.empty()) return {};
  CHECK_OK(make_folders(disk_, layout_.root(), folder));
  const auto path = folder / month_file(store_.clock_.now());
  TRY(const auto whole, index_->covered(layout_.shown(path)));
  CHECK_OK(append_lines_at(disk_, path, whole, objects));
  return {};
}

Result<void> FilesInbox::write(const std::string& account, const Lines& lines) {
  // What follows from an item is written before it: after a crash in between the item comes again as a new one, and what followed is known.
  CHECK_OK(add_lines(layout_.decisions(), lines.decisions));
  CHECK_OK(add_lines(layout_.inbox(account), lines.items));
  return catch_up();
}

InboxItem FilesInbox::named_now(IndexedItem row) {
  if (!names_known_) {
    if (const auto accounts = store_.accounts(); accounts.ok()) {
      for (const auto& account : *accounts) {
        for (const auto& former : former_names(account)) names_[former] = account.name;
      }
      names_known_ = true;
    }
  }
  const auto now = names_.find(row.item.account);
  if (now != names_.end()) row.item.account = now->second;
  return {.item = std::move(row.item), .handling = std::move(row.handling)};
}

Result<IndexedItem> FilesInbox::find(InboxIndex& index, const std::string& wanted) {
  const std::string id = lower(wanted);
  const bool plain = std::all_of(id.begin(), id.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
  if (!plain || id.size() < shortest_beginning || id.size() > 16) return no_item(wanted);
  TRY(auto found, index.by_beginning(id, 2));
  if (found.empty()) return no_item(wanted);
  if (found.size() > 1 && found.front().item.id != id) {
    return Error{.fault = Fault::usage, .message = tr("more than one item begins with {}", wanted), .hint = tr("give more of it, such as {}", found.front().item.id)};
  }
  return std::move(found.front());
}

Result<InboxItem> FilesInbox::item(const std::string& id_or_beginning) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const index, index());
  TRY(auto row, find(*index, id_or_beginning));
  return named_now(std::move(row));
}

Result<std::optional<InboxItem>> FilesInbox::item_by_remote(const std::string& account, const std::string& remote_id) {
  const std::lock_guard guard(mutex_);
  CHECK_OK(index());
  TRY(const auto names, store_.names_of(account));
  TRY(auto row, known(names, remote_id));
  if (!row) return std::optional<InboxItem>();
  return std::optional(named_now(std::move(*row)));
}

Result<std::vector<InboxItem>> FilesInbox::items(const ItemFilter& filter) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const index, index());
  IndexQuery query{.on = filter.on, .since = filter.since, .until = filter.until};
  // What was snoozed until a time that has passed is open.
  if (filter.state) query.states.push_back(*filter.state);
  if (filter.state == ItemState::open) query.states.push_back(ItemState::snoozed);
  for (const auto& account : filter.accounts) {
    TRY(const auto names, store_.names_of(account));
    query.accounts.insert(query.accounts.end(), names.begin(), names.end());
  }
  std::vector<InboxItem> result;
  CHECK_OK(index->walk(query, [&](IndexedItem row) -> Result<bool> {
    auto entry = named_now(std::move(row));
    if (fits(entry, filter)) result.push_back(std::move(entry));
    return filter.limit == 0 || result.size() < filter.limit;
  }));
  return result;
}

Result<std::vector<std::uint64_t>> FilesInbox::counts(Instant now) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const index, index());
  std::vector<std::uint64_t> all;
  for (const auto state : {ItemState::open, ItemState::pending, ItemState::snoozed, ItemState::done}) {
    TRY(const auto count, index->count(state, std::nullopt));
    all.push_back(count);
  }
  TRY(const auto awake, index->count(ItemState::snoozed, now));
  all[0] += awake;
  all[2] -= awake;
  return all;
}

Result<std::uint64_t> FilesInbox::before_by_author(const Item& item, std::chrono::seconds within, bool any_account) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const index, index());
  BeforeQuery query{.until = item.at, .id = item.id, .author = author_key(item.author)};
  if (query.author.empty()) return std::uint64_t{0};  // nobody knows who it was
  if (within.count() != 0) query.from = item.at - within;
  if (!any_account) {
    TRY(const auto names, store_.names_of(item.account));
    query.accounts = {names.begin(), names.end()};
  }
  return index->count_before(query);
}

Result<AuthorPast> FilesInbox::past_of(const std::string& author) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const index, index());
  TRY(const auto past, index->past_of(author));
  return AuthorPast{.items = past.second, .first = past.first};
}

Result<std::uint64_t> FilesInbox::before_to_account(const Item& item, std::chrono::seconds within) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const index, index());
  TRY(const auto names, store_.names_of(item.account));
  return index->count_before({.until = item.at, .id = item.id, .from = item.at - within, .accounts = {names.begin(), names.end()}});
}

Result<std::uint64_t> FilesInbox::accounts_with_text(const Item& item, std::chrono::seconds within) {
  const std::lock_guard guard(mutex_);
  TRY(auto* const index, index());
  TRY(const auto names, index->accounts_with_text(item.text, item.at - within, item.at));
  std::set<std::string> accounts;
  for (const auto& name : names) accounts.insert(named_now({.item = {.account = name}}).item.account);
  return static_cast<std::uint64_t>(accounts.size());
}

std::vector<Result<InboxItem>> FilesInbox::decide(const std::vector<Id>& ids, const Decision& as, const Deciding& deciding) {
  const std::lock_guard guard(mutex_);
  std::vector<Result<InboxItem>> results;
  const auto all = [&](const Error& error) { return std::vector<Result<InboxItem>>(ids.size(), Result<InboxItem>(error)); };
  const auto lock = lock_workspace(disk_, layout_);
  if (!lock.ok()) return all(lock.error());
  const auto index = this->index();
  if (!index.ok()) return all(index.error());
  Lines lines;
  auto head = (*index)->value("head");
  if (!head.ok()) return all(head.error());
  lines.head = std::move(head).value();
  std::map<Id, Handling> changed;  // an id may be given twice
  for (const auto& id : ids) {
    auto row = find(**index, id);
    if (!row.ok()) {
      results.emplace_back(row.error());
      continue;
    }
    if (const auto again = changed.find(row->item.id); again != changed.end()) row->handling = again->second;
    Decision decision = as;
    decision.at = store_.clock_.now();
    decision.id = new_id(decision.at);
    Handling after = row->handling;
    const auto recorded = deciding(named_now(*row), after, decision);
    if (!recorded.ok()) {
      results.emplace_back(recorded.error());
      continue;
    }
    if (*recorded) {
      decided(lines, *row, after, decision);
      changed[row->item.id] = after;
    }
    results.emplace_back(named_now({.item = row->item, .handling = after}));
  }
  if (const auto written = write({}, lines); !written.ok()) return all(written.error());
  return results;
}

Result<Decision> FilesInbox::note(Decision decision) {
  const std::lock_guard guard(mutex_);
  TRY(const auto lock, lock_workspace(disk_, layout_));
  TRY(auto* const index, index());
  TRY(auto head, index->value("head"));
  decision.at = store_.clock_.now();
  decision.id = new_id(decision.at);
  chain(decision, std::move(head));
  Lines lines;
  lines.decisions.push_back(to_json(decision));
  CHECK_OK(write({}, lines));
  return decision;
}

Result<std::vector<Decision>> FilesInbox::decisions(const Id& item, std::optional<Instant> since, std::optional<Instant> until) {
  const std::lock_guard guard(mutex_);
  TRY(const auto names, decision_files());
  std::vector<Decision> result;
  for (const auto& name : names) {
    const auto path = layout_.root() / name;
    if ((since && path.stem().string() < month_of(*since)) || (until && path.stem().string() > month_of(*until))) continue;
    TRY(const auto lines, load_lines_from(disk_, path, 0));
    for (const auto& line : lines.objects) {
      auto decision = decision_from_json(line);
      if (!decision.ok()) return damaged(path, decision.error().message);
      if ((since && decision->at < *since) || (until && decision->at >= *until) || (!item.empty() && decision->item != item)) continue;
      result.push_back(std::move(decision).value());
    }
  }
  return result;
}

Result<ChainReport> FilesInbox::verify() {
  const std::lock_guard guard(mutex_);
  TRY(const auto names, decision_files());
  ChainReport report;
  for (const auto& name : names) {
    const auto path = layout_.root() / name;
    TRY(const auto lines, load_lines_from(disk_, path, 0));
    for (const auto& line : lines.objects) {
      const auto decision = decision_from_json(line);
      if (!decision.ok()) return damaged(path, decision.error().message);
      report.at = decision->id;
      report.fault = chain_fault(*decision, report.head);
      if (!report.fault.empty()) return report;
      ++report.decisions;
      report.erased += decision->erased ? 1 : 0;
      report.head = decision->hash;
    }
  }
  report.at.clear();
  return report;
}

}  // namespace cmtool
