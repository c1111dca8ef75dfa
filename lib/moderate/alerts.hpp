// SPDX-License-Identifier: MIT
// Alerts from when they are raised until somebody acts: kept, sent to those who are on call, and on to the next when nobody does anything.
//
// What is told to whom is written down and synced before it leaves and after; one `moderate watch` at a time tells. So a crash repeats nothing: what was on
// its way is unknown, and the escalation is what follows. The same thing raised twice is one alert, because its id is made of what it is about.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "alert.hpp"
#include "moderate/alert_settings.hpp"

namespace cmtool {

/// One message to one address, as it is kept.
struct AlertTold {
  std::string route{}, who{};
  Instant at{};            ///< when it was tried first
  Instant tried{};         ///< and last
  int tries = 0;
  std::string outcome{};   ///< "intended", "sent", "failed", "refused" (repeating is useless), "unknown"
  std::string message{};   ///< what went wrong
};

/// An alert and what became of it.
struct KeptAlert {
  Alert alert{};
  std::vector<AlertTold> told{};
  std::string acted_by{}, acted_how{};  ///< empty: nobody yet. How: "acknowledged", or what was decided: "hide"
  std::optional<Instant> acted{};
};
/// "waiting" (nobody was told yet), "told", "escalated", "failed" (nobody could be), "acted", "over" (nobody was told in a week).
std::string state_of(const KeptAlert&, Instant now);

/// Keeps an alert, durably. `about` says what it is about: the same is raised once. Answers whether it is new.
Result<bool> raise_alert(Desk&, const std::string& about, Alert);

/// All that are kept, newest first; those of a month ago are removed by deliver_alerts().
Result<std::vector<KeptAlert>> kept_alerts(Desk&);
/// By its id or an unambiguous beginning of at least 4 characters. Fault::not_found.
Result<KeptAlert> kept_alert(Desk&, const std::string& id_or_beginning);
/// Somebody deals with it: nobody else is told. False: somebody did already.
Result<bool> acknowledge_alert(Desk&, const Id&, const std::string& who, const std::string& why);

/// One message that is due.
struct DueAlert {
  const AlertRoute* route = nullptr;
  bool escalated = false;  ///< somebody was told before and did nothing
};
/// What is due of an alert now. Pure.
std::vector<DueAlert> due_of_alert(const AlertSettings&, const KeptAlert&, Instant now);

/// The message for these alerts, with what was said as it stands now.
AlertMessage alert_message(Desk&, const std::vector<const KeptAlert*>&, const AlertRoute&, bool escalated);

/// One message that was sent, or not.
struct AlertOutcome {
  std::vector<Id> alerts{};
  std::string route{}, who{};
  std::optional<Error> error{};
};
struct AlertDelivery {
  std::vector<AlertOutcome> outcomes{};
  bool busy = false;        ///< another process is at it
};
/// Sends what is due, notes who acted, forgets what is old.
Result<AlertDelivery> deliver_alerts(AlertTools&);

/// A message to each route, or to those of one way or person, that says that nothing has happened. Nothing is kept.
Result<std::vector<AlertOutcome>> test_alerts(AlertTools&, const std::string& only, bool dry_run);

}  // namespace cmtool
