// SPDX-License-Identifier: MIT
#include "schedule/zones.hpp"

#include "base/tr.hpp"
#include "sys/zone.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

constexpr const char* noted_version = "zone-database";

/// What the wall time means now; the reading that was chosen at a clock change is kept where it still is one.
Result<Instant> meant(const Due& due) {
  TRY(const Instant as_utc, parse_iso(due.wall + (due.wall.size() == 16 ? ":00Z" : "Z")));
  const Wall wall(std::chrono::duration_cast<std::chrono::seconds>(as_utc.time_since_epoch()));
  TRY(const Moments moments, moments_of(wall, due.zone));
  if (due.at == moments.earlier || due.at == moments.later) return due.at;
  return moments.kind == Moments::Kind::skipped ? moments.later : moments.earlier;
}

}  // namespace

Result<std::vector<std::string>> recompute_zones(Desk& desk) {
  std::vector<std::string> notes;
  TRY(const auto waiting, desk.store.scheduled({}));
  for (const auto& one : waiting) {
    const Due& due = *one.delivery.due;
    if (due.wall.empty() || due.zone.empty()) continue;
    const auto now_means = meant(due);
    if (!now_means.ok()) {
      notes.push_back(tr("{}: its time zone {} is not known any more; it stays at {}", one.delivery.id, due.zone, iso(due.at)));
      continue;
    }
    if (*now_means == due.at) continue;
    if (is_held_there(one.delivery)) {
      notes.push_back(tr("{}: {} in {} is another moment now, {}, but its platform will publish it at {}; move it: cmtool schedule move", one.delivery.id, due.wall, due.zone,
                         iso(*now_means), iso(due.at)));
      continue;
    }
    CHECK_OK(desk.store.amend(one.post.id, [&](PostRecord& record) -> Result<void> {
      for (auto& delivery : record.deliveries) {
        if (delivery.id == one.delivery.id && is_filed_by_time(delivery) && delivery.due == due) delivery.due->at = *now_means;
      }
      return {};
    }));
    notes.push_back(tr("{}: {} in {} is another moment now, {} instead of {}: the zone's rules have changed", one.delivery.id, due.wall, due.zone,
                       iso(*now_means), iso(due.at)));
  }
  return notes;
}

void note_zones(Desk& desk) {
  const auto before = desk.store.cached(noted_version);
  if (before.ok() && *before) return;
  const std::string version = zone_database_version();
  if (!version.empty()) (void)desk.store.save_cached(noted_version, Json{{"version", version}});
}

Result<std::vector<std::string>> follow_zones(Desk& desk) {
  const std::string version = zone_database_version();
  if (version.empty()) return std::vector<std::string>();
  const auto before = desk.store.cached(noted_version);
  if (!before.ok() || !*before) {
    note_zones(desk);
    return std::vector<std::string>();
  }
  if ((**before)["version"].string_or() == version) return std::vector<std::string>();
  TRY(auto notes, recompute_zones(desk));
  (void)desk.store.save_cached(noted_version, Json{{"version", version}});
  return notes;
}

}  // namespace cmtool
