// SPDX-License-Identifier: MIT
// Something goes wrong at a chosen request, as it does with real servers.
//
// Wraps any Http. Kinds whose name begins with `after_` let the request through first: the server has done the
// work, and only the answer is bad. The contract test runs every kind against every platform's every call.
#pragma once
#include <algorithm>
#include <array>
#include <string>

#include "net/http.hpp"

namespace cmtool {

class Faults final : public Http {
 public:
  enum Kind {
    none,
    // It never arrives.
    refused,
    // It arrives, and is turned away.
    status_401,
    status_403,
    status_404,
    status_409,
    status_422,
    status_429_seconds,
    status_429_date,
    status_429_bare,
    status_503_turned_away,
    redirect,
    // It is done, and the answer is lost or spoiled.
    after_timeout,
    after_reset,
    after_500,
    after_502_html,
    after_503,
    after_truncated_json,
    after_html,
    after_invalid_utf8,
    after_empty,
    after_giant,
    after_endless,
    after_deep_json,
  };
  static constexpr std::array all{refused,       status_401,         status_403,      status_404,     status_409,
                                  status_422,    status_429_seconds, status_429_date, status_429_bare, status_503_turned_away,
                                  redirect,      after_timeout,      after_reset,     after_500,      after_502_html,
                                  after_503,     after_truncated_json, after_html,    after_invalid_utf8, after_empty,
                                  after_giant,   after_endless,      after_deep_json};
  // As architecture.md words it.
  static constexpr Kind reset_in_answer = after_reset;

  struct Plan {
    int at = 1;  ///< the first request is 1
    Kind kind = none;
    bool ever_after = false;  ///< also every later request
  };

  Faults(Http& inner, Plan plan) : inner_(inner), plan_(plan) {}

  Result<Response> send(const Request& request, std::stop_token stop) override {
    ++requests_;
    const bool strikes = requests_ == plan_.at || (plan_.ever_after && requests_ > plan_.at);
    if (strikes && plan_.kind == refused) {
      return Error{.fault = Fault::network, .message = "the connection was refused"};
    }
    const bool arrives = !strikes || plan_.kind == none || plan_.kind >= after_timeout;
    if (arrives && request.effects == Effects::yes) ++done_;
    if (!arrives) return turned_away(request);
    auto answer = inner_.send(request, stop);
    if (!strikes || plan_.kind == none || !answer.ok()) return answer;
    return spoiled(request, std::move(answer).value());
  }

  [[nodiscard]] int requests() const { return requests_; }
  /// How many requests with Effects::yes reached the server and were done there.
  [[nodiscard]] int done() const { return done_; }
  /// Did the fault come up at all?
  [[nodiscard]] bool struck() const { return requests_ >= plan_.at; }

 private:
  static Response answer(const Request& request, int status, Headers headers, std::string body) {
    return {.status = status, .headers = std::move(headers), .body = std::move(body), .url = request.url};
  }

  Result<Response> turned_away(const Request& request) const {
    const std::string body = R"({"error":"turned away","message":"turned away"})";
    const Header json{"Content-Type", "application/json"};
    switch (plan_.kind) {
      case status_401: return answer(request, 401, {json, {"WWW-Authenticate", "Bearer"}}, body);
      case status_403: return answer(request, 403, {json}, body);
      case status_404: return answer(request, 404, {json}, body);
      case status_409: return answer(request, 409, {json}, body);
      case status_422: return answer(request, 422, {json}, body);
      case status_429_seconds: return answer(request, 429, {json, {"Retry-After", "120"}}, body);
      case status_429_date:
        return answer(request, 429, {json, {"Date", "Sun, 22 Nov 2026 09:00:00 GMT"}, {"Retry-After", "Sun, 22 Nov 2026 09:02:00 GMT"}},
                      body);
      case status_429_bare: return answer(request, 429, {json}, body);
      case status_503_turned_away: return answer(request, 503, {json, {"Retry-After", "60"}}, body);
      default: return answer(request, 307, {{"Location", "https://elsewhere.example/collect"}}, "");
    }
  }

  /// The Error of a lost answer, by what the request would have changed.
  static Error lost(const Request& request, Fault otherwise, const std::string& message) {
    return Error{.fault = request.effects == Effects::yes ? Fault::unknown_outcome : otherwise, .message = message};
  }

  Result<Response> spoiled(const Request& request, Response good) const {
    switch (plan_.kind) {
      case after_timeout: return lost(request, Fault::network, "no answer came in time");
      case after_reset: return lost(request, Fault::network, "the connection broke off");
      case after_endless: return lost(request, Fault::protocol, "the answer does not end");
      case after_giant: return lost(request, Fault::protocol, "the answer is too large");
      case after_500: return answer(request, 500, {{"Content-Type", "application/json"}}, R"({"error":"server error"})");
      case after_502_html: return answer(request, 502, {{"Content-Type", "text/html"}}, "<html><h1>502 Bad Gateway</h1></html>");
      case after_503: return answer(request, 503, {{"Content-Type", "application/json"}}, R"({"error":"busy"})");
      case after_truncated_json: good.body.resize(good.body.size() / 2); break;
      case after_html:
        good.body = "<!DOCTYPE html><title>Please sign in to this Wi-Fi</title>";
        good.headers = {{"Content-Type", "text/html"}};
        break;
      case after_invalid_utf8: good.body = "{\"id\":\"\xff\xfe\xc3\x28\",\"url\":\"\xff\",\"uri\":\"\xff\"}"; break;
      case after_empty: good.body.clear(); break;
      case after_deep_json: good.body = std::string(100'000, '[') + std::string(100'000, ']'); break;
      default: break;
    }
    return good;
  }

  Http& inner_;
  Plan plan_;
  int requests_ = 0, done_ = 0;
};

}  // namespace cmtool
