// SPDX-License-Identifier: MIT
#include "net/session.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/form.hpp"
#include "net/rate_limit.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_words = 300;    // of a stranger's error message
constexpr std::size_t longest_detail = 2000;  // of a raw answer, for -v

Secret bearer(const Credentials& credentials) {
  const Secret& token = credentials["access_token"];
  return token.empty() ? Secret() : Secret("Bearer " + token.reveal());
}

/// Also the second word alone: a trace may show "Basic …" in pieces.
void guard_authorization(const Secret& value) {
  guard_secret(value);
  const std::string& text = value.reveal();
  if (const auto space = text.find(' '); space != std::string::npos) guard_secret(Secret(text.substr(space + 1)));
}

void guard_all(const Credentials& credentials) {
  for (const auto& [name, secret] : credentials.fields) guard_secret(secret);
}

bool same_origin(const std::string& a, const std::string& b) {
  const auto left = parse_url(a), right = parse_url(b);
  return left.ok() && right.ok() && origin(left.value()) == origin(right.value());
}

/// A byte order mark before JSON is forbidden, and WordPress plug-ins send it all the same.
std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

Fault fault_of_status(int status, Effects effects) {
  switch (status) {
    case 401:
    case 403: return Fault::auth;
    case 404:
    case 410: return Fault::not_found;
    case 409: return Fault::conflict;
    case 429: return Fault::rate_limited;
    default: break;
  }
  if (status == 503 && effects != Effects::yes) return Fault::rate_limited;
  // 408: the server gave up waiting for the request, which may have arrived in part. 303: done, look elsewhere.
  if (status >= 500 || status == 408 || status == 303) {
    return effects == Effects::yes ? Fault::unknown_outcome : Fault::network;
  }
  return Fault::refused;
}

std::string sentence(Fault fault, const std::string& host, const Answer& answer, const std::string& words) {
  const bool said = !words.empty();
  switch (fault) {
    case Fault::auth:
      return said ? tr("{} does not accept the sign-in: {}", host, words) : tr("{} does not accept the sign-in", host);
    case Fault::not_found:
      return said ? tr("{} does not have it: {}", host, words) : tr("{} does not have what was asked for", host);
    case Fault::conflict:
      return said ? tr("{} has it already: {}", host, words) : tr("{} has it already, or it was changed meanwhile", host);
    case Fault::rate_limited:
      return said ? tr("{} asks to wait: {}", host, words) : tr("{} asks to wait before the next request", host);
    case Fault::unknown_outcome:
      return said ? tr("{} answered with {} ({}); it may have been done all the same", host, answer.status, words)
                  : tr("{} answered with {}; it may have been done all the same", host, answer.status);
    case Fault::usage:
    case Fault::refused:
    case Fault::network:
    case Fault::unsupported:
    case Fault::protocol:
    case Fault::state:
    case Fault::cancelled:
    case Fault::internal: break;
  }
  if (answer.status >= 300 && answer.status < 400) return tr("{} points to another address", host);
  if (fault == Fault::refused) return said ? tr("{} refused: {}", host, words) : tr("{} refused with {}", host, answer.status);
  return said ? tr("{} answered with {}: {}", host, answer.status, words) : tr("{} answered with {}", host, answer.status);
}

std::string hint_for(Fault fault, const Answer& answer, const Account& account) {
  if (fault == Fault::auth && !account.name.empty()) {
    return tr("see what is wrong: cmtool account check @{}; then sign in again", account.name);
  }
  if (fault == Fault::unknown_outcome) return tr("look whether it is there before you repeat it");
  if (fault == Fault::network) return tr("trying again later is safe");
  if (answer.status >= 300 && answer.status < 400) {
    return tr("the server's address may have changed; it points to {}", host_of(header(answer.headers, "location")));
  }
  return {};
}

