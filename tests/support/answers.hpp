// SPDX-License-Identifier: MIT
// A server in a test that is a function: for lists that change while they are read, which no cassette can say beforehand.
#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "net/http.hpp"
#include "net/url.hpp"

namespace cmtool {

/// What was asked, taken apart.
struct Asked {
  std::string path{};
  Query query{};
  const Request* request = nullptr;

  /// The first parameter of that name; "" if there is none.
  [[nodiscard]] std::string operator[](std::string_view name) const {
    for (const auto& [key, value] : query) {
      if (key == name) return value;
    }
    return {};
  }
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : query) {
      if (key == name) values.push_back(value);
    }
    return values;
  }
};

class Answers final : public Http {
 public:
  using Reply = std::function<Response(const Asked&)>;
  explicit Answers(Reply reply) : reply_(std::move(reply)) {}

  Result<Response> send(const Request& request, std::stop_token) override {
    ++requests;
    if (fail_at == requests) return Error{.fault = Fault::network, .message = "the connection was lost"};
    const auto url = parse_url(request.url);
    if (!url.ok()) return url.error();
    return reply_({.path = url->path, .query = parse_form(url->query), .request = &request});
  }

  static Response json(const Json& body, int status = 200, Headers headers = {}) {
    headers.emplace_back("Content-Type", "application/json");
    return {.status = status, .headers = std::move(headers), .body = body.dump()};
  }

  int requests = 0;
  int fail_at = 0;  ///< the request that never arrives

 private:
  Reply reply_;
};

}  // namespace cmtool
