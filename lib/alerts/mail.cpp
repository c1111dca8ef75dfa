// SPDX-License-Identifier: MIT
// A mail to one address: {"to": "mail", "address": "lea@example.org"}. How mail leaves is said once, under "mail" in settings.json.
#include "mail.hpp"

#include "alert.hpp"

namespace cmtool {
namespace {

class MailWay final : public AlertWay {
 public:
  std::string name() const override { return "mail"; }
  std::vector<std::string> members() const override { return {"address"}; }
  Result<std::string> address(const Json& with) const override {
    TRY(const auto who, mail_address(with["address"].string_or()));
    return who.address;
  }

  Result<void> check(AlertTools& tools, const AlertRoute&) const override {
    TRY(const auto settings, tools.desk.store.settings());
    return needed_mail_setup(settings).ok() ? Result<void>() : Result<void>(needed_mail_setup(settings).error());
  }

  Result<void> send(AlertTools& tools, const AlertRoute& route, const AlertMessage& message) const override {
    TRY(const auto settings, tools.desk.store.settings());
    TRY(const auto setup, needed_mail_setup(settings));
    TRY(const auto who, mail_address(route.with["address"].string_or()));
    return send_mail(tools.desk.world, tools.mailer, setup,
                     {.to = {who}, .subject = message.title, .text = message.text, .id = message.id, .answers = message.answers, .important = message.urgent});
  }
};

}  // namespace

const AlertWay& mail_alert_way() {
  static const MailWay it;
  return it;
}

}  // namespace cmtool
