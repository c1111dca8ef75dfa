// SPDX-License-Identifier: MIT
#include "net/network.hpp"

#include <doctest/doctest.h>

#include "net/pace.hpp"
#include "net/recorder.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;
using namespace std::chrono_literals;

namespace {

/// Gives every request to a function.
class Called final : public Http {
 public:
  explicit Called(std::function<Result<Response>(const Request&)> answer) : answer_(std::move(answer)) {}
  Result<Response> send(const Request& request, std::stop_token) override { return answer_(request); }

 private:
  std::function<Result<Response>(const Request&)> answer_;
};

struct Said {
  std::string text{};
  std::function<void(const std::string&)> say() {
    return [this](const std::string& line) { text += line + "\n"; };
  }
};

Request post() {
  return {.method = Method::post,
          .url = "https://server.example/api/v1/statuses?token=canary-query",
          .headers = {{"Accept", "application/json"}, {"X-Api-Key", "never-registered"}},
          .authorization = Secret("Bearer canary-token"),
          .body = {.bytes = R"({"text":"Bonjour","password":"canary-token"})", .type = "application/json"},
          .effects = Effects::yes,
          .account = "@atelier"};
}

void guard_canaries() {
  guard_secret(Secret("canary-token"));
  guard_secret(Secret("canary-query"));
}

}  // namespace

TEST_CASE("-v is one line a request, -vv is all of it, and neither shows a secret") {
  guard_canaries();
  for (const int verbose : {1, 2}) {
    Said said;
    FakeClock clock;
    const auto http = make_network_over(std::make_unique<Called>([&](const Request&) -> Result<Response> {
      clock.advance(120ms);
      return Response{.status = 200, .headers = {{"Set-Cookie", "session=never-registered"}}, .body = "{\"echo\":\"canary-token\"," + std::string(5000, ' ') + "}"};
    }), clock, {.verbose = verbose, .say = said.say()});
    REQUIRE(http->send(post(), {}).ok());
    CAPTURE(said.text);
    CHECK(said.text.find("@atelier → POST https://server.example/api/v1/statuses") != std::string::npos);
    CHECK(said.text.find("← 200 5.0 kB 120 ms\n") != std::string::npos);
    CHECK(said.text.find("canary") == std::string::npos);
    CHECK(said.text.find("never-registered") == std::string::npos);
    CHECK((said.text.find("Bonjour") != std::string::npos) == (verbose == 2));
    CHECK(std::count(said.text.begin(), said.text.end(), '\n') == (verbose == 1 ? 1 : 10));
    CHECK(said.text.size() < 4000);
  }
}

TEST_CASE("without -v nothing is said") {
  Said said;
  FakeClock clock;
  const auto http = make_network_over(std::make_unique<Called>([](const Request&) -> Result<Response> { return Response{.status = 200}; }), clock,
                                      {.say = said.say()});
  REQUIRE(http->send(post(), {}).ok());
  CHECK(said.text.empty());
}

TEST_CASE("a dry run reads, shows what would change something, and sends nothing of it") {
  guard_canaries();
  Said said;
  FakeClock clock;
  int sent = 0;
  const auto http = make_network_over(std::make_unique<Called>([&](const Request&) -> Result<Response> {
    ++sent;
    return Response{.status = 200};
  }), clock, {.dry_run = true, .say = said.say()});
  CHECK(http->send({.url = "https://server.example/limits"}, {}).ok());
  CHECK(sent == 1);
  CHECK(http->send(post(), {}).error().fault == Fault::cancelled);
  Request deletion{.method = Method::del, .url = "https://server.example/1", .effects = Effects::same};
  CHECK(http->send(deletion, {}).error().fault == Fault::cancelled);
  CHECK(sent == 1);
  CAPTURE(said.text);
  CHECK(said.text.find("@atelier POST https://server.example/api/v1/statuses") != std::string::npos);
  CHECK(said.text.find("Bonjour") != std::string::npos);
  CHECK(said.text.find("DELETE https://server.example/1") != std::string::npos);
  CHECK(said.text.find("canary") == std::string::npos);
}

