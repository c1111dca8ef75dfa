// SPDX-License-Identifier: MIT
#include "net/address.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>

#include <string>

using namespace cmtool;

namespace {
std::string bytes_of(const char* text) {
  char buffer[16];
  if (::inet_pton(AF_INET, text, buffer) == 1) return {buffer, 4};
  REQUIRE(::inet_pton(AF_INET6, text, buffer) == 1);
  return {buffer, 16};
}
}  // namespace

TEST_CASE("addresses of the public internet are public") {
  for (const char* text : {"1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "223.255.255.255",
                           "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:4007::200e", "64:ff9b::1.1.1.1"}) {
    CAPTURE(text);
    CHECK(is_public_address(bytes_of(text)));
  }
}

TEST_CASE("addresses of this machine, of private networks, and forms that hide one are not public") {
  for (const char* text : {"0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255",
                           "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "203.0.113.9", "224.0.0.1", "255.255.255.255",
                           "::", "::1", "::ffff:127.0.0.1", "::ffff:1.1.1.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1",
                           "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1"}) {
    CAPTURE(text);
    CHECK(!is_public_address(bytes_of(text)));
  }
  CHECK(!is_public_address(""));
  CHECK(!is_public_address("12345"));
}
