// SPDX-License-Identifier: MIT
#include "moderate/crisis.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "moderate/alerts.hpp"
#include "schedule/pauses.hpp"
#include "spikes.hpp"

namespace cmtool {
namespace {

constexpr std::chrono::minutes step{15};
constexpr auto memory = std::chrono::days(14);
constexpr auto one_crisis = std::chrono::hours(24);
constexpr double much_worse = 2;  ///< times the strength that was told: told again
constexpr std::size_t most_said = 5, longest_quote = 200;
constexpr std::ptrdiff_t trend_quarters = 8;

Instant quarter_of(Instant at) { return std::chrono::floor<std::chrono::minutes>(at) - std::chrono::floor<std::chrono::minutes>(at).time_since_epoch() % step; }

std::string headline(const Crisis& crisis) {
  return tr("{} items since {}, where {:.1f} in a quarter of an hour are usual", crisis.count, iso(crisis.since), crisis.usual);
}

/// "0, 1, 40": each quarter of an hour of the last two hours.
std::string trend_words(const Crisis& crisis) {
  std::string counts;
  for (const double count : crisis.trend) counts += (counts.empty() ? "" : ", ") + fmt::format("{:.0f}", count);
  return tr("by quarters of an hour: {}", counts);
}

std::string what_to_do(const Crisis& crisis) {
  return crisis.paused ? tr("publishing is paused on all accounts; cmtool schedule resume ends that") : tr("to stop publishing meanwhile: cmtool schedule pause @all --why \"…\"");
}

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
  TRY(const auto alerts, kept_alerts(desk));
  for (const auto& kept : alerts) {
    const Alert& alert = kept.alert;
    const bool recent = alert.kind == AlertKind::crisis && alert.at >= now - one_crisis;
    if (recent && spike.strength < much_worse * alert.facts["strength"].number_or(0)) return std::optional<Crisis>();
  }
  Crisis crisis{.since = spike.at, .count = static_cast<std::uint64_t>(spike.count), .usual = spike.usual};
  for (auto quarter = series.end() - std::min<std::ptrdiff_t>(trend_quarters, series.end() - series.begin()); quarter != series.end(); ++quarter) crisis.trend.push_back(quarter->count);
  for (auto& entry : items) {
    if (entry.item.at >= spike.at) crisis.said.push_back(std::move(entry));
  }
  std::stable_sort(crisis.said.begin(), crisis.said.end(), [](const InboxItem& a, const InboxItem& b) { return followers_of(a) > followers_of(b); });
  if (crisis.said.size() > most_said) crisis.said.resize(most_said);
  TRY(const auto settings, desk.store.settings());
  if (settings["moderation"]["pause_in_crisis"].bool_or(false)) {
    TRY(const auto pauses, desk.store.pauses());
    const bool stopped = std::any_of(pauses.begin(), pauses.end(), [&](const Pause& pause) { return pause.account.empty() && holds(pause, now); });
    // A pause that a person has made keeps its words and its end.
    if (!stopped) CHECK_OK(desk.store.save_pause({.why = tr("much more is written than usual"), .by = "cmtool", .at = now}));
    crisis.paused = true;
  }
  Alert alert{.kind = AlertKind::crisis, .at = now, .by = "crisis", .title = headline(crisis), .text = trend_words(crisis) + "\n" + what_to_do(crisis), .urgent = true,
              .facts = Json{{"strength", spike.strength}, {"since", iso(crisis.since)}, {"count", crisis.count}, {"usual", crisis.usual}, {"paused", crisis.paused}}};
  for (const auto& entry : crisis.said) alert.items.push_back(entry.item.id);
  TRY(const bool fresh, raise_alert(desk, "crisis " + iso(crisis.since) + " " + iso(now), std::move(alert)));
  return fresh ? std::optional(std::move(crisis)) : std::nullopt;
}

std::string in_words(const Crisis& crisis) {
  std::string text = headline(crisis) + "\n" + trend_words(crisis);
  for (const auto& entry : crisis.said) {
    text += "\n  " + shown_name(entry.item.author) + ": " + cut_short(entry.item.text, longest_quote);
  }
  return text + "\n" + what_to_do(crisis);
}

}  // namespace cmtool