TEST_CASE("a spent window is waited for when it is short, and named when it is long") {
  FakeClock clock;
  std::string left = "1", reset = "10";
  int sent = 0;
  Pace pace(std::make_unique<Called>([&](const Request&) -> Result<Response> {
    ++sent;
    return Response{.status = 200, .headers = {{"RateLimit-Remaining", left}, {"RateLimit-Reset", reset}}};
  }), clock);
  REQUIRE(pace.send(post(), {}).ok());
  left = "0";
  REQUIRE(pace.send(post(), {}).ok());  // the one that was left
  CHECK(clock.slept().empty());
  REQUIRE(pace.send(post(), {}).ok());
  CHECK(clock.slept() == std::vector<std::chrono::milliseconds>{10s});
  reset = "3600";
  clock.advance(11s);
  REQUIRE(pace.send(post(), {}).ok());
  const int before = sent;
  const auto held = pace.send(post(), {});
  REQUIRE(!held.ok());
  CHECK(held.error().fault == Fault::rate_limited);
  CHECK(held.error().retry_after == 3600s);
  CHECK(sent == before);
  // Another account, another kind of request, another server: not concerned.
  Request other = post();
  other.account = "@other";
  CHECK(pace.send(other, {}).ok());
  other = post();
  other.url = "https://server.example/api/v2/media";
  CHECK(pace.send(other, {}).ok());
}

TEST_CASE("a 429 holds back what follows it") {
  FakeClock clock;
  Pace pace(std::make_unique<Called>([&](const Request&) -> Result<Response> {
    return Response{.status = 429, .headers = {{"Retry-After", "300"}}};
  }), clock);
  CHECK(pace.send(post(), {}).value().status == 429);
  CHECK(pace.send(post(), {}).error().retry_after == 300s);
  clock.advance(301s);
  CHECK(pace.send(post(), {}).value().status == 429);
}

TEST_CASE("a window that one process used up holds back the next one, until it ends") {
  FakeClock clock;
  std::map<std::string, Json> kept;
  const RateMemory memory{.recall = [&](const std::string& account) { return kept.contains(account) ? kept.at(account) : Json(); },
                          .keep = [&](const std::string& account, const Json& windows) { kept[account] = windows; }};
  std::string left = "50";
  int sent = 0;
  const auto process = [&] {
    return std::make_unique<Pace>(std::make_unique<Called>([&](const Request&) -> Result<Response> {
      ++sent;
      return Response{.status = 200, .headers = {{"X-RateLimit-Remaining", left}, {"X-RateLimit-Reset", "600"}}};
    }), clock, memory);
  };
  REQUIRE(process()->send(post(), {}).ok());
  CHECK(kept.empty());  // plenty is left: nothing worth a file
  left = "0";
  REQUIRE(process()->send(post(), {}).ok());
  CHECK(kept.at("@atelier").members().size() == 1);
  clock.advance(100s);
  const auto held = process()->send(post(), {});
  REQUIRE(!held.ok());
  CHECK(held.error().fault == Fault::rate_limited);
  CHECK(held.error().retry_after == 500s);
  CHECK(sent == 2);
  Request other = post();
  other.account = "@other";
  CHECK(process()->send(other, {}).ok());
  clock.advance(501s);
  CHECK(process()->send(post(), {}).ok());
  // The clock had been set ten years ahead when it was written: that holds nobody back.
  clock.advance(-24h * 3650);
  CHECK(process()->send(post(), {}).ok());
  // A file that somebody damaged is as good as none.
  for (const char* damaged : {"[]", "7", R"({"x":1})", R"({"POST https://server.example/api/v1/statuses @atelier":{"left":"x","ends":"soon"}})"}) {
    kept["@atelier"] = parse_json(damaged).value();
    CHECK(process()->send(post(), {}).ok());
  }
}

TEST_CASE("ids in a path do not make it another kind of request") {
  const auto kind = [](const char* url) { return kind_of({.url = url}); };
  CHECK(kind("https://a.example/api/v1/statuses/110123/context?x=1") == kind("https://a.example/api/v1/statuses/220456/context"));
  CHECK(kind("https://a.example/api/v1/statuses") != kind("https://a.example/api/v2/statuses"));
}

TEST_CASE("what was recorded can be played back") {
  guard_canaries();
  std::string written;
  FakeClock clock;
  const auto http = make_network_over(std::make_unique<Called>([](const Request&) -> Result<Response> {
    return Response{.status = 201, .headers = {{"Content-Type", "application/json"}, {"Date", "x"}}, .body = R"({"id":"1","token":"canary-token"})"};
  }), clock, {.record = [&](const std::string& exchange) { written += exchange; }});
  Request request = post();
  request.body.bytes = R"({"text":"Bonjour"})";
  request.url = "https://server.example/api";
  REQUIRE(http->send(request, {}).ok());
  CHECK(written.find("canary") == std::string::npos);
  const auto tape = Cassette::of(written);
  const auto answer = tape->send(request, {});
  REQUIRE(answer.ok());
  CHECK(answer->status == 201);
  CHECK(answer->body == R"({"id":"1","token":"•••"})");
}
