// SPDX-License-Identifier: MIT
// SMTP by libcurl. What is set and why is as in net/curl.cpp; what an end of the talk means is decided here.
//
// The message counts as gone once libcurl has asked for more of it and was told that there is none: from then on "." may have left. Whoever answers
// 4xx or 5xx after that has not taken it (RFC 5321, 4.2.5); whoever does not answer may have.
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/mail.hpp"
#include "net/on_its_way.hpp"
#include "net/url.hpp"

namespace cmtool {
namespace {

constexpr long connect_limit = 10'000;  // ms
constexpr std::size_t longest_words = 300;

/// One mail on its way.
struct Handover {
  explicit Handover(const std::string& text, std::stop_token token) : message(text), stop(std::move(token)) {}
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;
  ~Handover() {
    curl_easy_cleanup(easy);
    curl_slist_free_all(recipients);
  }

  const std::string& message;
  std::stop_token stop;
  CURL* easy = curl_easy_init();
  curl_slist* recipients = nullptr;
  std::size_t given = 0;
  bool gone = false;         // all of it was given away
  std::string last_words{};  // the server's last line
  std::array<char, CURL_ERROR_SIZE> words{};
};

std::size_t give_message(char* to, std::size_t size, std::size_t count, void* from) {
  auto& handover = *static_cast<Handover*>(from);
  const std::size_t piece = std::min(size * count, handover.message.size() - handover.given);
  if (piece == 0) {
    if (handover.stop.stop_requested()) return CURL_READFUNC_ABORT;
    note_change_begins();
    handover.gone = true;
    return 0;
  }
  std::memcpy(to, handover.message.data() + handover.given, piece);
  handover.given += piece;
  return piece;
}

std::size_t take_line(char* bytes, std::size_t, std::size_t count, void* to) {
  static_cast<Handover*>(to)->last_words = trimmed({bytes, std::min(count, longest_words)});
  return count;
}

std::size_t take_nothing(char*, std::size_t, std::size_t count, void*) { return count; }

int look_at_stop(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return static_cast<Handover*>(of)->stop.stop_requested() ? 1 : 0; }

/// Sets options and remembers whether one of them was not taken.
struct MailOptions {
  CURL* easy;
  CURLcode worst = CURLE_OK;
  template <typename T>
  void set(CURLoption option, T value) {
    if (const CURLcode code = curl_easy_setopt(easy, option, value); code != CURLE_OK) worst = code;
  }
};

bool is_one_word(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f && c != '<' && c != '>'; });
}

class CurlMailer final : public Mailer {
 public:
  explicit CurlMailer(TrustStore trust) : trust_(std::move(trust)) {}

  Result<void> send(const MailServer& server, const MailEnvelope& envelope, const std::string& message, std::stop_token stop) override {
    if (stop.stop_requested()) return Error{.fault = Fault::cancelled, .message = tr("stopped before anything was sent")};
    if (server.safety == MailServer::Safety::none && (!is_loopback(server.host) || !server.user.empty())) {
      return Error{.fault = Fault::usage, .message = tr("{} is not given a password over an open line", server.host), .hint = tr("use smtps://, or smtp:// with STARTTLS")};
    }
    Handover handover(message, std::move(stop));
    CHECK_OK(set_up(handover, server, envelope));
    const CURLcode code = curl_easy_perform(handover.easy);
    if (code == CURLE_OK) return {};
    return fault_of(handover, server, code);
  }

