// SPDX-License-Identifier: MIT
#include "net/mail.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/url.hpp"
#include "sys/part.hpp"

namespace cmtool {
namespace {

constexpr int submissions = 465, open_port = 25;

bool is_host(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']') && host.size() > 2) {
    const auto inner = host.substr(1, host.size() - 2);
    return std::all_of(inner.begin(), inner.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || c == ':' || c == '.'; });
  }
  return !host.empty() && host.size() <= 253 && host.front() != '-' && host.front() != '.' &&
         std::all_of(host.begin(), host.end(), [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.'; });
}

}  // namespace

Result<MailServer> mail_server(std::string_view address) {
  const auto wrong = [&] {
    return Error{.fault = Fault::usage, .message = tr("“{}” is not a mail server's address", std::string(address)),
                 .hint = tr("such as smtp://mail.example.org:587, smtps://mail.example.org, or smtp://localhost?tls=none")};
  };
  MailServer server;
  std::string_view rest = trimmed(address);
  bool port_said = false;
  if (rest.starts_with("smtps://")) {
    server.safety = MailServer::Safety::tls;
    server.port = submissions;
    rest.remove_prefix(8);
  } else if (rest.starts_with("smtp://")) {
    rest.remove_prefix(7);
  } else if (rest.find("://") != std::string_view::npos) {
    return wrong();
  }
  if (rest.ends_with("?tls=none")) {
    if (server.safety == MailServer::Safety::tls) return wrong();
    server.safety = MailServer::Safety::none;
    server.port = open_port;
    rest.remove_suffix(9);
  }
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const auto bracket = rest.rfind(']');
  const auto colon = rest.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    const auto port = to_integer(rest.substr(colon + 1));
    if (!port || *port < 1 || *port > 65535) return wrong();
    server.port = static_cast<int>(*port);
    port_said = true;
    rest = rest.substr(0, colon);
  }
  server.host = lower(rest);
  if (!is_host(server.host)) return wrong();
  // Providers' pages name a port alone; 465 has spoken TLS from the first byte for as long as it has existed.
  if (port_said && server.port == submissions && server.safety == MailServer::Safety::starttls) server.safety = MailServer::Safety::tls;
  if (server.safety == MailServer::Safety::none && !is_loopback(server.host)) {
    return Error{.fault = Fault::usage, .message = tr("mail goes to {} over a safe line only", server.host), .hint = tr("“?tls=none” is for a mail server of this machine")};
  }
  return server;
}

Result<std::unique_ptr<Mailer>> curl_mailer(const TrustStore& trust) {
  TRY(void* const entry, load_part("mail"));
  std::unique_ptr<Mailer> mailer(reinterpret_cast<MailEntry>(entry)(&trust));
  if (!mailer) return Error{.fault = Fault::internal, .message = tr("libcurl cannot be started")};
  return mailer;
}

}  // namespace cmtool
