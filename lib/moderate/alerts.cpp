// SPDX-License-Identifier: MIT
#include "moderate/alerts.hpp"

#include <algorithm>
#include <map>

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "inbox.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr auto kind = "alerts";
constexpr std::string_view acknowledgement = ".ack";
constexpr auto lock_name = "cmtool-alerts";
constexpr auto kept_for = days(30);
constexpr auto told_within = days(7);       // later than that it is no news
constexpr auto tried_within = hours(24);
constexpr auto first_pause = minutes(1), longest_pause = minutes(60);
constexpr std::size_t least_beginning = 4;

Json to_json(const KeptAlert& kept) {
  Json json = to_json(kept.alert);
  Json told = Json::array();
  for (const auto& one : kept.told) {
    told.push(Json{{"route", one.route}, {"who", one.who}, {"at", iso_milliseconds(one.at)}, {"tried", iso_milliseconds(one.tried)}, {"tries", one.tries},
                   {"outcome", one.outcome}, {"message", one.message}});
  }
  json.set("told", told);
  json.set("acted", kept.acted ? Json{{"by", kept.acted_by}, {"how", kept.acted_how}, {"at", iso(*kept.acted)}} : Json());
  return json;
}

Result<KeptAlert> kept_from_json(const Json& json) {
  KeptAlert kept;
  TRY(kept.alert, alert_from_json(json));
  for (const auto& one : json["told"].items()) {
    AlertTold told{.route = one["route"].string_or(), .who = one["who"].string_or(), .tries = static_cast<int>(one["tries"].integer_or(0)),
                   .outcome = one["outcome"].string_or(), .message = one["message"].string_or()};
    TRY(told.at, parse_iso(one["at"].string_or()));
    TRY(told.tried, parse_iso(one["tried"].string_or()));
    kept.told.push_back(std::move(told));
  }
  if (const Json& acted = json["acted"]; acted.is_object()) {
    kept.acted_by = acted["by"].string_or();
    kept.acted_how = acted["how"].string_or();
    TRY(kept.acted, parse_iso(acted["at"].string_or()));
  }
  return kept;
}

Result<void> save(Desk& desk, const KeptAlert& kept) { return desk.store.save_document(kind, kept.alert.id, to_json(kept)); }

bool may_be_tried_again(const AlertTold& told) { return told.outcome == "failed" || told.outcome == "blocked"; }
bool has_failed(const AlertTold& told) { return may_be_tried_again(told) || told.outcome == "refused"; }
/// Nobody knows when it will be otherwise: somebody else is told meanwhile.
bool is_hopeless(const AlertTold& told) { return told.outcome == "blocked" || told.outcome == "refused"; }
bool is_urgent(const Alert& alert) { return alert.urgent || alert.kind == AlertKind::crisis; }

Instant next_try(const AlertTold& told) {
  minutes pause = first_pause;
  for (int i = 1; i < told.tries && pause < longest_pause; ++i) pause *= 2;
  return told.tried + std::min<minutes>(pause, longest_pause);
}

/// Is a route for this alert at this moment? Says nothing of what was told already.
bool is_for(const AlertRoute& route, const AlertSettings& settings, const KeptAlert& kept, bool escalated, Instant now) {
  const auto& wanted = route.kinds;
  if (!wanted.empty() && !wanted.contains(kept.alert.kind) && !(escalated && wanted.contains(AlertKind::escalation))) return false;
  if (now < kept.alert.at + route.after) return false;
  const bool quiet = is_quiet(settings, now);
  switch (route.when) {
    case AlertRoute::When::always: return true;
    case AlertRoute::When::quiet: return quiet;
    case AlertRoute::When::on_call: return !quiet || is_urgent(kept.alert);
  }
  return false;
}

