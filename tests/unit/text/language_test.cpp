// SPDX-License-Identifier: MIT
#include "text/language.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("language tags are told from what only looks like one") {
  for (const auto* const tag :
       {"fr", "fr-CA", "FR-ca", "zh-Hant-TW", "de-CH-1901", "sl-rozaj-biske", "es-419", "zh-cmn-Hans-CN", "x-ours",
        "en-a-myext-b-another", "de-CH-x-phonebk", "i-klingon", "en-GB-oed", "haw", "fr-Latn-FR-u-ca-buddhist"}) {
    CAPTURE(std::string(tag));
    CHECK(is_language_tag(tag));
  }
  for (const auto* const tag : {"", "f", "fr-", "-fr", "fr--CA", "français", "fr_CA", "fr-CA-FR", "fr-1", "de-1901-1901",
                                "en-a", "en-a-bb-a-cc", "x", "en-x", "123", "fr CA", "abcdefghi", "en-x-123456789", "fr\n"}) {
    CAPTURE(std::string(tag));
    CHECK_FALSE(is_language_tag(tag));
  }
  CHECK_FALSE(is_language_tag("fr" + std::string(200, '-')));
  CHECK(primary_language("FR-ca") == "fr");
  CHECK(primary_language("fr") == "fr");
}
