// SPDX-License-Identifier: MIT
// What somebody must look at now, and the ways in which it reaches them: one file each in alerts/.
//
// A way is handed one message and says what became of it. Each message is sent once: an outcome that is unknown stays unknown, and what follows then is
// the escalation's business (moderate/alerts.hpp). Nothing of an alert that is kept names a person; what was said, and by whom, is
// looked up when a message is written.
#pragma once
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "desk.hpp"
#include "mail.hpp"

namespace cmtool {

enum class AlertKind {
  rule,        ///< a rule says so
  crisis,      ///< much more is written than usual
  failure,     ///< the desk itself cannot work: a sign-in has ended, a rule was stopped
  escalation,  ///< of a route: any of these that nobody has acted upon
  test,        ///< nothing has happened
};
std::string_view slug(AlertKind);
std::optional<AlertKind> alert_kind(std::string_view slug);

/// Something that happened, as it is kept.
struct Alert {
  Id id{};
  AlertKind kind = AlertKind::rule;
  Instant at{};
  std::string by{};          ///< "rule:insults", "crisis"
  std::string title{}, text{};  ///< without names of those who write to us
  std::vector<Id> items{};   ///< of the inbox; deciding on one of them is acting on the alert
  bool urgent = false;       ///< does not wait for the end of quiet hours
  Json facts = Json::object();
  bool operator==(const Alert&) const = default;
};
Json to_json(const Alert&);
Result<Alert> alert_from_json(const Json&);

/// What a way gets: one alert as it is read, or several in one.
struct AlertMessage {
  std::string id{};       ///< the same for the same message
  std::string answers{};  ///< the id of the message that this one repeats, for somebody else
  AlertKind kind = AlertKind::rule;
  bool urgent = false;
  std::string title{}, text{};
  Json event{};           ///< the same for programs, as the hook "alert" reads it
};

/// A way and an address, as settings.json has them.
struct AlertRoute {
  enum class When {
    on_call,  ///< waits for the end of quiet hours
    quiet,    ///< in quiet hours only
    always,
  };
  std::string to{};      ///< a way: "mail"
  std::string who{};     ///< whose it is; empty: everybody's
  std::string name{};    ///< "mail lea@example.org": shown, and known again by it; without secrets
  Json with = Json::object();
  When when = When::on_call;
  std::set<AlertKind> kinds{};     ///< empty: all
  std::chrono::seconds after{0};   ///< only if nobody has acted by then
};

/// What ways may use.
struct AlertTools {
  Desk& desk;
  MakeMailer mailer{};
};

class AlertWay {
 public:
  virtual ~AlertWay() = default;
  [[nodiscard]] virtual std::string name() const = 0;
  /// The members that a route of this way may have besides those of every route.
  [[nodiscard]] virtual std::vector<std::string> members() const = 0;
  /// Where a route leads, as it may be shown. Fault::usage for members that cannot be understood.
  [[nodiscard]] virtual Result<std::string> address(const Json& with) const = 0;
  /// Could it be used? Looks at settings and accounts; sends nothing.
  [[nodiscard]] virtual Result<void> check(AlertTools&, const AlertRoute&) const { return {}; }
  /// Fault::unknown_outcome when it may have arrived; network and rate_limited when it surely did not, and may be tried again.
  [[nodiscard]] virtual Result<void> send(AlertTools&, const AlertRoute&, const AlertMessage&) const = 0;
};

const std::vector<const AlertWay*>& alert_ways();
/// Fault::usage, naming those that there are.
Result<const AlertWay*> find_alert_way(std::string_view name);

// What ways share.

/// At most so many bytes of text, whole characters, with "…" where something was left out.
std::string cut_short(const std::string& text, std::size_t most_bytes);
/// An "@" in a stranger's text calls nobody.
std::string without_mentions(const std::string& text);
/// An address that is given as "url", or kept elsewhere as "url_from" or "url_command", since it is a secret by itself.
Result<std::string> route_url(AlertTools&, const AlertRoute&);
/// Where such an address leads: its host alone.
Result<std::string> route_host(const Json& with);
/// Signs a request with the route's token, where settings.json names one: "token_from" or "token_command".
Result<void> authorize(AlertTools&, const AlertRoute&, Request&);
/// Sends an alert's request, and says what the answer means.
Result<void> send_alert_request(AlertTools&, const Request&);

}  // namespace cmtool
