// SPDX-License-Identifier: MIT
// An inbox with people to be told, a mailer and a network that remember what left.
#pragma once
#include <deque>

#include "moderate/alerts.hpp"
#include "tests/support/inbox_place.hpp"

namespace cmtool::test {

inline Json json_of_text(const std::string& text) { return parse_json(text).value(); }

class AlertPlace {
 public:
  explicit AlertPlace(const std::string& alerts, const std::string& rest = "{}") : place(settings_with(alerts, rest)) {}

  static Json settings_with(const std::string& alerts, const std::string& rest) {
    Json settings = json_of_text(rest);
    settings.set("zone", "Europe/Paris");
    settings.set("alerts", json_of_text(alerts));
    settings.set("mail", json_of_text(R"({"server": "smtp://localhost?tls=none", "from": "desk@example.org"})"));
    return settings;
  }

  struct Sent {
    std::string to{}, bytes{};
  };
  std::vector<Sent> mails{};
  std::vector<Request> requests{};
  std::deque<Error> mail_faults{};  ///< of the next mails
  std::optional<Response> answer{};
  InboxPlace place;

  AlertDelivery deliver() {
    Desk desk = place.desk();
    return deliver_at(desk).value();
  }
  Result<AlertDelivery> deliver_at(Desk& desk) {
    Desk with_network{.world = desk.world, .store = desk.store, .http = http_};
    with_network.platform = desk.platform;
    AlertTools tools{.desk = with_network, .mailer = [this]() -> Result<std::unique_ptr<Mailer>> { return std::unique_ptr<Mailer>(new Post(*this)); }};
    return deliver_alerts(tools);
  }
  Result<std::vector<AlertOutcome>> test(const std::string& only = {}, bool dry_run = false) {
    Desk desk = place.desk();
    Desk with_network{.world = desk.world, .store = desk.store, .http = http_};
    with_network.platform = desk.platform;
    AlertTools tools{.desk = with_network, .mailer = [this]() -> Result<std::unique_ptr<Mailer>> { return std::unique_ptr<Mailer>(new Post(*this)); }};
    return test_alerts(tools, only, dry_run);
  }
  /// One about an item that has come.
  Id raise(const std::string& text, bool urgent = false) {
    Desk desk = place.desk();
    const Id item = place.file("a", {text}).front();
    REQUIRE(raise_alert(desk, "rule x " + item, {.by = "rule:x", .title = "The rule x", .items = {item}, .urgent = urgent}).value());
    return item;
  }
  std::vector<std::string> told() const {
    std::vector<std::string> all;
    for (const auto& mail : mails) all.push_back(mail.to);
    return all;
  }
  KeptAlert only() {
    Desk desk = place.desk();
    return kept_alerts(desk).value().front();
  }

 private:
  class Post final : public Mailer {
   public:
    explicit Post(AlertPlace& of) : of_(of) {}
    Result<void> send(const MailServer&, const MailEnvelope& envelope, const std::string& message, std::stop_token) override {
      if (!of_.mail_faults.empty()) {
        const Error error = of_.mail_faults.front();
        of_.mail_faults.pop_front();
        if (error.fault == Fault::unknown_outcome) of_.mails.push_back({envelope.to.front(), message});
        return error;
      }
      of_.mails.push_back({envelope.to.front(), message});
      return {};
    }

   private:
    AlertPlace& of_;
  };
  class Net final : public Http {
   public:
    explicit Net(AlertPlace& of) : of_(of) {}
    Result<Response> send(const Request& request, std::stop_token) override {
      of_.requests.push_back(request);
      if (of_.answer) return *of_.answer;
      return Response{.status = 200, .body = "{}"};
    }

   private:
    AlertPlace& of_;
  };
  Net http_{*this};
};

}  // namespace cmtool::test
