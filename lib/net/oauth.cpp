// SPDX-License-Identifier: MIT
#include "net/oauth.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr std::string_view callback = "/callback";
constexpr std::size_t verifier_bytes = 32;
constexpr double longest_life = 10.0 * 365 * 24 * 3600;  // seconds; what is longer is no time

std::string page(std::string_view status, const std::string& title, const std::string& text) {
  // Nothing of what the visitor sent is in here, so there is nothing to escape.
  const std::string body = fmt::format(
      "<!DOCTYPE html><html lang=\"{0}\"><head><meta charset=\"utf-8\"><title>{1}</title></head>"
      "<body><h1>{1}</h1><p>{2}</p></body></html>",
      language(), title, text);
  return fmt::format(
      "HTTP/1.1 {}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n"
      "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'\r\n\r\n{}",
      status, body.size(), body);
}

/// The target of "GET /callback?… HTTP/1.1"; "" for anything else.
std::string target_of(const std::string& head) {
  const auto words = split(std::string_view(head).substr(0, head.find("\r\n")), ' ');
  return words.size() == 3 && words[0] == "GET" && words[2].starts_with("HTTP/1.") ? words[1] : std::string();
}

Error said_no(const Query& query) {
  const std::string why = field(query, "error");
  if (why == "access_denied" || why.empty()) return {.fault = Fault::auth, .message = tr("the sign-in was refused in the browser")};
  std::string words = field(query, "error_description");
  if (words.empty()) words = why;
  return {.fault = Fault::auth, .message = tr("the platform ended the sign-in: {}", words.substr(0, 300))};
}

bool is_refusal(const Query& query) {
  return std::any_of(query.begin(), query.end(), [](const auto& f) { return f.first == "error"; });
}

/// A token endpoint answers 400 where others answer 401 (RFC 6749 5.2).
Dialect token_dialect() {
  return {.fault = [](const Answer& answer) -> std::optional<Fault> {
            if (answer.status == 400 || answer.status == 401) return Fault::auth;
            return std::nullopt;
          },
          .message = [](const Answer& answer) {
            const auto words = answer.json["error_description"].string_or();
            return words.empty() ? answer.json["error"].string_or() : words;
          }};
}

Result<Credentials> tokens(Http& http, Clock& clock, const TokenSource& source, Query form, Credentials credentials, std::stop_token stop) {
  form.emplace_back("client_id", source.client_id);
  if (!source.client_secret.empty()) {
    guard_secret(source.client_secret);
    form.emplace_back("client_secret", source.client_secret.reveal());
  }
  Session session({.dialect = token_dialect(), .http = &http, .clock = &clock, .stop = std::move(stop)});
  TRY(const Json answer, session.json({.method = Method::post,
                                       .path = source.token_url,
                                       .form = std::move(form),
                                       .effects = Effects::yes,
                                       .signed_in = false}));
  TRY(std::string access, answer.text("access_token"));
  credentials.fields["access_token"] = Secret(std::move(access));
  if (auto refresh = answer["refresh_token"].string_or(); !refresh.empty()) {
    credentials.fields["refresh_token"] = Secret(std::move(refresh));
  }
  for (const auto& [name, secret] : credentials.fields) guard_secret(secret);
  const double life = answer["expires_in"].is_string() ? to_number(answer["expires_in"].string_or()).value_or(0)
                                                       : answer["expires_in"].number_or(0);
  credentials.expires.reset();
  if (life >= 1 && life < longest_life) credentials.expires = clock.now() + seconds(static_cast<std::int64_t>(life));
  return credentials;
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) different |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned>(static_cast<unsigned char>(b[i]));
  return different == 0;
}

std::string challenge_of(const Secret& verifier) { return base64_url(sha256(verifier.reveal())); }

Pkce new_pkce() {
  Pkce pkce{.verifier = Secret(base64_url(random_bytes(verifier_bytes)))};
  guard_secret(pkce.verifier);
  pkce.challenge = challenge_of(pkce.verifier);
  return pkce;
}

