// SPDX-License-Identifier: MIT
#include "moderate/crisis.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "schedule/hooks.hpp"
#include "spikes.hpp"

namespace cmtool {
namespace {

constexpr std::chrono::minutes step{15};
constexpr auto memory = std::chrono::days(14);
constexpr auto one_crisis = std::chrono::hours(24);
constexpr double much_worse = 2;  ///< times the strength that was told: told again
constexpr std::size_t most_said = 5;
constexpr auto told = "crisis";

Instant quarter_of(Instant at) { return std::chrono::floor<std::chrono::minutes>(at) - std::chrono::floor<std::chrono::minutes>(at).time_since_epoch() % step; }

std::int64_t followers_of(const InboxItem& entry) { return entry.item.author.followers.value_or(-1); }

}  // namespace

Result<std::optional<Crisis>> look_for_crisis(Desk& desk) {
  const Instant now = desk.world.clock->now();
  TRY(auto items, desk.store.inbox().items({.since = now - memory, .now = now}));
  std::map<Instant, double> counts;
  for (const auto& entry : items) counts[quarter_of(entry.item.at)] += 1;
  if (counts.empty()) return std::optional<Crisis>();
  std::vector<TimedCount> series;
  for (Instant at = counts.begin()->first; at <= now; at += step) {
    const auto found = counts.find(at);
    series.push_back({.at = at, .count = found == counts.end() ? 0 : found->second});
  }
  const auto spikes = find_spikes(series, quiet_spikes());
  // A quarter that has just ended is still news when this runs every few minutes.
  if (spikes.empty() || spikes.back().at < quarter_of(now) - step) return std::optional<Crisis>();
  const Spike& spike = spikes.back();
  const auto before = desk.store.cached(told);
  if (before.ok() && *before) {
    const auto at = parse_iso((**before)["at"].string_or());
    if (at.ok() && *at >= now - one_crisis && spike.strength < much_worse * (**before)["strength"].number_or(0)) return std::optional<Crisis>();
  }
  Crisis crisis{.since = spike.at, .count = static_cast<std::uint64_t>(spike.count), .usual = spike.usual};
  for (auto& entry : items) {
    if (entry.item.at >= spike.at) crisis.said.push_back(std::move(entry));
  }
  std::stable_sort(crisis.said.begin(), crisis.said.end(), [](const InboxItem& a, const InboxItem& b) { return followers_of(a) > followers_of(b); });
  if (crisis.said.size() > most_said) crisis.said.resize(most_said);
  TRY(const auto settings, desk.store.settings());
  if (settings["moderation"]["pause_in_crisis"].bool_or(false)) {
    CHECK_OK(desk.store.save_pause({.why = tr("much more is written than usual"), .by = "cmtool", .at = now}));
    crisis.paused = true;
  }
  // Not being able to keep this costs a second alert, not a crisis that nobody hears of.
  (void)desk.store.save_cached(told, Json{{"at", iso(now)}, {"strength", spike.strength}});
  Json said = Json::array();
  for (const auto& entry : crisis.said) said.push(to_json(entry.item));
  tell_hook(desk, Hook::alert, alert_event(desk, told, in_words(crisis), said));
  return std::optional(std::move(crisis));
}

std::string in_words(const Crisis& crisis) {
  std::string text = tr("{} items since {}, where {:.1f} in a quarter of an hour are usual", crisis.count, iso(crisis.since), crisis.usual);
  for (const auto& entry : crisis.said) {
    const auto& author = entry.item.author;
    text += "\n  " + (author.name.empty() ? author.handle : author.name) + ": " + entry.item.text.substr(0, 200);
  }
  text += "\n" + (crisis.paused ? tr("publishing is paused on all accounts; cmtool schedule resume ends that") : tr("to stop publishing meanwhile: cmtool schedule pause @all --why \"…\""));
  return text;
}

}  // namespace cmtool
