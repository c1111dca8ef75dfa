// SPDX-License-Identifier: MIT
#include "cli/alerts_view.hpp"

#include "base/tr.hpp"

namespace cmtool {

std::vector<Column> alert_columns() {
  return {{.key = "id", .title = tr("Alert"), .kind = Kind::id},
          {.key = "kind", .title = tr("Kind"), .kind = Kind::state},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "at", .title = tr("At"), .kind = Kind::time},
          {.key = "title", .title = tr("What")},
          {.key = "told", .title = tr("Told"), .kind = Kind::list},
          {.key = "acted_by", .title = tr("Acted")},
          {.key = "urgent", .title = tr("Urgent"), .kind = Kind::yes_no, .shown = false},
          {.key = "by", .title = tr("By"), .shown = false},
          {.key = "text", .title = tr("Text"), .shown = false},
          {.key = "items", .title = tr("Items"), .kind = Kind::list, .shown = false},
          {.key = "acted", .title = tr("Acted at"), .kind = Kind::time, .shown = false},
          {.key = "acted_how", .title = tr("How"), .shown = false},
          {.key = "outcomes", .title = tr("Outcomes"), .kind = Kind::list, .shown = false}};
}

std::vector<Value> row_of(const KeptAlert& kept, Instant now) {
  const Alert& alert = kept.alert;
  const auto text = [](const std::string& value) { return value.empty() ? Value() : Value(value); };
  std::vector<std::string> told;
  Json outcomes = Json::array();
  for (const auto& one : kept.told) {
    const std::string where = one.who.empty() ? one.route : one.who + " (" + one.route + ")";
    told.push_back(one.outcome == "sent" ? where : where + ": " + one.outcome);
    outcomes.push(Json{{"route", one.route}, {"who", one.who}, {"at", iso(one.at)}, {"tries", one.tries}, {"outcome", one.outcome}, {"message", one.message}});
  }
  return {Value(alert.id), Value(std::string(slug(alert.kind))), Value(state_of(kept, now)), Value(alert.at), Value(alert.title), Value(Json::strings(told)), text(kept.acted_by),
          Value(alert.urgent), Value(alert.by), text(alert.text), Value(Json::strings(alert.items)), kept.acted ? Value(*kept.acted) : Value(), text(kept.acted_how), Value(outcomes)};
}

std::vector<Column> alert_outcome_columns() {
  return {{.key = "route", .title = tr("Route")}, {.key = "who", .title = tr("Who")}, {.key = "outcome", .title = tr("Outcome"), .kind = Kind::state},
          {.key = "fault", .title = tr("Fault"), .shown = false}, {.key = "message", .title = tr("Message")}};
}

std::vector<Value> row_of(const AlertOutcome& outcome) {
  const bool unknown = outcome.error && outcome.error->fault == Fault::unknown_outcome;
  return {Value(outcome.route), outcome.who.empty() ? Value() : Value(outcome.who), Value(std::string(!outcome.error ? "sent" : unknown ? "unknown" : "failed")),
          outcome.error ? Value(std::string(slug(outcome.error->fault))) : Value(), outcome.error ? Value(outcome.error->message) : Value()};
}

Result<void> send_due_alerts(Env& env, Desk& desk, std::vector<Fault>& faults) {
  if (env.globals.dry_run) return {};
  AlertTools tools{.desk = desk, .mailer = real_mailer(desk.world)};
  TRY(const auto delivery, deliver_alerts(tools));
  for (const auto& outcome : delivery.outcomes) {
    if (!outcome.error) {
      env.say(outcome.who.empty() ? tr("alert sent: {}", outcome.route) : tr("alert sent to {}: {}", outcome.who, outcome.route));
      continue;
    }
    Error error = *outcome.error;
    if (error.where.empty()) error.where = outcome.route;
    env.complain(error);
    faults.push_back(error.fault);
  }
  return {};
}

}  // namespace cmtool
