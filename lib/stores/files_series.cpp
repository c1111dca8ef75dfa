// SPDX-License-Identifier: MIT
// What stands around the schedule: recurrences, stops, hooks, the key of approvals, the lock of a run; and metrics.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "samples.hpp"
#include "state/group_commit.hpp"
#include "state/json_file.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

constexpr std::size_t shortest_beginning = 4;

Error no_series(const std::string& id) {
  return {.fault = Fault::not_found, .message = tr("there is no recurrence or queue {}", id),
          .hint = tr("cmtool schedule list shows those that there are"), .where = id};
}

}  // namespace

Result<std::vector<Series>> FilesStore::all_series() {
  TRY(const auto files, entries_if_there(disk_, layout_.series()));
  std::vector<Series> result;
  for (const auto& file : files) {
    const auto id = record_name(file.name);
    if (!id || !is_id(*id)) continue;
    TRY(const auto json, load_json(disk_, layout_.series(*id)));
    auto series = series_from_json(json);
    if (!series.ok()) return damaged(layout_.series(*id), series.error().message);
    if (series->id != *id) return damaged(layout_.series(*id), tr("it holds the series {}", series->id));
    result.push_back(std::move(series).value());
  }
  return result;
}

Result<Series> FilesStore::series(const std::string& wanted) {
  TRY(const auto all, all_series());
  const std::string id = lower(wanted);
  std::vector<const Series*> found;
  for (const auto& one : all) {
    if (one.id == id || (!one.name.empty() && one.name == wanted)) return one;
    if (id.size() >= shortest_beginning && one.id.starts_with(id)) found.push_back(&one);
  }
  if (found.size() == 1) return *found.front();
  if (found.empty()) return no_series(wanted);
  return Error{.fault = Fault::usage, .message = tr("more than one recurrence begins with {}", wanted),
               .hint = tr("give more of it, such as {}", found.front()->id)};
}

Result<void> FilesStore::add_series(const Series& series) {
  if (!is_id(series.id)) return Error{.fault = Fault::internal, .message = tr("the recurrence has no id")};
  return group_.run_one({.names = {"series"}, .prepare = [&]() -> Result<Change> {
    TRY(const auto all, all_series());
    for (const auto& one : all) {
      if (one.id != series.id && (series.name.empty() || one.name != series.name || one.cancelled)) continue;
      return Error{.fault = Fault::conflict, .message = tr("there is a queue {} already", series.name.empty() ? series.id : series.name)};
    }
    return Change{.first = {{layout_.series(series.id), json_text(to_json(series))}}};
  }});
}

Result<Series> FilesStore::amend_series(const Id& id, const std::function<Result<void>(Series&)>& change) {
  Series made;
  CHECK_OK(group_.run_one({.names = {"series"}, .prepare = [&]() -> Result<Change> {
    if (!is_id(id)) return no_series(id);
    TRY(const auto json, load_json_if_there(disk_, layout_.series(id)));
    if (!json) return no_series(id);
    auto series = series_from_json(*json);
    if (!series.ok()) return damaged(layout_.series(id), series.error().message);
    made = *series;
    CHECK_OK(change(made));
    if (made == *series) return Change{};
    return Change{.first = {{layout_.series(id), json_text(to_json(made))}}};
  }}));
  return made;
}

Result<std::vector<Pause>> FilesStore::pauses() {
  TRY(const auto files, entries_if_there(disk_, layout_.pauses()));
  std::vector<Pause> result;
  for (const auto& file : files) {
    if (!record_name(file.name)) continue;
    TRY(const auto json, load_json_if_there(disk_, layout_.pauses() / file.name));
    if (!json) continue;  // ended since the folder was read
    auto pause = pause_from_json(*json);
    if (!pause.ok()) return damaged(layout_.pauses() / file.name, pause.error().message);
    result.push_back(std::move(pause).value());
  }
  return result;
}

