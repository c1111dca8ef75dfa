// SPDX-License-Identifier: MIT
// Mail from this workspace: alerts, and whatever else leaves it by mail.
//
//   "mail": {"server": "smtp://mail.example.org:587", "from": "Atelier <desk@example.org>", "user": "desk", "password_command": ["pass", "show", "smtp"]}
//
// "password_from" names a variable in place of the command; systemd hands it over as cmtool-mail. "ca_file" names the authority of a server of one's own.
#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "net/mail.hpp"
#include "secrets.hpp"
#include "text/mail_message.hpp"

namespace cmtool {

struct MailSetup {
  MailServer server{};  ///< without its password
  MailAddress from{};
  SecretWish password{};
};

/// What settings.json says; nothing where it says nothing. Fault::usage naming what cannot be understood.
Result<std::optional<MailSetup>> mail_setup(const Json& settings);
/// The same, where mail is needed: Fault::usage with what to write when nothing is said.
Result<MailSetup> needed_mail_setup(const Json& settings);

/// Makes the mailer at first use; tests have one of their own.
using MakeMailer = std::function<Result<std::unique_ptr<Mailer>>()>;
MakeMailer real_mailer(World&);

/// Hands a mail over, once; see Mailer::send for what an Error means. `from` and `at` are filled in.
Result<void> send_mail(World&, const MakeMailer&, const MailSetup&, MailMessage);

}  // namespace cmtool