std::string authorize_url(const Authorization& wanted) {
  Query query{{"response_type", "code"}, {"client_id", wanted.client_id}, {"redirect_uri", wanted.redirect_uri}};
  if (!wanted.scope.empty()) query.emplace_back("scope", wanted.scope);
  query.emplace_back("state", wanted.state);
  query.emplace_back("code_challenge", wanted.challenge);
  query.emplace_back("code_challenge_method", "S256");
  return with_query(wanted.authorize_url, query);
}

std::string field(const Query& query, std::string_view name) {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return {};
}

Result<BrowserReturn> BrowserReturn::open() {
  TRY(auto listener, listen_on_loopback());
  return BrowserReturn(std::move(listener));
}

std::string BrowserReturn::redirect_uri() const { return fmt::format("http://127.0.0.1:{}{}", listener_->port(), callback); }

Result<Query> BrowserReturn::wait(const std::string& state, milliseconds patience, std::stop_token stop) {
  const auto until = steady_clock::now() + patience;
  for (;;) {
    TRY(auto visitor, listener_->next(std::max(milliseconds(0), ceil<milliseconds>(until - steady_clock::now())), stop));
    if (!visitor) {
      return Error{.fault = Fault::state,
                   .message = tr("the browser did not come back in time"),
                   .hint = tr("start again, or paste the address that the browser shows at the end")};
    }
    Visitor& caller = **visitor;
    const std::string target = target_of(caller.head());
    const auto question = target.find('?');
    if (std::string_view(target).substr(0, question) != callback) {
      caller.answer(page("404 Not Found", tr("Nothing here"), tr("This address is only used to end a sign-in.")));
      continue;
    }
    const Query query = parse_form(question == std::string::npos ? std::string_view() : std::string_view(target).substr(question + 1));
    if (state.empty() || !same_secret(field(query, "state"), state)) {
      // Somebody else's link, or a page that guesses: it must neither sign in nor end the wait.
      caller.answer(page("400 Bad Request", tr("Not this sign-in"), tr("This link does not belong to the sign-in that is going on.")));
      continue;
    }
    if (is_refusal(query)) {
      caller.answer(page("200 OK", tr("Not signed in"), tr("You can close this window and go back to the terminal.")));
      return said_no(query);
    }
    caller.answer(page("200 OK", tr("Almost done"), tr("You can close this window and go back to the terminal.")));
    return query;
  }
}

Result<Query> pasted(std::string_view text, const std::string& state) {
  constexpr std::size_t longest_code = 4096;
  text = trimmed(text);
  const auto question = text.find('?');
  if (question == std::string_view::npos || text.find("://") == std::string_view::npos) {
    const bool is_code = !text.empty() && text.size() <= longest_code &&
                         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (is_code && text.find("://") == std::string_view::npos) return Query{{"code", std::string(text)}};
    return Error{.fault = Fault::usage,
                 .message = tr("this is neither a code nor the address that the browser shows at the end"),
                 .hint = tr("copy the whole address, from http:// on")};
  }
  text = text.substr(0, text.find('#'));
  Query query = parse_form(text.substr(question + 1));
  if (!same_secret(field(query, "state"), state)) {
    return Error{.fault = Fault::auth, .message = tr("this address belongs to another sign-in"), .hint = tr("start again")};
  }
  if (is_refusal(query)) return said_no(query);
  return query;
}

Result<Credentials> exchange_code(Http& http, Clock& clock, const TokenSource& source, const std::string& code, const Secret& verifier,
                                  const std::string& redirect_uri, std::stop_token stop) {
  guard_secret(Secret(code));
  return tokens(http, clock, source,
                {{"grant_type", "authorization_code"},
                 {"code", code},
                 {"redirect_uri", redirect_uri},
                 {"code_verifier", verifier.reveal()}},
                {}, std::move(stop));
}

Result<Credentials> refresh_tokens(Http& http, Clock& clock, const TokenSource& source, const Credentials& worn, std::stop_token stop) {
  const Secret& token = worn["refresh_token"];
  if (token.empty()) {
    return Error{.fault = Fault::auth, .message = tr("the access token is no longer accepted and cannot be renewed")};
  }
  guard_secret(token);
  return tokens(http, clock, source, {{"grant_type", "refresh_token"}, {"refresh_token", token.reveal()}}, worn, std::move(stop));
}

}  // namespace cmtool
