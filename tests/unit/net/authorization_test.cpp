// SPDX-License-Identifier: MIT
#include "net/authorization.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"

using namespace cmtool;

TEST_CASE("the Authorization header says who we are as its scheme wants it") {
  CHECK(bearer_authorization(Secret("t0ken")).reveal() == "Bearer t0ken");
  const auto basic = [](const char* user, const char* password) {
    return basic_authorization(Secret(user), Secret(password)).reveal();
  };
  CHECK(basic("ann", "abcd efgh") == "Basic " + base64("ann:abcd efgh"));
  CHECK(basic("@ann", " abcd\n") == "Basic " + base64("ann:abcd"));
  CHECK(basic("ann@b.example", "pw") == "Basic " + base64("ann@b.example:pw"));
  CHECK(basic("", "ann:pw") == "Basic " + base64("ann:pw"));
  CHECK(basic("", "pw") == "Basic " + base64(":pw"));
}