 private:
  Result<void> set_up(Handover& handover, const MailServer& server, const MailEnvelope& envelope) const {
    MailOptions options{handover.easy};
    const bool tls = server.safety == MailServer::Safety::tls;
    const std::string url = fmt::format("{}://{}:{}", tls ? "smtps" : "smtp", server.host, server.port);
    options.set(CURLOPT_URL, url.c_str());
    options.set(CURLOPT_PROTOCOLS_STR, tls ? "smtps" : "smtp");
    options.set(CURLOPT_USE_SSL, static_cast<long>(server.safety == MailServer::Safety::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    options.set(CURLOPT_SSL_VERIFYPEER, 1L);
    options.set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!server.ca_file.empty()) {
      options.set(CURLOPT_CAINFO, server.ca_file.c_str());
      options.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    } else if (trust_ != TrustStore{}) {
      options.set(CURLOPT_CAINFO, trust_.file.empty() ? static_cast<const char*>(nullptr) : trust_.file.c_str());
      options.set(CURLOPT_CAPATH, trust_.folder.empty() ? static_cast<const char*>(nullptr) : trust_.folder.c_str());
    }
    options.set(CURLOPT_PROXY, "");
    options.set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    options.set(CURLOPT_NOSIGNAL, 1L);
    options.set(CURLOPT_CONNECTTIMEOUT_MS, connect_limit);
    options.set(CURLOPT_TIMEOUT_MS, static_cast<long>(server.limit.count()));
    options.set(CURLOPT_ERRORBUFFER, handover.words.data());
    if (!server.user.empty()) {
      options.set(CURLOPT_USERNAME, server.user.c_str());
      options.set(CURLOPT_PASSWORD, server.password.reveal().c_str());
    }
    if (!is_one_word(envelope.from)) return Error{.fault = Fault::usage, .message = tr("“{}” is not a mail address", envelope.from)};
    options.set(CURLOPT_MAIL_FROM, ("<" + envelope.from + ">").c_str());
    for (const auto& to : envelope.to) {
      if (!is_one_word(to)) return Error{.fault = Fault::usage, .message = tr("“{}” is not a mail address", to)};
      handover.recipients = curl_slist_append(handover.recipients, ("<" + to + ">").c_str());
    }
    options.set(CURLOPT_MAIL_RCPT, handover.recipients);
    options.set(CURLOPT_UPLOAD, 1L);
    options.set(CURLOPT_READFUNCTION, &give_message);
    options.set(CURLOPT_READDATA, static_cast<void*>(&handover));
    options.set(CURLOPT_HEADERFUNCTION, &take_line);
    options.set(CURLOPT_HEADERDATA, static_cast<void*>(&handover));
    options.set(CURLOPT_WRITEFUNCTION, &take_nothing);
    options.set(CURLOPT_XFERINFOFUNCTION, &look_at_stop);
    options.set(CURLOPT_XFERINFODATA, static_cast<void*>(&handover));
    options.set(CURLOPT_NOPROGRESS, 0L);
    if (options.worst == CURLE_OK) return {};
    return Error{.fault = Fault::internal, .message = tr("libcurl does not take a setting that is needed for safety"), .detail = curl_easy_strerror(options.worst)};
  }

  static Error fault_of(const Handover& handover, const MailServer& server, CURLcode code) {
    long status = 0;
    curl_easy_getinfo(handover.easy, CURLINFO_RESPONSE_CODE, &status);
    const std::string host = fmt::format("{}:{}", server.host, server.port);
    const std::string said = mask_secrets(handover.last_words);
    Error error{.fault = Fault::network, .where = host, .detail = mask_secrets(handover.words[0] != '\0' ? handover.words.data() : curl_easy_strerror(code))};
    const bool answered = status >= 400 && status < 600;
    if (handover.gone && !answered) {
      error.fault = Fault::unknown_outcome;
      error.message = tr("the line to {} broke after the mail had been sent; nobody knows whether it was taken", host);
      error.hint = tr("look whether it has arrived before you send it again");
    } else if (code == CURLE_ABORTED_BY_CALLBACK) {
      error.fault = Fault::cancelled;
      error.message = tr("stopped while waiting for {}", host);
    } else if (code == CURLE_LOGIN_DENIED) {
      error.fault = Fault::auth;
      error.message = tr("{} does not accept the sign-in: {}", host, said);
      error.hint = tr("is the user right, and the password?");
    } else if (code == CURLE_USE_SSL_FAILED) {
      error.fault = Fault::refused;
      error.message = tr("{} does not offer a safe line (STARTTLS); nothing was sent", host);
      error.hint = tr("perhaps it speaks smtps://, port 465");
    } else if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SSL_CACERT_BADFILE) {
      error.message = tr("the certificate of {} cannot be trusted; nothing was sent", host);
      error.hint = tr("“ca_file” in settings.json names the authority of a server of your own");
    } else if (answered && status < 500) {
      error.fault = Fault::rate_limited;
      error.message = tr("{} asks to wait: {}", host, said);
    } else if (answered) {
      error.fault = Fault::refused;
      error.message = tr("{} does not take the mail: {}", host, said);
    } else if (code == CURLE_COULDNT_RESOLVE_HOST) {
      error.message = tr("the name {} is not known", server.host);
    } else if (code == CURLE_OPERATION_TIMEDOUT) {
      error.message = tr("{} did not answer in time", host);
    } else if (code == CURLE_COULDNT_CONNECT) {
      error.message = tr("{} cannot be reached", host);
    } else {
      error.message = tr("the connection to {} broke off before the mail was sent", host);
    }
    return error;
  }

  TrustStore trust_;
};

}  // namespace
}  // namespace cmtool

/// The entry of the part; see MailEntry.
extern "C" cmtool::Mailer* cmtool_part_mail(const cmtool::TrustStore* trust) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  return started == CURLE_OK ? new cmtool::CurlMailer(*trust) : nullptr;
}
