// SPDX-License-Identifier: MIT
#include "net/oauth.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>

#include "base/ascii.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;
using namespace std::chrono_literals;

namespace {

/// What a browser does: connects, says its text, and reads all of the answer.
std::string knock(const std::string& redirect_uri, const std::string& text) {
  const auto url = parse_url(redirect_uri).value();
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(static_cast<std::uint16_t>(url.port)), .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  std::string answer;
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    (void)!::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    char buffer[4096];
    for (ssize_t got = 0; (got = ::recv(socket, buffer, sizeof buffer, 0)) > 0;) answer.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(socket);
  return answer;
}

std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"; }

TokenSource source() {
  return {.token_url = "https://id.example/oauth/token", .client_id = "client", .client_secret = Secret("canary-client")};
}

}  // namespace

TEST_CASE("the challenge is the one of RFC 7636, appendix B") {
  CHECK(challenge_of(Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  const auto one = new_pkce(), other = new_pkce();
  CHECK(one.verifier.reveal().size() == 43);
  CHECK(one.verifier != other.verifier);
  CHECK(one.challenge == challenge_of(one.verifier));
}

TEST_CASE("the browser is sent with all that the platform needs, escaped") {
  CHECK(authorize_url({.authorize_url = "https://id.example/authorize?x=1",
                       .client_id = "a b",
                       .scope = "read write",
                       .redirect_uri = "http://127.0.0.1:1/callback",
                       .state = "s",
                       .challenge = "c"}) ==
        "https://id.example/authorize?x=1&response_type=code&client_id=a%20b&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback"
        "&scope=read%20write&state=s&code_challenge=c&code_challenge_method=S256");
}

TEST_CASE("only the browser that brings the right state is taken in, and hears a harmless page") {
  auto door = BrowserReturn::open();
  REQUIRE(door.ok());
  const std::string uri = door->redirect_uri();
  auto waiting = std::async(std::launch::async, [&] { return door->wait("right", 20s, {}); });
  CHECK(knock(uri, get("/favicon.ico")).starts_with("HTTP/1.1 404"));
  CHECK(knock(uri, get("/callback?code=stolen&state=wrong")).starts_with("HTTP/1.1 400"));
  CHECK(knock(uri, get("/callback?code=stolen")).starts_with("HTTP/1.1 400"));
  CHECK(knock(uri, "POST /callback?code=stolen&state=right HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
  CHECK(knock(uri, get("/callback/../callback?state=right")).starts_with("HTTP/1.1 404"));
  CHECK(knock(uri, "GET /" + std::string(40'000, 'a')).empty());
  const auto answer = knock(uri, get("/callback?code=a%2Fb&state=right&x=%3Cscript%3E"));
  CHECK(answer.starts_with("HTTP/1.1 200"));
  CHECK(answer.find("default-src 'none'") != std::string::npos);
  CHECK(answer.find("script") == std::string::npos);
  CHECK(answer.find("a/b") == std::string::npos);
  const auto query = waiting.get();
  REQUIRE(query.ok());
  CHECK(field(query.value(), "code") == "a/b");
}

TEST_CASE("a refusal in the browser is a refusal, and waiting has an end") {
  auto door = BrowserReturn::open();
  REQUIRE(door.ok());
  auto waiting = std::async(std::launch::async, [&] { return door->wait("right", 20s, {}); });
  CHECK(knock(door->redirect_uri(), get("/callback?error=access_denied&state=right")).starts_with("HTTP/1.1 200"));
  CHECK(waiting.get().error().fault == Fault::auth);
  CHECK(door->wait("right", 10ms, {}).error().fault == Fault::state);
  std::stop_source stop;
  stop.request_stop();
  CHECK(door->wait("right", 20s, stop.get_token()).error().fault == Fault::cancelled);
}

TEST_CASE("a pasted address is as good as a browser, and so is a bare code") {
  CHECK(field(pasted(" http://127.0.0.1:1/callback?code=c%20d&state=s#_=_\n", "s").value(), "code") == "c d");
  CHECK(field(pasted("4/0AY0e-g7\n", "s").value(), "code") == "4/0AY0e-g7");
  CHECK(pasted("http://127.0.0.1:1/callback?code=c&state=other", "s").error().fault == Fault::auth);
  CHECK(pasted("http://127.0.0.1:1/callback?error=access_denied&state=s", "s").error().fault == Fault::auth);
  for (const char* bad : {"", "two words", "http://127.0.0.1:1/callback", "\x1b[31m"}) CHECK(pasted(bad, "s").error().fault == Fault::usage);
}

TEST_CASE("a code becomes tokens that know when they end") {
  const auto tape = Cassette::of(R"(
> POST https://id.example/oauth/token
> !Authorization
> grant_type=authorization_code&code=the-code&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback&code_verifier=canary-verifier&client_id=client&client_secret=canary-client
< 200
< {"access_token":"canary-access","refresh_token":"canary-refresh","expires_in":"7200","token_type":"Bearer"}
)");
  FakeClock clock;
  const auto got = exchange_code(*tape, clock, source(), "the-code", Secret("canary-verifier"), "http://127.0.0.1:1/callback");
  REQUIRE(got.ok());
  CHECK(got.value()["access_token"].reveal() == "canary-access");
  CHECK(got.value()["refresh_token"].reveal() == "canary-refresh");
  CHECK(got->expires == clock.now() + 2h);
  CHECK(mask_secrets("a canary-access b") == "a ••• b");
}

TEST_CASE("a refresh keeps what is not replaced, and a dead token is told from a lost answer") {
  const Credentials worn{.fields = {{"access_token", Secret("old-access")}, {"refresh_token", Secret("old-refresh")}, {"did", Secret("did:plc:a")}}};
  FakeClock clock;
  const std::string question =
      "> POST https://id.example/oauth/token\n> grant_type=refresh_token&refresh_token=old-refresh&client_id=client&client_secret=canary-client\n";
  const auto tape = Cassette::of(question + "< 200\n< {\"access_token\":\"new-access\",\"expires_in\":1e300}\n" + question +
                                 "< 400\n< {\"error\":\"invalid_grant\",\"error_description\":\"revoked by old-refresh\"}\n" + question +
                                 "< 503\n< busy\n" + question + "< 200\n< <html>\n");
  const auto fresh = refresh_tokens(*tape, clock, source(), worn);
  REQUIRE(fresh.ok());
  CHECK(fresh.value()["access_token"].reveal() == "new-access");
  CHECK(fresh.value()["refresh_token"].reveal() == "old-refresh");
  CHECK(fresh.value()["did"].reveal() == "did:plc:a");
  CHECK(!fresh->expires);
  const auto dead = refresh_tokens(*tape, clock, source(), worn).error();
  CHECK(dead.fault == Fault::auth);
  CHECK(dead.message.find("old-refresh") == std::string::npos);
  CHECK(refresh_tokens(*tape, clock, source(), worn).error().fault == Fault::unknown_outcome);
  CHECK(refresh_tokens(*tape, clock, source(), worn).error().fault == Fault::unknown_outcome);
  CHECK(refresh_tokens(*tape, clock, source(), Credentials{}).error().fault == Fault::auth);
}
