// SPDX-License-Identifier: MIT
// What one command learned of a server's limits, and the next one knows.
#include <doctest/doctest.h>

#include "tests/support/program/program.hpp"

using namespace cmtool;
using test::Program;

namespace {

/// A server that counts requests and says that no more are allowed for ten minutes.
class Strict final : public Http {
 public:
  explicit Strict(int& asked) : asked_(asked) {}
  Result<Response> send(const Request&, std::stop_token) override {
    ++asked_;
    return Response{.status = 200,
                    .headers = {{"Content-Type", "application/json"}, {"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "600"}},
                    .body = R"({"id":"1","username":"atelier","acct":"atelier","url":"https://server.example/@atelier"})"};
  }

 private:
  int& asked_;
};

}  // namespace

TEST_CASE("a rate limit that one command used up holds back the next one, which says when to come back") {
  Program cmtool;
  int asked = 0;
  cmtool.world.network = [&](const NetworkWish& wish) -> Result<std::unique_ptr<Http>> {
    return make_network_over(std::make_unique<Strict>(asked), cmtool.clock, wish);
  };
  REQUIRE(cmtool({"init", "--zone", "UTC"}).code == 0);
  cmtool.input = "canary-token\n";
  REQUIRE(cmtool({"account", "add", "mastodon", "atelier", "--server", "https://server.example", "--token-stdin", "--keep", "file"}).code == 0);
  REQUIRE(cmtool({"api", "@atelier", "GET", "/api/v1/announcements"}).code == 0);
  const int before = asked;
  cmtool.clock.advance(std::chrono::seconds(60));
  const auto held = cmtool({"api", "@atelier", "GET", "/api/v1/announcements"});
  CHECK(held.code == 7);
  CHECK(held.err.find("server.example asks to wait before the next request") != std::string::npos);
  CHECK(asked == before);
  cmtool.clock.advance(std::chrono::seconds(541));
  CHECK(cmtool({"api", "@atelier", "GET", "/api/v1/announcements"}).code == 0);
}
