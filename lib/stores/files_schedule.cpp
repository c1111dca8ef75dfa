// SPDX-License-Identifier: MIT
// What is still to go out, by its due time, and what was sent, without reading what is not asked for.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/thread.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

// Up to here asking for each name costs less than reading all names.
constexpr std::size_t few_to_look_for = 500;
// With more days than this on the schedule a run does not list them all each minute: it looks at today and the two weeks before, for what is older
// has been found before, and at all of them from time to time.
constexpr std::size_t many_days = 400;
constexpr std::chrono::days days_between{14};
constexpr std::chrono::minutes all_days_every{10};
// From here on more than one thread reads.
constexpr std::size_t many_to_read = 500, readers = 4;

/// "2026-12-24" and "0900", as the files of that moment are named.
std::string day_of(Instant at) { return iso(at).substr(0, 10); }
std::string minute_of(Instant at) {
  const std::string text = iso(at);
  return text.substr(11, 2) + text.substr(14, 2);
}

bool earlier(const Delivery& a, const Delivery& b) { return a.due->at != b.due->at ? a.due->at < b.due->at : a.id < b.id; }

/// Is it one of the accounts asked for? The delivery's id tells.
bool is_wanted(const ScheduleFilter& filter, std::string_view id) {
  return filter.accounts.empty() || std::find(filter.accounts.begin(), filter.accounts.end(), id.substr(id.find('.') + 1)) != filter.accounts.end();
}

}  // namespace

Result<std::vector<std::string>> FilesStore::days_until(Instant now, DeliveryState state) {
  const std::string looked_at = "days-" + std::string(slug(state));
  TRY(const auto looked, cached(looked_at));
  if (looked) {
    const auto at = parse_iso((*looked)["at"].string_or());
    if (at.ok() && *at <= now && now - *at < all_days_every) {
      std::vector<std::string> days;
      for (auto back = days_between; back.count() >= 0; back -= std::chrono::days(1)) days.push_back(day_of(now - back));
      return days;
    }
  }
  TRY(const auto found, entries_if_there(disk_, layout_.deliveries(state)));
  std::vector<std::string> days;
  const std::string today = day_of(now);
  for (const auto& day : found) {
    if (day.kind == Entry::Kind::folder && is_day(day.name) && day.name <= today) days.push_back(day.name);
  }
  if (found.size() > many_days) (void)save_cached(looked_at, Json{{"at", iso(now)}});
  return days;
}

Result<std::vector<Delivery>> FilesStore::due(Instant now, DeliveryState state) {
  const std::string today = day_of(now), minute = minute_of(now);
  TRY(const auto days, days_until(now, state));
  std::vector<FiledPlace> filed;
  for (const auto& day : days) {
    TRY(const auto files, entries_if_there(disk_, layout_.day(state, day)));
    for (const auto& file : files) {
      auto name = filed_name(file.name);
      if (!name || (day == today && name->minute > minute)) continue;
      // Held and waiting at the same time: a crash came between the two steps of an approval, or a refusal.
      const auto other = state == DeliveryState::waiting ? DeliveryState::held : DeliveryState::waiting;
      const bool doubled = disk_.facts(layout_.day(other, day) / file.name).ok();
      filed.push_back({day, std::move(name->minute), std::move(name->id), state, doubled});
    }
  }
  CHECK_OK(mark_copied(filed));
  std::vector<Delivery> result;
  std::optional<PostFile> post;
  for (const auto& place : filed) {
    TRY(auto found, filed_at(place, post));
    if (found && found->delivery.state == state && found->delivery.due->at <= now) result.push_back(std::move(found->delivery));
  }
  std::sort(result.begin(), result.end(), earlier);
  result.erase(std::unique(result.begin(), result.end(), [](const Delivery& a, const Delivery& b) { return a.id == b.id; }), result.end());
  return result;
}