Error unreadable(const Answer& answer, Effects effects, const Account& account, const std::string& why) {
  const bool html = without_mark(answer.body).starts_with("<") || header(answer.headers, "content-type").starts_with("text/html");
  const std::string host = host_of(answer.url);
  Error error{.fault = effects == Effects::yes ? Fault::unknown_outcome : Fault::protocol,
              .message = html ? tr("{} answered with a web page instead of data", host)
                              : tr("{} answered with something that is no JSON", host),
              .hint = effects == Effects::yes ? tr("look whether it is there before you repeat it")
                                              : tr("is this the right server, and is it reached without a login page in between?"),
              .detail = mask_secrets(why + "\n" + first_bytes(answer.body, longest_detail))};
  if (!account.name.empty()) error.where = "@" + account.name;
  return error;
}

}  // namespace

const Secret& Credentials::operator[](const std::string& name) const {
  static const Secret none;
  const auto found = fields.find(name);
  return found == fields.end() ? none : found->second;
}

Session::Session(SessionParts parts) : parts_(std::move(parts)) { guard_all(parts_.credentials); }

void Session::use(Credentials credentials) {
  guard_all(credentials);
  parts_.credentials = std::move(credentials);
}

Result<Json> Session::get(const std::string& path, Query query) {
  return json({.method = Method::get, .path = path, .query = std::move(query)});
}
Result<Json> Session::post(const std::string& path, const Json& body, Effects effects) {
  return json({.method = Method::post, .path = path, .json = body, .effects = effects});
}
Result<Json> Session::put(const std::string& path, const Json& body, Effects effects) {
  return json({.method = Method::put, .path = path, .json = body, .effects = effects});
}
Result<Json> Session::patch(const std::string& path, const Json& body, Effects effects) {
  return json({.method = Method::patch, .path = path, .json = body, .effects = effects});
}
Result<Json> Session::del(const std::string& path, Query query, Effects effects) {
  return json({.method = Method::del, .path = path, .query = std::move(query), .effects = effects});
}

Result<Json> Session::json(const Call& call) {
  TRY(Answer answer, send(call));
  if (answer.status < 200 || answer.status >= 300) return fault_of(answer, call.effects);
  if (answer.json.is_null() && !trimmed(without_mark(answer.body)).empty()) {
    auto parsed = parse_json(without_mark(answer.body));
    if (!parsed.ok()) return unreadable(answer, call.effects, parts_.account, parsed.error().message);
  }
  return std::move(answer.json);
}

Result<Answer> Session::send(const Call& call) {
  const Credentials used = parts_.credentials;
  TRY(Answer answer, exchange(call));
  const bool own_credentials = call.signed_in && !call.authorization;
  if (!own_credentials || !parts_.renew) return answer;
  if (answer.status != 401 && !(parts_.dialect.token_expired && parts_.dialect.token_expired(answer))) return answer;

  // The request was turned away at the door, so it surely was not done and may be repeated, once.
  auto renewed = parts_.renew(used);
  if (!renewed.ok()) {
    // The server's own words about the 401 say more than "it cannot be renewed".
    if (renewed.error().fault == Fault::auth && answer.status == 401) return answer;
    return std::move(renewed).error();
  }
  use(std::move(renewed).value());
  return exchange(call);
}

Result<Answer> Session::exchange(const Call& call) {
  TRY(const Request request, request_for(call));
  auto sent = parts_.http->send(request, parts_.stop);
  if (!sent.ok()) {
    Error error = std::move(sent).error();
    if (error.where.empty()) error.where = request.account;
    return error;
  }
  Response response = std::move(sent).value();
  Answer answer{.status = response.status,
                .headers = std::move(response.headers),
                .body = std::move(response.body),
                .url = response.url.empty() ? request.url : std::move(response.url)};
  if (auto parsed = parse_json(without_mark(answer.body)); parsed.ok()) answer.json = std::move(parsed).value();
  return answer;
}