/// What was told by a route; null where nothing was. Of a KeptAlert that may be changed, something that may be.
template <typename Kept>
auto told_by(Kept& kept, const AlertRoute& route) {
  const auto found = std::find_if(kept.told.begin(), kept.told.end(), [&](const AlertTold& one) { return one.route == route.name && one.who == route.who; });
  return found == kept.told.end() ? nullptr : &*found;
}

bool is_due(const AlertRoute& route, const KeptAlert& kept, Instant now) {
  const AlertTold* told = told_by(kept, route);
  if (told == nullptr) return now < kept.alert.at + told_within;
  return may_be_tried_again(*told) && now >= next_try(*told) && now < kept.alert.at + tried_within;
}

/// Who was told last, and when first.
struct LastTold {
  std::string who{};
  Instant at{};
  std::size_t people = 0;
  bool surely_not = true;  ///< nothing has reached them, and nothing will
};
LastTold last_told(const KeptAlert& kept) {
  std::map<std::string, LastTold> by_person;
  for (const auto& one : kept.told) {
    if (one.who.empty()) continue;
    auto& person = by_person.try_emplace(one.who, LastTold{.who = one.who, .at = one.at}).first->second;
    person.at = std::min(person.at, one.at);
    person.surely_not = person.surely_not && is_hopeless(one);
  }
  LastTold last;
  for (const auto& [who, person] : by_person) {
    if (last.who.empty() || person.at >= last.at) last = person;
  }
  last.people = by_person.size();
  return last;
}

bool was_told(const KeptAlert& kept, const AlertPerson& person) {
  return std::any_of(kept.told.begin(), kept.told.end(), [&](const AlertTold& one) { return one.who == person.name; });
}

bool has_route_for(const AlertPerson& person, const AlertSettings& settings, const KeptAlert& kept, bool escalated, Instant now) {
  return std::any_of(person.routes.begin(), person.routes.end(), [&](const AlertRoute& route) { return is_for(route, settings, kept, escalated, now); });
}

/// Whom to tell next: the first who is on call and was not told; for what is urgent the first who was not, if nobody is.
const AlertPerson* next_person(const AlertSettings& settings, const KeptAlert& kept, bool escalated, Instant now) {
  const AlertPerson* otherwise = nullptr;
  for (const auto& person : settings.people) {
    if (was_told(kept, person) || !has_route_for(person, settings, kept, escalated, now)) continue;
    if (is_on_call(person, now)) return &person;
    if (otherwise == nullptr) otherwise = &person;
  }
  return is_urgent(kept.alert) ? otherwise : nullptr;
}

/// A decision on one of its items that a person made.
Result<std::optional<Decision>> decided(Desk& desk, const Alert& alert) {
  for (const auto& id : alert.items) {
    TRY(const auto decisions, desk.store.inbox().decisions(id, alert.at));
    for (const auto& decision : decisions) {
      const bool by_machine = decision.by.starts_with("rule:") || decision.by == "inbox" || decision.by == "out-of-hours" || decision.by.empty();
      if (!by_machine && decision.at >= alert.at) return std::optional(decision);
    }
  }
  return std::optional<Decision>();
}

/// Notes that somebody has acted, where the inbox says so.
Result<void> look_who_acted(Desk& desk, KeptAlert& kept) {
  if (kept.acted) return {};
  TRY(const auto decision, decided(desk, kept.alert));
  if (!decision) return {};
  kept.acted = decision->at;
  kept.acted_by = decision->by;
  kept.acted_how = decision->what;
  return save(desk, kept);
}

std::string outcome_of(const Error& error) {
  switch (error.fault) {
    case Fault::network:
    case Fault::rate_limited:
    case Fault::cancelled:
    case Fault::state: return "failed";
    case Fault::unknown_outcome: return "unknown";
    case Fault::usage:
    case Fault::not_found:
    case Fault::auth: return "blocked";
    case Fault::conflict:
    case Fault::refused:
    case Fault::unsupported:
    case Fault::protocol:
    case Fault::internal: return "refused";
  }
  return "failed";
}

