// SPDX-License-Identifier: MIT
#include "moderate/alert_settings.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

Error wrong_at(const std::string& place, const Error& why) {
  Error error = why;
  error.fault = Fault::usage;
  error.message = tr("settings.json: “{}” cannot be understood: {}", place, why.message);
  return error;
}
Error wrong_at(const std::string& place, std::string hint) {
  return {.fault = Fault::usage, .message = tr("settings.json: “{}” cannot be understood", place), .hint = std::move(hint)};
}

Result<std::optional<BusinessHours>> hours_at(const Json& said, const std::string& place, const std::string& zone) {
  if (said.is_null()) return std::optional<BusinessHours>();
  const std::string hint = tr("such as {}", R"({"weekdays": "09:00-18:00", "sat": "10:00-12:00"}, {"daily": "22:00-07:00"})");
  if (!said.is_object()) return wrong_at(place, hint);
  for (const auto& [key, value] : said.members()) {
    const bool day = key == "daily" || key == "weekdays" || std::find(days.begin(), days.end(), key) != days.end();
    const bool known = day ? value.is_string() : key == "zone" || key == "days_off" || key == "holidays";
    if (!known) return wrong_at(place + "." + key, hint);
  }
  auto hours = hours_of(said, zone, OverMidnight::yes);
  if (!hours.ok()) return wrong_at(place, hint);
  return std::optional(std::move(hours).value());
}

Result<std::chrono::seconds> time_at(const Json& said, const std::string& place) {
  if (said.is_null()) return std::chrono::seconds(0);
  const auto read = parse_duration(said.string_or("?"));
  if (!read.ok() || read->count() < 0) return wrong_at(place, tr("write it as “2h” or “30m”"));
  return *read;
}

Result<AlertRoute> route_at(const Json& said, const std::string& place, const std::string& who) {
  const auto way = find_alert_way(said["to"].string_or());
  if (!way.ok()) return wrong_at(place + ".to", way.error());
  AlertRoute route{.to = (*way)->name(), .who = who, .with = said};
  const auto members = (*way)->members();
  for (const auto& member : said.members()) {
    const auto& key = member.first;
    const bool secret = key == "token" || key == "password";  // the way itself says where those belong
    const bool known = key == "to" || key == "when" || key == "kinds" || key == "after" || secret || std::find(members.begin(), members.end(), key) != members.end();
    if (!known) return wrong_at(place + "." + key, tr("{} knows: {}", route.to, joined(members, ", ")));
  }
  const auto address = (*way)->address(said);
  if (!address.ok()) return wrong_at(place, address.error());
  route.name = route.to + " " + *address;
  const std::string when = said["when"].string_or("on-call");
  if (when == "always") route.when = AlertRoute::When::always;
  else if (when == "quiet") route.when = AlertRoute::When::quiet;
  else if (when != "on-call") return wrong_at(place + ".when", tr("one of: {}", "always, on-call, quiet"));
  for (const auto& word : said["kinds"].string_items()) {
    const auto kind = alert_kind(word);
    if (!kind) return wrong_at(place + ".kinds", tr("one of: {}", "rule, crisis, failure, escalation"));
    route.kinds.insert(*kind);
  }
  TRY(route.after, time_at(said["after"], place + ".after"));
  return route;
}

Result<std::vector<AlertRoute>> routes_at(const Json& said, const std::string& place, const std::string& who) {
  std::vector<AlertRoute> routes;
  if (!said.is_null() && !said.is_array()) return wrong_at(place, tr("such as {}", R"([{"to": "mail", "address": "lea@example.org"}])"));
  for (std::size_t i = 0; i < said.items().size(); ++i) {
    TRY(auto route, route_at(said[i], fmt::format("{}[{}]", place, i), who));
    // Two addresses at one host are two routes.
    const auto same = std::count_if(routes.begin(), routes.end(), [&](const AlertRoute& other) { return other.name == route.name || other.name.starts_with(route.name + " #"); });
    if (same > 0) route.name += fmt::format(" #{}", same + 1);
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace

Result<AlertSettings> alert_settings(const Json& settings, const std::string& zone) {
  AlertSettings made;
  const Json& said = settings["alerts"];
  if (said.is_null()) return made;
  if (said.is_array()) {
    TRY(made.routes, routes_at(said, "alerts", {}));
    return made;
  }
  if (!said.is_object()) return wrong_at("alerts", tr("such as {}", R"([{"to": "mail", "address": "lea@example.org"}])"));
  for (const auto& member : said.members()) {
    const auto& key = member.first;
    if (key != "quiet" && key != "escalate_after" && key != "people" && key != "routes") {
      return wrong_at("alerts." + key, tr("{} knows: {}", "alerts", "quiet, escalate_after, people, routes"));
    }
  }
  TRY(made.quiet, hours_at(said["quiet"], "alerts.quiet", zone));
  TRY(made.escalate_after, time_at(said["escalate_after"], "alerts.escalate_after"));
  TRY(made.routes, routes_at(said["routes"], "alerts.routes", {}));
  for (std::size_t i = 0; i < said["people"].items().size(); ++i) {
    const Json& one = said["people"][i];
    const std::string place = fmt::format("alerts.people[{}]", i);
    AlertPerson person{.name = one["name"].string_or()};
    const bool twice = std::any_of(made.people.begin(), made.people.end(), [&](const AlertPerson& other) { return other.name == person.name; });
    if (person.name.empty() || twice) return wrong_at(place + ".name", tr("each person needs a name of their own"));
    TRY(person.on_call, hours_at(one["on_call"], place + ".on_call", zone));
    TRY(person.routes, routes_at(one["routes"], place + ".routes", person.name));
    if (person.routes.empty()) return wrong_at(place + ".routes", tr("nobody is told without a route"));
    made.people.push_back(std::move(person));
  }
  return made;
}

bool is_quiet(const AlertSettings& settings, Instant at) { return settings.quiet && is_open(*settings.quiet, at); }

bool is_on_call(const AlertPerson& person, Instant at) { return !person.on_call || is_open(*person.on_call, at); }

}  // namespace cmtool