Result<Request> Session::request_for(const Call& call) {
  const bool whole = call.path.starts_with("https://") || call.path.starts_with("http://");
  const std::string address = with_query(whole ? call.path : joined_url(parts_.account.server, call.path), call.query);
  TRY(const Url url, parse_url(address));

  Request request{.method = call.method,
                  .url = text_of(url),
                  .headers = call.headers,
                  .effects = call.effects,
                  .key = call.key,
                  .limit = call.limit,
                  .redirects = call.effects == Effects::no ? 3 : 0,
                  .account = parts_.account.name.empty() ? std::string() : "@" + parts_.account.name,
                  .progress = parts_.progress};
  if (header(request.headers, "accept").empty()) request.headers.emplace_back("Accept", "application/json");

  if (call.authorization) {
    request.authorization = *call.authorization;
  } else if (call.signed_in && (!whole || same_origin(request.url, parts_.account.server))) {
    // Never to another server: an address out of an answer must not be able to collect the token.
    request.authorization = (parts_.dialect.authorization ? parts_.dialect.authorization : bearer)(parts_.credentials);
  }
  guard_authorization(request.authorization);

  if (call.json) {
    request.body = {.bytes = call.json->dump(), .type = "application/json"};
  } else if (!call.parts.empty()) {
    for (const auto& part : call.parts) {
      if (part.file) CHECK_OK(part.file->rewind());
    }
    request.body.parts = call.parts;
  } else if (call.raw) {
    if (!parts_.open_media) return Error{.fault = Fault::internal, .message = tr("this session has no media")};
    TRY(request.body.file, parts_.open_media(*call.raw));
    request.body.type = call.raw->type;
  } else if (!call.form.empty()) {
    request.body = {.bytes = form_text(call.form), .type = "application/x-www-form-urlencoded"};
  }
  return request;
}

constexpr std::chrono::seconds gateway_patience{60};

Error Session::fault_of(const Answer& answer, Effects effects) const {
  std::optional<Fault> named;
  if (parts_.dialect.fault) named = parts_.dialect.fault(answer);
  const Fault fault = named.value_or(fault_of_status(answer.status, effects));
  std::string words;
  if (parts_.dialect.message) words = mask_secrets(first_bytes(trimmed(parts_.dialect.message(answer)), longest_words));

  Error error{.fault = fault,
              .message = sentence(fault, host_of(answer.url), answer, words),
              .hint = hint_for(fault, answer, parts_.account),
              .detail = mask_secrets(first_bytes(answer.body, longest_detail))};
  if (!parts_.account.name.empty()) error.where = "@" + parts_.account.name;
  if (fault == Fault::rate_limited || answer.status == 503) error.retry_after = retry_after(answer.headers, now());
  // A gateway that gave up says nothing of the server behind it, which may still be at work.
  const bool gateway = answer.status == 408 || (answer.status >= 502 && answer.status <= 504);
  if (fault == Fault::unknown_outcome && gateway) error.retry_after = std::max(error.retry_after.value_or(gateway_patience), gateway_patience);
  return error;
}

Result<FormPart> Session::part(const std::string& name, const Media& media) {
  if (!parts_.open_media) return Error{.fault = Fault::internal, .message = tr("this session has no media")};
  FormPart part{.name = name, .filename = upload_name(media), .type = media.type};
  TRY(part.file, parts_.open_media(media));
  return part;
}

std::optional<std::string> Session::noted(const std::string& key) const {
  const auto found = parts_.notes.find(key);
  if (found == parts_.notes.end()) return std::nullopt;
  return found->second;
}

Result<void> Session::note(const std::string& key, const std::string& value) {
  if (parts_.save_note) CHECK_OK(parts_.save_note(key, value));
  parts_.notes[key] = value;
  return {};
}

std::string Session::page(const std::string& path) const { return joined_url(parts_.account.server, path); }

Result<void> Session::wait(std::chrono::milliseconds time) {
  if (parts_.clock->sleep(time, parts_.stop)) return {};
  return Error{.fault = Fault::cancelled, .message = tr("stopped while waiting")};
}

}  // namespace cmtool
