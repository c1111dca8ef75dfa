// SPDX-License-Identifier: MIT
#include "net/session.hpp"

#include <doctest/doctest.h>

#include "tests/support/platform_bench.hpp"

using namespace cmtool;
using namespace std::chrono_literals;

namespace {

/// A platform that does nothing: the session is what is tested.
class Plain final : public Platform {
 public:
  const About& about() const override {
    static const About it{.name = "plain", .title = "Plain"};
    return it;
  }
  Dialect dialect() const override { return spoken; }
  Result<Receipt> publish(Session&, const Post&) const override { return Receipt{}; }
  Dialect spoken{};
};

struct Bench {
  explicit Bench(const std::string& text) : tape(Cassette::of(text)), http(tape.get()) {}
  Bench(const std::string& text, Faults::Plan plan) : tape(Cassette::of(text)), faults(std::make_unique<Faults>(*tape, plan)), http(faults.get()) {
    tape->partial();
  }
  Session session() { return on.session(); }

  std::unique_ptr<Cassette> tape;
  std::unique_ptr<Faults> faults{};
  Http* http;
  Plain plain{};
  PlatformBench on{plain, *http};
};

Fault fault_of(const auto& result) { return result.ok() ? Fault::internal : result.error().fault; }

bool shows(const Error& error, const std::string& text) {
  return (error.message + error.hint + error.where + error.detail).find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a request carries the account's address and token, and its answer is JSON") {
  Bench bench(R"(
> GET /api/v1/things?limit=5&q=caf%C3%A9
> Authorization: Bearer canary-access_token
> Accept: application/json
< 200
< {"id":"7"}
)");
  auto session = bench.session();
  const auto answer = session.get("/api/v1/things", {{"limit", "5"}, {"q", "café"}});
  REQUIRE(answer.ok());
  CHECK(answer.value()["id"].string_or() == "7");
}

TEST_CASE("an empty answer is null, and a byte order mark does no harm") {
  Bench bench("> DELETE /a\n< 204\n> GET /b\n< 200\n< \xEF\xBB\xBF{\"b\":1}\n");
  auto session = bench.session();
  CHECK(session.del("/a").value().is_null());
  CHECK(session.get("/b").value()["b"].integer_or(0) == 1);
}

TEST_CASE("a token never goes to another server unless it is given for it") {
  Bench bench(R"(
> GET https://elsewhere.example/collect
> !Authorization
< 200
> GET https://server.example/own
> Authorization: Bearer canary-access_token
< 200
> GET https://server.example:8443/other-port
> !Authorization
< 200
> GET https://video.example/upload
> Authorization: Bearer for-video
< 200
> GET /public
> !Authorization
< 200
)");
  auto session = bench.session();
  CHECK(session.get("https://elsewhere.example/collect").ok());
  CHECK(session.get("https://SERVER.example/own").ok());
  CHECK(session.get("https://server.example:8443/other-port").ok());
  CHECK(session.json({.path = "https://video.example/upload", .authorization = Secret("Bearer for-video")}).ok());
  CHECK(session.json({.path = "/public", .signed_in = false}).ok());
}

TEST_CASE("bodies go out as JSON, as a form, as parts, as a file") {
  Bench bench(R"(
> POST /json
> Content-Type: application/json
> Idempotency-Key: 0cmtool0delivery
> {"text":"\"quoted\"","list":[1,2.5,"*"]}
< 200
> POST /form
> b=x%20y&a=*
< 200
> POST /parts
> part description: Un chat
> file file image/png cat.png
< 200
> POST /raw
> Content-Type: image/png
> raw image/png
< 200
)");
  const Media cat = bench.on.medium("/tmp/cat.gif", "image/png", "bytes");
  auto session = bench.session();
  Json list = Json::array();
  list.push(1);
  list.push(2.5);
  list.push("whatever");
  Json body{{"list", list}, {"text", "\"quoted\""}};
  CHECK(session.json({.method = Method::post, .path = "/json", .json = body, .effects = Effects::yes, .key = session.key()}).ok());
  CHECK(session.json({.method = Method::post, .path = "/form", .form = {{"a", "1"}, {"b", "x y"}}, .effects = Effects::yes}).ok());
  auto file = session.part("file", cat);
  REQUIRE(file.ok());
  CHECK(session.json({.method = Method::post, .path = "/parts", .parts = {{.name = "description", .bytes = "Un chat"}, file.value()},
                      .effects = Effects::yes}).ok());
  CHECK(session.json({.method = Method::post, .path = "/raw", .raw = cat, .effects = Effects::yes}).ok());
}

TEST_CASE("each status means one fault, and more caution where something may have been done") {
  struct Row {
    int status;
    Fault read, same, write;
  };
  const Row rows[]{
      {400, Fault::refused, Fault::refused, Fault::refused},
      {401, Fault::auth, Fault::auth, Fault::auth},
      {403, Fault::auth, Fault::auth, Fault::auth},
      {404, Fault::not_found, Fault::not_found, Fault::not_found},
      {408, Fault::network, Fault::network, Fault::unknown_outcome},
      {409, Fault::conflict, Fault::conflict, Fault::conflict},
      {410, Fault::not_found, Fault::not_found, Fault::not_found},
      {413, Fault::refused, Fault::refused, Fault::refused},
      {422, Fault::refused, Fault::refused, Fault::refused},
      {429, Fault::rate_limited, Fault::rate_limited, Fault::rate_limited},
      {500, Fault::network, Fault::network, Fault::unknown_outcome},
      {502, Fault::network, Fault::network, Fault::unknown_outcome},
      {503, Fault::rate_limited, Fault::rate_limited, Fault::unknown_outcome},
      {504, Fault::network, Fault::network, Fault::unknown_outcome},
      {302, Fault::refused, Fault::refused, Fault::refused},
      {303, Fault::network, Fault::network, Fault::unknown_outcome},
      {307, Fault::refused, Fault::refused, Fault::refused},
  };
  for (const auto& row : rows) {
    CAPTURE(row.status);
    const std::string answer = "< " + std::to_string(row.status) + "\n< Content-Type: application/json\n< {}\n";
    Bench bench("> GET /a\n" + answer + "> PUT /a\n> {}\n" + answer + "> POST /a\n> {}\n" + answer);
    auto session = bench.session();
    CHECK(fault_of(session.get("/a")) == row.read);
    CHECK(fault_of(session.put("/a", Json::object())) == row.same);
    CHECK(fault_of(session.post("/a", Json::object())) == row.write);
  }
}

TEST_CASE("every fault of the network gives its fault, one request with effects at most, and shows no secret") {
  for (const auto kind : Faults::all) {
    CAPTURE(static_cast<int>(kind));
    Bench bench("> POST /a\n> {}\n< 200\n< {\"id\":\"a long enough answer\"}\n", {.at = 1, .kind = kind});
    auto session = bench.session();
    const auto answer = session.post("/a", Json::object());
    if (kind == Faults::after_empty) {
      CHECK(answer.ok());  // the platform asks for what it needs of it
      continue;
    }
    REQUIRE(!answer.ok());
    // A 503 may come from a machine in between while the server behind it works on.
    const bool perhaps_done = kind >= Faults::after_timeout || kind == Faults::status_503_turned_away;
    CHECK(perhaps_done == (answer.error().fault == Fault::unknown_outcome));
    CHECK(bench.faults->requests() == 1);
    CHECK(!shows(answer.error(), "canary"));
    CHECK(answer.error().where == "@atelier");
  }
}

TEST_CASE("a rate limit says when to come back") {
  for (const auto kind : {Faults::status_429_seconds, Faults::status_429_date}) {
    Bench bench("", {.at = 1, .kind = kind});
    auto session = bench.session();
    CHECK(session.get("/a").error().retry_after == 120s);
  }
  Bench bare("", {.at = 1, .kind = Faults::status_429_bare});
  auto session = bare.session();
  CHECK(session.get("/a").error().retry_after == std::nullopt);
}

TEST_CASE("the platform's own words are passed on, bounded, and without secrets") {
  Bench bench("> GET /a\n< 422\n< {\"error\":\"canary-access_token " + std::string(1000, 'x') + "\"}\n");
  bench.plain.spoken.message = [](const Answer& answer) { return answer.json["error"].string_or(); };
  auto session = bench.session();
  const auto error = session.get("/a").error();
  CHECK(error.fault == Fault::refused);
  CHECK(error.message.find("xxxx") != std::string::npos);
  CHECK(error.message.size() < 400);
  CHECK(!shows(error, "canary"));
}

TEST_CASE("a dialect may know better what a status means") {
  Bench bench("> GET /a\n< 422\n< {\"error\":\"The access token is invalid\"}\n");
  bench.plain.spoken.fault = [](const Answer& answer) -> std::optional<Fault> {
    if (answer.json["error"].string_or().find("token") != std::string::npos) return Fault::auth;
    return std::nullopt;
  };
  auto session = bench.session();
  CHECK(fault_of(session.get("/a")) == Fault::auth);
}

TEST_CASE("a worn token is renewed once, and the request repeated with the new one") {
  Bench bench(R"(
> POST /a
> Authorization: Bearer canary-access_token
> {}
< 400
< {"error":"ExpiredToken"}
> POST /a
> Authorization: Bearer new-canary
> {}
< 200
> POST /b
> Authorization: Bearer new-canary
> {}
< 401
> POST /b
> Authorization: Bearer new-canary
> {}
< 401
)");
  int renewals = 0;
  bench.plain.spoken.token_expired = [](const Answer& answer) { return answer.json["error"].string_or() == "ExpiredToken"; };
  bench.on.renew = [&](const Credentials& worn) -> Result<Credentials> {
    CHECK(worn["access_token"].reveal() == (renewals == 0 ? "canary-access_token" : "new-canary"));
    ++renewals;
    return Credentials{.fields = {{"access_token", Secret("new-canary")}}};
  };
  auto session = bench.session();
  CHECK(session.post("/a", Json::object()).ok());
  CHECK(fault_of(session.post("/b", Json::object())) == Fault::auth);
  CHECK(renewals == 2);
}

TEST_CASE("when a renewal fails the network's fault is told from a dead token") {
  Bench bench("> GET /a\n< 401\n< {\"error\":\"revoked\"}\n> GET /a\n< 401\n");
  Fault why = Fault::auth;
  bench.plain.spoken.message = [](const Answer& answer) { return answer.json["error"].string_or(); };
  bench.on.renew = [&](const Credentials&) -> Result<Credentials> { return Error{.fault = why, .message = "not renewed"}; };
  auto session = bench.session();
  const auto dead = session.get("/a").error();
  CHECK(dead.fault == Fault::auth);
  CHECK(shows(dead, "revoked"));
  why = Fault::network;
  CHECK(fault_of(session.get("/a")) == Fault::network);
}

TEST_CASE("a web page instead of JSON is named as such") {
  Bench bench("> GET /a\n< 200\n< Content-Type: text/html\n< <html>Wi-Fi sign-in</html>\n");
  auto session = bench.session();
  const auto error = session.get("/a").error();
  CHECK(error.fault == Fault::protocol);
  CHECK(shows(error, "web page"));
}

TEST_CASE("a redirect names the host it leads to, and not the rest") {
  Bench bench("", {.at = 1, .kind = Faults::redirect});
  auto session = bench.session();
  const auto error = session.post("/a", Json::object()).error();
  CHECK(shows(error, "elsewhere.example"));
  CHECK(!shows(error, "collect"));
}

TEST_CASE("a server's address that could fool somebody is refused before anything is sent") {
  Bench bench("");
  bench.on.account.server = "http://server.example";
  auto session = bench.session();
  CHECK(fault_of(session.get("/a")) == Fault::usage);
  CHECK(fault_of(session.get("/a\r\nHost: evil")) == Fault::usage);
}

TEST_CASE("notes are kept before the next step, and not when they cannot be saved") {
  Bench bench("");
  bench.on.notes["part"] = "1";
  auto session = bench.session();
  CHECK(session.noted("part") == "1");
  CHECK(session.note("rkey", "3k").ok());
  CHECK(bench.on.notes["rkey"] == "3k");
  CHECK(session.noted("rkey") == "3k");
  CHECK(!session.noted("other"));
}

TEST_CASE("waiting ends when it is stopped") {
  Bench bench("");
  auto session = bench.session();
  CHECK(session.wait(2s).ok());
  CHECK(bench.on.clock.slept() == std::vector<std::chrono::milliseconds>{2s});
  bench.on.stop.request_stop();
  CHECK(fault_of(session.wait(2s)) == Fault::cancelled);
}