Result<void> FilesStore::mark_copied(std::vector<FiledPlace>& filed) {
  if (filed.empty()) return {};
  std::set<std::string> found;
  const auto read_names = [&](const Disk::Path& folder) -> Result<void> {
    TRY(const auto files, entries_if_there(disk_, folder));
    for (const auto& file : files) {
      if (auto id = record_name(file.name)) found.insert(std::move(*id));
    }
    return {};
  };
  for (const auto state : {DeliveryState::draft, DeliveryState::sending, DeliveryState::failed, DeliveryState::unknown}) {
    CHECK_OK(read_names(layout_.deliveries(state)));  // there are never many
  }
  TRY(const auto sent_months, entries_if_there(disk_, layout_.deliveries(DeliveryState::sent)));
  const auto first_month = [](const std::string& id) { return month_of(made_at(std::string_view(id).substr(0, id.find('.')))); };
  const bool few = filed.size() <= few_to_look_for;
  if (!few) {
    std::string first = "9999";
    for (const auto& place : filed) first = std::min(first, first_month(place.id));
    for (const auto state : {DeliveryState::expired, DeliveryState::cancelled}) CHECK_OK(read_names(layout_.deliveries(state)));
    for (const auto& month : sent_months) {
      if (is_month(month.name) && month.name >= first) CHECK_OK(read_names(layout_.deliveries(DeliveryState::sent) / month.name));
    }
  }
  for (auto& place : filed) {
    place.doubled = place.doubled || found.contains(place.id);
    if (!few || place.doubled) continue;
    std::vector<Disk::Path> others{layout_.delivery(DeliveryState::expired, place.id), layout_.delivery(DeliveryState::cancelled, place.id)};
    const std::string first = first_month(place.id);
    for (const auto& month : sent_months) {
      if (is_month(month.name) && month.name >= first) others.push_back(layout_.sent(month.name, place.id));
    }
    for (const auto& other : others) {
      const auto there = disk_.facts(other);
      if (!there.ok() && there.error().fault != Fault::not_found) return there.error();
      place.doubled = place.doubled || there.ok();
    }
  }
  return {};
}

Result<std::vector<FilesStore::FiledPlace>> FilesStore::filed_places(const ScheduleFilter& filter) {
  const std::string first = filter.from ? day_of(*filter.from) : "", last = filter.until ? day_of(*filter.until) : "9999";
  std::vector<FiledPlace> places;
  for (const auto state : {DeliveryState::waiting, DeliveryState::held}) {
    TRY(const auto days, entries_if_there(disk_, layout_.deliveries(state)));
    for (const auto& day : days) {
      if (day.kind != Entry::Kind::folder || !is_day(day.name) || day.name < first || day.name > last) continue;
      TRY(const auto files, entries_if_there(disk_, layout_.day(state, day.name)));
      for (const auto& file : files) {
        auto name = filed_name(file.name);
        if (name && is_wanted(filter, name->id)) places.push_back({day.name, std::move(name->minute), std::move(name->id), state, false});
      }
    }
  }
  std::sort(places.begin(), places.end());
  std::map<std::string, std::size_t> seen;
  std::vector<FiledPlace> once;
  once.reserve(places.size());
  for (auto& place : places) {
    const auto [known, is_new] = seen.emplace(place.id, once.size());
    if (is_new) once.push_back(std::move(place));
    else once[known->second].doubled = true;
  }
  return once;
}

/// What is filed there counts if its post says so too and no copy lies elsewhere, which might be newer; else all copies are looked at.
Result<std::optional<Scheduled>> FilesStore::filed_at(const FiledPlace& place, std::optional<PostFile>& post) {
  const auto name = delivery_name(place.id);
  if (!post || post->post.id != name->post) {  // deliveries of one post follow upon each other
    TRY(post, find_post(name->post));
  }
  if (!post) return std::optional<Scheduled>();
  const auto path = layout_.day(place.state, place.day) / (place.minute + "-" + place.id + ".json");
  auto read = read_delivery(path, place.id);
  std::optional<DeliveryFile> found;
  const bool sure = read.ok() && !place.doubled && layout_.delivery(read->delivery) == path &&
                    std::any_of(post->targets.begin(), post->targets.end(), [&](const PostFile::Target& target) {
                      return target.account == name->account && target.due == read->delivery.due->at;
                    });
  if (sure) {
    found = std::move(read).value();
  } else {
    TRY(found, find_delivery(place.id));
  }
  if (!found || !is_filed_by_time(found->delivery)) return std::optional<Scheduled>();
  return std::optional(Scheduled{post->post, std::move(found->delivery)});
}