Result<void> FilesStore::save_pause(const Pause& pause) {
  if (!pause.account.empty() && !is_account_name(pause.account)) {
    return Error{.fault = Fault::usage, .message = tr("“{}” is not an account's name", pause.account)};
  }
  return group_.run_one({.names = {"pause " + pause.account}, .prepare = [&]() -> Result<Change> {
    return Change{.first = {{layout_.pause(pause.account), json_text(to_json(pause))}}};
  }});
}

Result<void> FilesStore::end_pause(const std::string& account) {
  TRY(const auto lock, lock_workspace(disk_, layout_));
  if (!account.empty() && !is_account_name(account)) return Error{.fault = Fault::not_found, .message = tr("@{} is not paused", account)};
  auto removed = disk_.remove(layout_.pause(account));
  if (!removed.ok() && removed.error().fault == Fault::not_found) {
    return Error{.fault = Fault::not_found, .message = account.empty() ? tr("nothing is paused") : tr("@{} is not paused", account)};
  }
  if (!removed.ok()) return removed;
  return disk_.sync_folder(layout_.pauses());
}

Result<std::optional<std::string>> FilesStore::hook(const std::string& name) {
  const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; });
  if (!plain) return Error{.fault = Fault::not_found, .message = tr("there is no hook “{}”", name)};
  const auto path = layout_.hooks() / name;
  const auto facts = disk_.facts(path);
  if (!facts.ok() && facts.error().fault == Fault::not_found) return std::optional<std::string>();
  if (!facts.ok()) return facts.error();
  return std::optional<std::string>(path.string());
}

Result<Secret> FilesStore::signing_key() {
  const auto path = layout_.signing_key();
  Secret key;
  CHECK_OK(group_.run_one({.names = {"signing key"}, .prepare = [&]() -> Result<Change> {
    TRY(const auto json, load_json_if_there(disk_, path));
    std::string text = json ? (*json)["key"].string_or() : random_hex(32);
    if (text.empty()) return damaged(path, tr("“{}” is missing", "key"));
    Change change;
    if (!json) change.first.push_back({path, json_text(Json{{"key", text}})});
    key = Secret(std::move(text));
    return change;
  }}));
  return key;
}

Result<std::unique_ptr<Lock>> FilesStore::lock_schedule(std::chrono::milliseconds patience) {
  const auto path = layout_.schedule_lock();
  auto lock = disk_.lock(path, patience);
  if (lock.ok() || lock.error().fault != Fault::not_found) return lock;
  CHECK_OK(disk_.make_folder(path.parent_path()));
  return disk_.lock(path, patience);
}

Result<std::vector<Sample>> FilesStore::samples(Instant since) {
  std::vector<Sample> result;
  CHECK_OK(Samples(disk_, layout_.root(), clock_.now()).each({.from = since}, [&](const Sample& sample) -> Result<void> {
    result.push_back(sample);
    return {};
  }));
  return result;
}

Result<std::size_t> FilesStore::add_samples(const std::vector<Sample>& samples) {
  TRY(const auto added, Samples(disk_, layout_.root(), clock_.now()).add(samples));
  return added.added;
}

Result<Json> FilesStore::measuring(const std::string& account) {
  TRY(const auto names, names_of(account));
  Json newest;
  for (const auto& name : names) {
    TRY(auto json, load_json_if_there(disk_, layout_.measuring(name)));
    if (json && (newest.is_null() || (*json)["at"].string_or() >= newest["at"].string_or())) newest = *std::move(json);
  }
  return newest;
}

Result<void> FilesStore::save_measuring(const std::string& account, const Json& where) {
  if (!is_account_name(account)) return Error{.fault = Fault::internal, .message = "“" + account + "” is no account's name"};
  TRY(const auto lock, lock_workspace(disk_, layout_));
  CHECK_OK(make_folders(disk_, layout_.root(), layout_.measuring()));
  return save_json(disk_, layout_.measuring(account), where);
}

}  // namespace cmtool
