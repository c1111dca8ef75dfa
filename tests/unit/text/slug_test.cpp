// SPDX-License-Identifier: MIT
#include "text/slug.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("a title becomes words of ASCII letters with dashes between") {
  struct Row {
    const char* title;
    const char* slug;
  };
  const Row rows[] = {{"Fête de l’été : 10 ans !", "fete-de-l-ete-10-ans"},
                      {"Cœur, Æsir & Straße", "coeur-aesir-strasse"},
                      {"  --Hello, World--  ", "hello-world"},
                      {"Łódź Ørsted þing", "lodz-orsted-thing"},
                      {"Привет мир", "privet-mir"},
                      {"ﬁn ２０２６", "fin-2026"},
                      {"e\u0301te\u0301", "ete"},
                      {"🎉", ""},
                      {"", ""},
                      {"\xFF\xFE", ""},
                      {"../../etc/passwd", "etc-passwd"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.title));
    CHECK(url_slug(row.title) == row.slug);
  }
}

TEST_CASE("a long slug ends with a whole word where it can") {
  CHECK(url_slug("un deux trois", 9) == "un-deux");
  CHECK(url_slug("un deux trois", 7) == "un-deux");
  CHECK(url_slug("un deux trois", 8) == "un-deux");
  CHECK(url_slug(std::string(100, 'a'), 60) == std::string(60, 'a'));
  CHECK(url_slug(std::string(1'000'000, 'e') + "é").size() == 60);
}
