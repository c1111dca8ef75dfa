// SPDX-License-Identifier: MIT
// The keyring against a real secret service, in a session bus of its own: tests/process/keyring/run starts both.
#include "net/keyring.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <chrono>

using namespace cmtool;

namespace {
std::string variable(const std::string& name) {
  const char* const value = ::getenv(name.c_str());
  return value == nullptr ? "" : value;
}
const KeyringEntry entry{.workspace = "/tmp/a workspace", .account = "atelier"};
}  // namespace

TEST_CASE("what is saved is loaded again, for this workspace and account alone, until it is removed") {
  auto keyring = desktop_keyring(variable);
  REQUIRE_MESSAGE(keyring.ok(), keyring.error().message, " ", keyring.error().detail);
  CHECK((*keyring)->load(entry).error().fault == Fault::not_found);
  for (const auto* text : {"{\"access_token\":\"canary\"}", "{\"access_token\":\"été ☃\"}"}) {
    auto saved = (*keyring)->save(entry, Secret(text));
    REQUIRE_MESSAGE(saved.ok(), saved.error().message, " ", saved.error().detail);
    const auto loaded = (*keyring)->load(entry);
    REQUIRE(loaded.ok());
    CHECK((loaded.value() == Secret(text)));
  }
  CHECK((*keyring)->load({.workspace = "/tmp/another", .account = "atelier"}).error().fault == Fault::not_found);
  CHECK((*keyring)->load({.workspace = "/tmp/a workspace", .account = "blog"}).error().fault == Fault::not_found);
  CHECK((*keyring)->remove(entry).ok());
  CHECK((*keyring)->load(entry).error().fault == Fault::not_found);
  CHECK((*keyring)->remove(entry).error().fault == Fault::not_found);
}

TEST_CASE("a call that was stopped says so") {
  auto keyring = desktop_keyring(variable);
  REQUIRE(keyring.ok());
  std::stop_source stop;
  stop.request_stop();
  CHECK((*keyring)->load(entry, stop.get_token()).error().fault == Fault::cancelled);
}
