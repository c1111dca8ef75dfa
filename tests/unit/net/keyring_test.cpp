// SPDX-License-Identifier: MIT
#include "net/keyring.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("without a desktop session there is no keyring, and nothing is started to have one") {
  const auto keyring = desktop_keyring([](const std::string& name) { return name == "XDG_RUNTIME_DIR" ? "/nowhere" : ""; });
  REQUIRE(!keyring.ok());
  CHECK(keyring.error().fault == Fault::unsupported);
  CHECK(!keyring.error().hint.empty());
}