/// One message with all that it is about.
struct Bundle {
  const AlertRoute* route = nullptr;
  bool escalated = false;
  std::vector<KeptAlert*> alerts{};
};

class Delivering {
 public:
  Delivering(AlertTools& tools, const AlertSettings& settings) : tools_(tools), settings_(settings) {}

  Result<AlertDelivery> run(std::vector<KeptAlert>& all) {
    const Instant now = tools_.desk.world.clock->now();
    std::vector<Bundle> bundles;
    for (auto& kept : all) {
      CHECK_OK(look_who_acted(tools_.desk, kept));
      CHECK_OK(give_up_what_was_on_its_way(kept));
      for (const auto& one : due_of_alert(settings_, kept, now)) add(bundles, one, kept);
    }
    for (const auto& bundle : bundles) {
      if (tools_.desk.world.stop.stop_requested()) break;
      CHECK_OK(tell(bundle, now));
    }
    return std::move(delivery_);
  }

 private:
  /// We hold the lock: whoever was sending is gone, and nobody knows how far they came.
  Result<void> give_up_what_was_on_its_way(KeptAlert& kept) {
    bool changed = false;
    for (auto& one : kept.told) {
      if (one.outcome != "intended") continue;
      one.outcome = "unknown";
      one.message = tr("stopped while it was sent");
      changed = true;
    }
    return changed ? save(tools_.desk, kept) : Result<void>();
  }

  /// What can wait together is read together; what is urgent comes alone.
  static void add(std::vector<Bundle>& bundles, const DueAlert& due, KeptAlert& kept) {
    const auto found = std::find_if(bundles.begin(), bundles.end(), [&](const Bundle& bundle) {
      return bundle.route == due.route && bundle.escalated == due.escalated && !is_urgent(bundle.alerts.front()->alert) && !is_urgent(kept.alert);
    });
    if (found != bundles.end()) found->alerts.push_back(&kept);
    else bundles.push_back({.route = due.route, .escalated = due.escalated, .alerts = {&kept}});
  }

  static AlertTold& entry_of(KeptAlert& kept, const AlertRoute& route, Instant now) {
    if (auto* const told = told_by(kept, route); told != nullptr) return *told;
    kept.told.push_back({.route = route.name, .who = route.who, .at = now});
    return kept.told.back();
  }

  Result<void> tell(const Bundle& bundle, Instant now) {
    const AlertRoute& route = *bundle.route;
    AlertOutcome outcome{.route = route.name, .who = route.who};
    std::vector<const KeptAlert*> about;
    for (auto* kept : bundle.alerts) {
      AlertTold& told = entry_of(*kept, route, now);
      told.outcome = "intended";
      told.message.clear();
      told.tried = now;
      ++told.tries;
      CHECK_OK(save(tools_.desk, *kept));
      outcome.alerts.push_back(kept->alert.id);
      about.push_back(kept);
    }
    const auto sent = [&]() -> Result<void> {
      TRY(const auto way, find_alert_way(route.to));
      return way->send(tools_, route, alert_message(tools_.desk, about, route, bundle.escalated));
    }();
    if (!sent.ok()) outcome.error = sent.error();
    for (auto* kept : bundle.alerts) {
      AlertTold& told = entry_of(*kept, route, now);
      told.outcome = sent.ok() ? "sent" : outcome_of(sent.error());
      told.message = sent.ok() ? "" : sent.error().message;
      CHECK_OK(save(tools_.desk, *kept));
    }
    delivery_.outcomes.push_back(std::move(outcome));
    return {};
  }

  AlertTools& tools_;
  const AlertSettings& settings_;
  AlertDelivery delivery_{};
};

