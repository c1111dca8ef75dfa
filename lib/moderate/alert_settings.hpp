// SPDX-License-Identifier: MIT
// Who is told of alerts, how, and when: "alerts" in settings.json.
//
//   "alerts": {
//     "quiet": {"daily": "22:00-07:00"},
//     "escalate_after": "15m",
//     "people": [
//       {"name": "lea", "on_call": {"weekdays": "09:00-18:00"}, "routes": [{"to": "mail", "address": "lea@example.org"}]},
//       {"name": "max", "routes": [{"to": "ntfy", "url": "https://ntfy.sh/max-8d1f"}]}],
//     "routes": [{"to": "webhook", "url_command": ["pass", "show", "slack"], "format": "slack", "when": "always", "kinds": ["crisis"], "after": "30m"}]
//   }
//
// A list alone stands for "routes". Hours are written as business hours are, and may go over midnight. People are told one after the other, those who are on
// call; routes of nobody's get every alert. "when" is about quiet hours: "on-call" waits for their end, "quiet" is for them alone, "always" for both.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "alert.hpp"
#include "when/business.hpp"

namespace cmtool {

struct AlertPerson {
  std::string name{};
  std::optional<BusinessHours> on_call{};  ///< nothing: always
  std::vector<AlertRoute> routes{};
};

struct AlertSettings {
  std::vector<AlertRoute> routes{};   ///< nobody's in particular
  std::vector<AlertPerson> people{};  ///< in the order in which they are told
  std::optional<BusinessHours> quiet{};
  std::chrono::seconds escalate_after{0};  ///< 0: never
};

/// Fault::usage, naming the place, for what cannot be understood. `zone` is the workspace's.
Result<AlertSettings> alert_settings(const Json& settings, const std::string& zone);

bool is_quiet(const AlertSettings&, Instant);
bool is_on_call(const AlertPerson&, Instant);

}  // namespace cmtool
