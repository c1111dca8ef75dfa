// SPDX-License-Identifier: MIT
// Handing a mail to a server (SMTP submission, RFC 6409), through libcurl.
//
// A password never goes over an open line: STARTTLS is demanded, not hoped for, and a server without it gets nothing. The one exception is a
// mail server of this machine, which may be talked to in the clear, without a password. Each mail is handed over once: when the line breaks after the
// whole message has left, nobody knows whether the server has taken it, and that is said (Fault::unknown_outcome), never tried again here.
#pragma once
#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "sys/trust_store.hpp"

namespace cmtool {

/// Where mail is handed over.
struct MailServer {
  enum class Safety {
    starttls,  ///< smtp://: the line is made safe before anything of ours is said
    tls,       ///< smtps://: it is safe from its first byte
    none,      ///< for a server of this machine only, without a password
  };
  std::string host{};
  int port = 587;
  Safety safety = Safety::starttls;
  std::string user{};   ///< empty: no sign-in
  Secret password{};
  std::string ca_file{};  ///< certificates to trust in place of the machine's; empty: the machine's
  std::chrono::milliseconds limit = std::chrono::seconds(60);
};

/// Reads "smtp://mail.example.org:587", "smtps://mail.example.org" or "mail.example.org"; "?tls=none" at the end for a server of this machine. Fault::usage
/// for anything else.
Result<MailServer> mail_server(std::string_view address);

/// Who the servers are told that it comes from and goes to.
struct MailEnvelope {
  std::string from{};
  std::vector<std::string> to{};
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  /// Answers when the server has taken the message for all who are named.
  ///   network          surely not taken: no connection, no safe line, or it broke before the end of the message
  ///   auth             the server does not accept user or password
  ///   rate_limited     the server said "later" (4xx); surely not taken
  ///   refused          the server said no (5xx)
  ///   unknown_outcome  it broke after the end of the message
  ///   cancelled        stopped before that
  virtual Result<void> send(const MailServer&, const MailEnvelope&, const std::string& message, std::stop_token) = 0;
};

/// The real one. Fault::unsupported when the part is not installed.
Result<std::unique_ptr<Mailer>> curl_mailer(const TrustStore&);

/// What the part's entry `cmtool_part_mail` is.
using MailEntry = Mailer* (*)(const TrustStore*);

}  // namespace cmtool