/// The settings, with the hook that is there although nobody names it.
Result<AlertSettings> settings_with_hook(Desk& desk) {
  TRY(const auto json, desk.store.settings());
  TRY(auto settings, alert_settings(json, json["zone"].string_or("UTC")));
  const auto is_hook = [](const AlertRoute& route) { return route.to == "hook"; };
  bool named = std::any_of(settings.routes.begin(), settings.routes.end(), is_hook);
  for (const auto& person : settings.people) named = named || std::any_of(person.routes.begin(), person.routes.end(), is_hook);
  TRY(const auto hook, desk.store.hook("alert"));
  if (!named && hook) settings.routes.push_back({.to = "hook", .name = "hook alert", .when = AlertRoute::When::always});
  return settings;
}

}  // namespace

std::string state_of(const KeptAlert& kept, Instant now) {
  if (kept.acted) return "acted";
  if (kept.told.empty()) return now < kept.alert.at + told_within ? "waiting" : "over";
  if (std::all_of(kept.told.begin(), kept.told.end(), has_failed)) return "failed";
  return last_told(kept).people > 1 ? "escalated" : "told";
}

Result<bool> raise_alert(Desk& desk, const std::string& about, Alert alert) {
  alert.id = sha256_hex(about).substr(0, 16);
  if (alert.at == Instant{}) alert.at = desk.world.clock->now();
  const auto saved = desk.store.save_document(kind, alert.id, to_json(KeptAlert{.alert = alert}), false);
  if (saved.ok()) return true;
  if (saved.error().fault == Fault::conflict) return false;
  return saved.error();
}

Result<std::vector<KeptAlert>> kept_alerts(Desk& desk) {
  TRY(const auto documents, desk.store.documents(kind));
  std::map<Id, Json> acknowledged;
  std::vector<KeptAlert> all;
  for (const auto& [name, json] : documents) {
    if (name.ends_with(acknowledgement)) {
      acknowledged[name.substr(0, name.size() - acknowledgement.size())] = json;
      continue;
    }
    auto kept = kept_from_json(json);
    if (!kept.ok()) {
      return Error{.fault = Fault::state, .message = tr("the alert {} cannot be read: {}", name, kept.error().message), .hint = tr("remove {}", "alerts/" + name + ".json"), .where = name};
    }
    all.push_back(std::move(kept).value());
  }
  for (auto& kept : all) {
    const auto found = acknowledged.find(kept.alert.id);
    if (found == acknowledged.end()) continue;
    const auto at = parse_iso(found->second["at"].string_or());
    kept.acted = at.ok() ? *at : kept.alert.at;
    kept.acted_by = found->second["by"].string_or();
    kept.acted_how = "acknowledged";
  }
  std::sort(all.begin(), all.end(), [](const KeptAlert& a, const KeptAlert& b) { return std::tie(b.alert.at, a.alert.id) < std::tie(a.alert.at, b.alert.id); });
  return all;
}

Result<KeptAlert> kept_alert(Desk& desk, const std::string& beginning) {
  TRY(auto all, kept_alerts(desk));
  std::vector<KeptAlert*> meant;
  for (auto& kept : all) {
    if (kept.alert.id.starts_with(beginning)) meant.push_back(&kept);
  }
  if (beginning.size() < least_beginning || meant.empty()) {
    return Error{.fault = Fault::not_found, .message = tr("there is no alert {}", beginning), .hint = tr("cmtool moderate alerts list shows them"), .where = beginning};
  }
  if (meant.size() > 1) return Error{.fault = Fault::usage, .message = tr("{} is the beginning of more than one alert", beginning), .hint = tr("give more of it"), .where = beginning};
  return std::move(*meant.front());
}

Result<bool> acknowledge_alert(Desk& desk, const Id& id, const std::string& who, const std::string& why) {
  // A file of its own: whoever is telling somebody of the alert right now writes the other one.
  const auto saved = desk.store.save_document(kind, id + std::string(acknowledgement), Json{{"by", who}, {"at", iso(desk.world.clock->now())}, {"why", why}}, false);
  if (saved.ok()) return true;
  if (saved.error().fault == Fault::conflict) return false;
  return saved.error();
}