Result<std::vector<Scheduled>> FilesStore::scheduled(const ScheduleFilter& filter) {
  TRY(auto filed, filed_places(filter));
  CHECK_OK(mark_copied(filed));

  std::vector<Scheduled> result;
  const auto read_some = [&](std::size_t begin, std::size_t end, std::vector<Scheduled>& to) -> Result<void> {
    std::optional<PostFile> post;
    to.reserve(filter.limit != 0 ? std::min(filter.limit, end - begin) : end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      TRY(auto one, filed_at(filed[i], post));
      if (!one) continue;
      const Instant at = one->delivery.due->at;
      if ((filter.from && at < *filter.from) || (filter.until && at >= *filter.until)) continue;
      to.push_back(std::move(*one));
      if (filter.limit != 0 && to.size() == filter.limit) break;
    }
    return {};
  };
  if (filter.limit != 0 || filed.size() < many_to_read) {
    CHECK_OK(read_some(0, filed.size(), result));
  } else {
    std::array<std::vector<Scheduled>, readers> parts;
    std::array<Result<void>, readers> read;
    each_at_once(readers, readers, [&](std::size_t part) {
      read[part] = read_some(filed.size() * part / readers, filed.size() * (part + 1) / readers, parts[part]);
    });
    result.reserve(filed.size());
    for (std::size_t part = 0; part < readers; ++part) {
      CHECK_OK(std::move(read[part]));
      std::move(parts[part].begin(), parts[part].end(), std::back_inserter(result));
    }
  }
  // Nearly always it is in order: within a minute only, the seconds may say otherwise.
  const auto before = [](const Scheduled& a, const Scheduled& b) { return earlier(a.delivery, b.delivery); };
  if (!std::is_sorted(result.begin(), result.end(), before)) std::stable_sort(result.begin(), result.end(), before);
  return result;
}

Result<std::vector<Scheduled>> FilesStore::sent(const ScheduleFilter& filter) {
  std::vector<Scheduled> result;
  TRY(const auto months, entries_if_there(disk_, layout_.deliveries(DeliveryState::sent)));
  for (const auto& month : months) {
    const bool asked_for = is_month(month.name) && (!filter.from || month.name >= month_of(*filter.from)) && (!filter.until || month.name <= month_of(*filter.until));
    if (!asked_for) continue;
    TRY(const auto files, entries_if_there(disk_, layout_.deliveries(DeliveryState::sent) / month.name));
    for (const auto& file : files) {
      const auto id = record_name(file.name);
      const auto name = id ? delivery_name(*id) : std::nullopt;
      if (!name || !is_wanted(filter, *id) || (filter.until && made_at(name->post) >= *filter.until)) continue;
      TRY(auto read, read_delivery(layout_.sent(month.name, *id), *id));
      const auto& receipt = read.delivery.receipt;
      if (!receipt || (filter.from && receipt->at < *filter.from) || (filter.until && receipt->at >= *filter.until)) continue;
      TRY(auto post, find_post(name->post));
      if (post) result.push_back({std::move(post->post), std::move(read.delivery)});
    }
  }
  std::stable_sort(result.begin(), result.end(), [](const Scheduled& a, const Scheduled& b) { return a.delivery.receipt->at < b.delivery.receipt->at; });
  if (filter.limit != 0 && result.size() > filter.limit) result.resize(filter.limit);
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

}  // namespace cmtool
