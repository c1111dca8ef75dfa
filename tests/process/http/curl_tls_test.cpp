// SPDX-License-Identifier: MIT
// Who may be talked to over TLS: nobody whom this machine's trust store does not vouch for.
#include <doctest/doctest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "net/curl.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;

extern char** environ;

namespace {

/// tls_server.py, for as long as a test runs.
class TlsServers {
 public:
  TlsServers() {
    int in[2], out[2];
    REQUIRE(::pipe(in) == 0);
    REQUIRE(::pipe(out) == 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    for (const int descriptor : {in[0], in[1], out[0], out[1]}) ::posix_spawn_file_actions_addclose(&actions, descriptor);
    std::string program = "python3", script = std::string(CMTOOL_SOURCE_DIR) + "/tests/process/http/tls_server.py", folder = scratch.path();
    char* words[]{program.data(), script.data(), folder.data(), nullptr};
    REQUIRE(::posix_spawnp(&process_, "python3", &actions, nullptr, words, environ) == 0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    end_ = in[1];
    std::string line;
    char c = 0;
    while (::read(out[0], &c, 1) == 1 && c != '\n') line += c;
    ::close(out[0]);
    for (const auto& word : split(line, ' ')) {
      if (const auto equals = word.find('='); equals != std::string::npos) ports_[word.substr(0, equals)] = word.substr(equals + 1);
    }
    REQUIRE_MESSAGE(ports_.size() == 5, "python3 and openssl are needed for this test");
  }
  ~TlsServers() {
    ::close(end_);
    ::waitpid(process_, nullptr, 0);
  }
  TlsServers(const TlsServers&) = delete;
  TlsServers& operator=(const TlsServers&) = delete;

  [[nodiscard]] std::string url(const std::string& kind) const { return "https://127.0.0.1:" + ports_.at(kind) + "/"; }
  [[nodiscard]] TrustStore bundle() const { return {.file = scratch / "ca.pem"}; }
  [[nodiscard]] TrustStore folder() const { return {.folder = scratch / "hashed"}; }

 private:
  test::ScratchDir scratch{};
  std::map<std::string, std::string> ports_{};
  pid_t process_ = 0;
  int end_ = -1;
};

Request posting(const std::string& url) {
  return {.method = Method::post, .url = url, .body = {.bytes = "{}", .type = "application/json"}, .effects = Effects::yes};
}

}  // namespace

TEST_CASE("a server that the trust store vouches for is talked to, and nobody else hears a byte of the request") {
  const TlsServers servers;
  for (const auto& trust : {servers.bundle(), servers.folder()}) {
    const auto http = curl_http({.trust = trust});
    REQUIRE(http.ok());
    for (int i = 0; i < 3; ++i) REQUIRE((*http)->send(posting(servers.url("good")), {}).ok());
    std::map<std::string, std::string> messages;
    for (const char* kind : {"selfsigned", "wronghost", "expired", "old"}) {
      CAPTURE(kind);
      const auto answer = (*http)->send(posting(servers.url(kind)), {});
      REQUIRE(!answer.ok());
      CHECK(answer.error().fault == Fault::network);
      messages[kind] = answer.error().message;
    }
    CHECK(messages["selfsigned"].find("self-signed") != std::string::npos);
    CHECK(messages["wronghost"].find("is not for") != std::string::npos);
    CHECK(messages["expired"].find("expired") != std::string::npos);
  }
  // With the same network and no trust in that authority: nothing.
  const auto http = curl_http({.trust = {.folder = "/nonexistent"}});
  REQUIRE(http.ok());
  CHECK((*http)->send(posting(servers.url("good")), {}).error().fault == Fault::network);
  const auto broken = curl_http({.trust = {.file = "/nonexistent"}});
  REQUIRE(broken.ok());
  CHECK((*broken)->send(posting(servers.url("good")), {}).error().message.find("certificates") != std::string::npos);
  // Counted by the servers themselves: only the good one has read requests, and each of them once.
  const auto again = curl_http({.trust = servers.bundle()});
  const auto count = parse_json((*again)->send(posting(servers.url("good")), {}).value().body);
  CHECK(count.value()["requests"].integer_or(0) == 7);
}