std::vector<DueAlert> due_of_alert(const AlertSettings& settings, const KeptAlert& kept, Instant now) {
  std::vector<DueAlert> due;
  if (kept.acted) return due;
  const LastTold last = last_told(kept);
  for (const auto& route : settings.routes) {
    if (is_for(route, settings, kept, last.people > 1, now) && is_due(route, kept, now)) due.push_back({.route = &route, .escalated = route.after.count() > 0 && !kept.told.empty()});
  }
  const bool somebody = last.people > 0;
  const bool waited = settings.escalate_after.count() > 0 && now >= last.at + settings.escalate_after;
  const AlertPerson* next = !somebody || last.surely_not || waited ? next_person(settings, kept, somebody, now) : nullptr;
  for (const auto& person : settings.people) {
    const bool again = was_told(kept, person);
    if (!again && &person != next) continue;
    for (const auto& route : person.routes) {
      if (is_for(route, settings, kept, somebody, now) && is_due(route, kept, now)) due.push_back({.route = &route, .escalated = somebody && !again && !last.surely_not});
    }
  }
  return due;
}

Result<AlertDelivery> deliver_alerts(AlertTools& tools) {
  Desk& desk = tools.desk;
  // Most rounds have nothing to tell, and then nothing is locked.
  TRY(const auto before, desk.store.documents(kind));
  if (before.empty()) return AlertDelivery{};
  const auto lock = desk.store.lock_account(lock_name, milliseconds(0));
  if (!lock.ok()) {
    if (lock.error().fault == Fault::state) return AlertDelivery{.busy = true};
    return lock.error();
  }
  TRY(const auto settings, settings_with_hook(desk));
  TRY(auto all, kept_alerts(desk));
  const auto is_old = [oldest = desk.world.clock->now() - kept_for](const KeptAlert& kept) { return kept.alert.at < oldest; };
  for (const auto& kept : all) {
    if (!is_old(kept)) continue;
    for (const auto& name : {kept.alert.id + std::string(acknowledgement), kept.alert.id}) {
      const auto removed = desk.store.remove_document(kind, name);
      if (!removed.ok() && removed.error().fault != Fault::not_found) return removed.error();
    }
  }
  std::erase_if(all, is_old);
  return Delivering(tools, settings).run(all);
}

Result<std::vector<AlertOutcome>> test_alerts(AlertTools& tools, const std::string& only, bool dry_run) {
  TRY(const auto settings, settings_with_hook(tools.desk));
  std::vector<const AlertRoute*> routes;
  const auto take = [&](const std::vector<AlertRoute>& some) {
    for (const auto& route : some) {
      if (only.empty() || only == route.to || only == route.who || only == route.name) routes.push_back(&route);
    }
  };
  take(settings.routes);
  for (const auto& person : settings.people) take(person.routes);
  if (routes.empty()) {
    return Error{.fault = Fault::not_found, .message = only.empty() ? tr("settings.json sends alerts to nobody") : tr("no alert goes to {}", only),
                 .hint = tr("such as {}", R"("alerts": [{"to": "mail", "address": "lea@example.org"}])")};
  }
  const KeptAlert example{.alert = {.id = sha256_hex(new_id(tools.desk.world.clock->now())).substr(0, 16), .kind = AlertKind::test, .at = tools.desk.world.clock->now(), .by = "test",
                                    .title = tr("An example: nothing has happened"), .text = tr("cmtool can reach you here.")}};
  std::vector<AlertOutcome> outcomes;
  for (const auto* route : routes) {
    AlertOutcome outcome{.alerts = {example.alert.id}, .route = route->name, .who = route->who};
    const auto sent = [&]() -> Result<void> {
      TRY(const auto way, find_alert_way(route->to));
      CHECK_OK(way->check(tools, *route));
      if (dry_run) return {};
      return way->send(tools, *route, alert_message(tools.desk, {&example}, *route, false));
    }();
    if (!sent.ok()) outcome.error = sent.error();
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace cmtool
