// SPDX-License-Identifier: MIT
#include "when/zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/zone.hpp"
#include "when/zone_rules.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

std::string closest_zone(std::string_view name, const std::vector<std::string>& zones) {
  const auto wanted = lower(replaced(trimmed(name), " ", "_"));
  std::string best;
  std::size_t least = 4;  // Further away it is another word, not a slip.
  // Two words are at least as far apart as their lengths; most zones need not be compared letter by letter.
  const auto far = [&](std::string_view known) {
    const auto apart = known.size() > wanted.size() ? known.size() - wanted.size() : wanted.size() - known.size();
    return apart < least ? distance(known, wanted) : least;
  };
  for (const auto& zone : zones) {
    const auto known = lower(zone);
    const auto city = std::string_view(known).substr(known.rfind('/') + 1);
    if (known == wanted || city == wanted) return zone;
    const auto away = std::min(far(known), far(city) + 1);
    if (away < least && away < wanted.size() / 2 + 1) least = away, best = zone;
  }
  return best;
}

Error unknown_zone(std::string_view name) {
  constexpr std::size_t shown = 64;
  const auto named = std::string(name.substr(0, shown));
  const auto zones = zone_names();  // walks a folder of 600 files: once
  if (zones.empty()) {
    return Error{.fault = Fault::usage,
                 .message = tr("there is no time zone “{}”, nor any other than UTC, on this machine", named),
                 .hint = tr("install the package tzdata")};
  }
  const auto close = name.size() > shown ? "" : closest_zone(name, zones);
  return Error{
      .fault = Fault::usage,
      .message = tr("there is no time zone “{}”", named),
      .hint = close.empty() ? tr("zones are named like Europe/Paris or America/New_York") : tr("did you mean {}?", close)};
}

using Rules = std::shared_ptr<const ZoneRules>;

Result<Rules> rules_of(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, Rules, std::less<>> known;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(name); found != known.end()) return found->second;
  // UTC needs no database, so that a machine without one can still work in it.
  Rules rules;
  if (name == "UTC" || name == "Etc/UTC" || name == "GMT") {
    rules = std::make_shared<ZoneRules>(ZoneRules::fixed(0s));
  } else {
    const auto bytes = read_zone_file(name);
    if (!bytes.ok()) return unknown_zone(name);
    TRY(auto read, ZoneRules::read(*bytes));
    rules = std::make_shared<ZoneRules>(std::move(read));
  }
  known.emplace(name, rules);
  return rules;
}

Instant instant(sys_seconds at) { return Instant(at); }

// Calendar names are data in both languages, not translated text: dates are shown in the workspace's language, which
// may differ from the program's, and reports use both.
constexpr std::array english_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array french_days{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."};
constexpr std::array english_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array french_months{"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                   "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};

}  // namespace

std::string iso_wall(Wall wall) {
  const auto day = floor<days>(wall);
  const year_month_day date(day);
  const hh_mm_ss time(wall - day);
  auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                          static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count());
  if (time.seconds().count() != 0) text += fmt::format(":{:02}", time.seconds().count());
  return text;
}

Result<void> check_zone(std::string_view name) {
  CHECK_OK(rules_of(name));
  return {};
}

Result<Moments> moments_of(Wall wall, std::string_view zone) {
  TRY(const auto rules, rules_of(zone));
  const sys_seconds as_utc(wall.time_since_epoch());
  // No zone is more than 26 hours away from another, and changes are months apart.
  std::vector<sys_seconds> right;
  const std::array offsets{rules->offset(as_utc - 26h), rules->offset(as_utc), rules->offset(as_utc + 26h)};
  for (const auto offset : offsets) {
    const auto candidate = as_utc - offset;
    const bool known = std::find(right.begin(), right.end(), candidate) != right.end();
    if (!known && rules->offset(candidate) == offset) right.push_back(candidate);
  }
  if (right.empty()) {
    const auto [least, most] = std::minmax(offsets.front(), offsets.back());
    return Moments{.kind = Moments::Kind::skipped, .earlier = instant(as_utc - most), .later = instant(as_utc - least)};
  }
  const auto [first, last] = std::minmax_element(right.begin(), right.end());
  return Moments{.kind = *first == *last ? Moments::Kind::once : Moments::Kind::repeated,
                 .earlier = instant(*first),
                 .later = instant(*last)};
}

Result<Local> to_local(Instant at, std::string_view zone) {
  TRY(const auto rules, rules_of(zone));
  const auto whole = floor<seconds>(at);
  const auto offset = rules->offset(whole);
  return Local{.wall = Wall(whole.time_since_epoch() + offset), .offset = offset};
}

std::string with_offset(const Local& local) {
  const auto size = abs(local.offset);
  return fmt::format("{} {}{:02}:{:02}", replaced(iso_wall(local.wall), "T", " "), local.offset < 0s ? '-' : '+',
                     duration_cast<hours>(size).count(), duration_cast<minutes>(size % 1h).count());
}

std::string human_day(year_month_day date, std::string_view lang) {
  const auto weekday_at = weekday(sys_days(date)).c_encoding();
  const auto month_at = static_cast<unsigned>(date.month()) - 1;
  const auto day = static_cast<unsigned>(date.day());
  const auto year = static_cast<int>(date.year());
  if (lang != "fr") return fmt::format("{} {} {} {}", english_days[weekday_at], day, english_months[month_at], year);
  return fmt::format("{} {}{} {} {}", french_days[weekday_at], day, day == 1 ? "er" : "", french_months[month_at], year);
}

std::string human_time(Instant at, std::string_view zone, std::string_view lang) {
  at = std::clamp(at, Instant(sys_days(year(0) / 1 / 2)), Instant(sys_days(year(9999) / 12 / 30)));
  const auto found = to_local(at, zone);
  const auto wall = found.ok() ? found->wall : Wall(floor<seconds>(at).time_since_epoch());
  const auto day = floor<days>(wall);
  const hh_mm_ss time(wall - day);
  const auto date = human_day(year_month_day(day), lang);
  // French puts no-break spaces around the "h".
  const auto text = lang == "fr" ? fmt::format("{} à {}\u00A0h\u00A0{:02}", date, time.hours().count(), time.minutes().count())
                                 : fmt::format("{} {:02}:{:02}", date, time.hours().count(), time.minutes().count());
  return found.ok() ? text : text + " UTC";
}

}  // namespace cmtool
