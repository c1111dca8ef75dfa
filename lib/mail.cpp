// SPDX-License-Identifier: MIT
#include "mail.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

Error said_wrongly(const std::string& key, std::string hint) {
  return {.fault = Fault::usage, .message = tr("settings.json: “{}” cannot be understood", "mail." + key), .hint = std::move(hint)};
}

}  // namespace

Result<std::optional<MailSetup>> mail_setup(const Json& settings) {
  const Json& said = settings["mail"];
  if (said.is_null()) return std::optional<MailSetup>();
  MailSetup setup;
  auto server = mail_server(said["server"].string_or());
  if (!server.ok()) return said_wrongly("server", server.error().message);
  setup.server = std::move(server).value();
  setup.server.user = said["user"].string_or();
  setup.server.ca_file = said["ca_file"].string_or();
  auto from = mail_address(said["from"].string_or());
  if (!from.ok()) return said_wrongly("from", from.error().message);
  setup.from = std::move(from).value();
  TRY(setup.password, secret_wish(said, "password", "mail"));
  if (setup.server.safety == MailServer::Safety::none && !setup.server.user.empty()) return said_wrongly("server", tr("a password never goes over an open line"));
  return std::optional(std::move(setup));
}

Result<MailSetup> needed_mail_setup(const Json& settings) {
  TRY(auto setup, mail_setup(settings));
  if (setup) return *std::move(setup);
  return Error{.fault = Fault::usage, .message = tr("settings.json does not say how mail leaves"),
               .hint = tr("such as {}", R"("mail": {"server": "smtp://mail.example.org:587", "from": "desk@example.org", "user": "desk", "password_command": ["pass", "show", "smtp"]})")};
}

MakeMailer real_mailer(World& world) {
  return [&world]() -> Result<std::unique_ptr<Mailer>> { return curl_mailer(trust_store([&world](const std::string& name) { return world.variable(name); })); };
}

Result<void> send_mail(World& world, const MakeMailer& make_mailer, const MailSetup& setup, MailMessage mail) {
  MailServer server = setup.server;
  if (!server.user.empty()) {
    TRY(server.password, load_secret(world, setup.password));
  }
  mail.from = setup.from;
  mail.at = world.clock->now();
  TRY(const auto bytes, mail_bytes(mail));
  MailEnvelope envelope{.from = setup.from.address};
  for (const auto& who : mail.to) envelope.to.push_back(who.address);
  TRY(const auto mailer, make_mailer());
  return mailer->send(server, envelope, bytes, world.stop);
}

}  // namespace cmtool
