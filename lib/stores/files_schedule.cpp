// SPDX-License-Identifier: MIT
// What is still to go out: by its due time, without reading what is not asked for; recurrences; stops; metrics.
#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "model/account.hpp"
#include "state/json_lines.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

constexpr std::size_t shortest_beginning = 4;

/// "2026-12-24" and "0900", as the files of that moment are named.
std::string day_of(Instant at) { return iso(at).substr(0, 10); }
std::string minute_of(Instant at) {
  const std::string text = iso(at);
  return text.substr(11, 2) + text.substr(14, 2);
}

bool earlier(const Delivery& a, const Delivery& b) { return a.due->at != b.due->at ? a.due->at < b.due->at : a.id < b.id; }

Error no_series(const std::string& id) {
  return {.fault = Fault::not_found, .message = tr("there is no recurrence or queue {}", id),
          .hint = tr("cmtool schedule list shows those that there are"), .where = id};
}

}  // namespace

Result<std::vector<Delivery>> FilesStore::due(Instant now, DeliveryState state) {
  const std::string today = day_of(now), minute = minute_of(now);
  TRY(const auto days, entries_if_there(disk_, layout_.deliveries(state)));
  std::vector<Delivery> result;
  for (const auto& day : days) {
    if (day.kind != Entry::Kind::folder || !is_day(day.name) || day.name > today) continue;
    TRY(const auto files, entries_if_there(disk_, layout_.day(state, day.name)));
    for (const auto& file : files) {
      const auto name = filed_name(file.name);
      if (!name || (day.name == today && name->minute > minute)) continue;
      // Of two copies, left by a crash between the steps of a move, the newer one counts, and it may be elsewhere.
      TRY(auto found, find_delivery(name->id));
      if (!found || found->delivery.state != state || !found->delivery.due || found->delivery.due->at > now) continue;
      result.push_back(std::move(found->delivery));
    }
  }
  std::sort(result.begin(), result.end(), earlier);
  result.erase(std::unique(result.begin(), result.end(), [](const Delivery& a, const Delivery& b) { return a.id == b.id; }), result.end());
  return result;
}

Result<std::set<std::string>> FilesStore::ids_elsewhere() {
  std::set<std::string> ids;
  for (const auto state : delivery_states()) {
    if (state == DeliveryState::waiting || state == DeliveryState::held) continue;
    const auto folder = layout_.deliveries(state);
    TRY(const auto files, entries_if_there(disk_, folder));
    for (const auto& file : files) {
      if (file.kind == Entry::Kind::folder) {
        TRY(const auto inner, entries_if_there(disk_, folder / file.name));
        for (const auto& one : inner) {
          if (auto id = record_name(one.name)) ids.insert(std::move(*id));
        }
      } else if (auto id = record_name(file.name)) {
        ids.insert(std::move(*id));
      }
    }
  }
  return ids;
}

