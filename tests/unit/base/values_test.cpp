// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

using namespace cmtool;

TEST_CASE("an id keeps its time and sorts by it") {
  const Instant early(std::chrono::milliseconds(1'700'000'000'000)), late(std::chrono::milliseconds(1'700'000'000'001));
  const Id a = new_id(early), b = new_id(late);
  CHECK(is_id(a));
  CHECK(a < b);
  CHECK(made_at(a) == early);
  CHECK(new_id(early) != new_id(early));
  CHECK_FALSE(is_id("../../etc/passwd"));
}

TEST_CASE("times are read with every offset and written in UTC") {
  struct Row {
    const char *in, *out;
  };
  for (const auto& row : {Row{"2026-12-24T09:00:00Z", "2026-12-24T09:00:00Z"}, Row{"2026-12-24T09:00:00+01:00", "2026-12-24T08:00:00Z"},
                          Row{"2026-12-24 09:00:00.250Z", "2026-12-24T09:00:00.250Z"}, Row{"2024-02-29T23:59:60Z", "2024-03-01T00:00:00Z"},
                          Row{"2026-01-01T00:00-0330", "2026-01-01T03:30:00Z"}}) {
    CAPTURE(row.in);
    const auto at = parse_iso(row.in);
    REQUIRE(at.ok());
    CHECK(iso(*at) == row.out);
  }
  for (const char* bad : {"", "2026", "2026-02-30T00:00:00Z", "2026-12-24T24:00:00Z", "2026-12-24T09:00:00", "2026-12-24T09:00:00Zx"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_iso(bad).ok());
  }
}

TEST_CASE("hashes and encodings are those of the standards") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2
  CHECK(base64("foob") == "Zm9vYg==");                                                             // RFC 4648
  CHECK(base64_url("\xff\xfe\xfd") == "__79");
}

TEST_CASE("a guarded secret is masked in every form in which it travels") {
  guard_secret(Secret("s3cr3t/päss"));
  CHECK(mask_secrets("x s3cr3t/päss y") == "x ••• y");
  CHECK(mask_secrets("q=s3cr3t%2Fp%C3%A4ss") == "q=•••");
  CHECK(mask_secrets("Basic " + base64("s3cr3t/päss")) == "Basic •••");
}

TEST_CASE("numbers are read whole or not at all") {
  CHECK(to_integer("42") == 42);
  CHECK_FALSE(to_integer("42x"));
  CHECK_FALSE(to_integer(""));
  CHECK_FALSE(to_integer("99999999999999999999"));
  CHECK(to_number("1.5") == 1.5);
}

TEST_CASE("a slip of the finger is a short distance") {
  CHECK(distance("mastodno", "mastodon") == 2);
  CHECK(distance("", "abc") == 3);
}