Result<std::vector<Scheduled>> FilesStore::scheduled(const ScheduleFilter& filter) {
  struct Candidate {
    std::string day{}, minute{}, id{};
    DeliveryState state{};
    bool operator<(const Candidate& other) const { return std::tie(day, minute, id) < std::tie(other.day, other.minute, other.id); }
  };
  const std::string first = filter.from ? day_of(*filter.from) : "", last = filter.until ? day_of(*filter.until) : "9999";
  std::vector<Candidate> candidates;
  for (const auto state : {DeliveryState::waiting, DeliveryState::held}) {
    TRY(const auto days, entries_if_there(disk_, layout_.deliveries(state)));
    for (const auto& day : days) {
      if (day.kind != Entry::Kind::folder || !is_day(day.name) || day.name < first || day.name > last) continue;
      TRY(const auto files, entries_if_there(disk_, layout_.day(state, day.name)));
      for (const auto& file : files) {
        auto name = filed_name(file.name);
        if (!name) continue;
        const auto account = std::string_view(name->id).substr(name->id.find('.') + 1);
        const bool wanted = filter.accounts.empty() || std::find(filter.accounts.begin(), filter.accounts.end(), account) != filter.accounts.end();
        if (wanted) candidates.push_back({day.name, std::move(name->minute), std::move(name->id), state});
      }
    }
  }
  std::sort(candidates.begin(), candidates.end());
  TRY(const auto elsewhere, ids_elsewhere());

  std::vector<Scheduled> result;
  std::set<std::string> seen;
  for (const auto& candidate : candidates) {
    if (!seen.insert(candidate.id).second) continue;
    const auto name = delivery_name(candidate.id);
    TRY(auto post, find_post(name->post));
    if (!post) continue;
    const auto path = layout_.day(candidate.state, candidate.day) / (candidate.minute + "-" + candidate.id + ".json");
    auto read = read_delivery(path, candidate.id);
    std::optional<DeliveryFile> found;
    // What is filed as the post says and lies nowhere else is no older copy.
    const bool sure = read.ok() && !elsewhere.contains(candidate.id) && layout_.delivery(read->delivery) == path &&
                      std::any_of(post->targets.begin(), post->targets.end(), [&](const PostFile::Target& target) {
                        return target.account == name->account && target.due == read->delivery.due->at;
                      });
    if (sure) {
      found = std::move(read).value();
    } else {
      TRY(found, find_delivery(candidate.id));
    }
    if (!found || !is_filed_by_time(found->delivery)) continue;
    const Instant at = found->delivery.due->at;
    if ((filter.from && at < *filter.from) || (filter.until && at >= *filter.until)) continue;
    result.push_back({std::move(post->post), std::move(found->delivery)});
    if (filter.limit != 0 && result.size() == filter.limit) break;
  }
  std::stable_sort(result.begin(), result.end(), [](const Scheduled& a, const Scheduled& b) { return earlier(a.delivery, b.delivery); });
  return result;
}

Result<std::vector<Delivery>> FilesStore::in_state(DeliveryState state) {
  std::vector<Delivery> result;
  const auto folder = layout_.deliveries(state);
  TRY(const auto files, entries_if_there(disk_, folder));
  std::set<std::string> ids;
  for (const auto& file : files) {
    if (file.kind == Entry::Kind::folder) {
      TRY(const auto inner, entries_if_there(disk_, folder / file.name));
      for (const auto& one : inner) {
        if (auto name = filed_name(one.name)) ids.insert(std::move(name->id));
        else if (auto id = record_name(one.name)) ids.insert(std::move(*id));
      }
    } else if (auto id = record_name(file.name)) {
      ids.insert(std::move(*id));
    }
  }
  for (const auto& id : ids) {
    TRY(auto found, find_delivery(id));
    if (found && found->delivery.state == state) result.push_back(std::move(found->delivery));
  }
  return result;
}

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
  TRY(const auto files, entries_if_there(disk_, layout_.samples()));
  std::vector<Sample> result;
  for (const auto& file : files) {
    const auto month = std::string_view(file.name).substr(0, file.name.find('.'));
    if (!is_month(month) || !file.name.ends_with(".ndjson") || month < month_of(since)) continue;
    TRY(const auto lines, load_lines(disk_, layout_.samples() / file.name));
    for (const auto& line : lines) {
      auto sample = sample_from_json(line);
      if (!sample.ok()) return damaged(layout_.samples() / file.name, sample.error().message);
      if (sample->at >= since) result.push_back(std::move(sample).value());
    }
  }
  return result;
}

Result<void> FilesStore::add_samples(const std::vector<Sample>& samples) {
  std::map<std::string, std::vector<Json>> months;
  for (const auto& sample : samples) months[month_of(sample.at)].push_back(to_json(sample));
  TRY(const auto lock, lock_workspace(disk_, layout_));
  CHECK_OK(make_folders(disk_, layout_.root(), layout_.samples()));
  for (const auto& [month, lines] : months) CHECK_OK(append_lines(disk_, layout_.samples() / (month + ".ndjson"), lines));
  return {};
}

}  // namespace cmtool
