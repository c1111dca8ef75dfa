// SPDX-License-Identifier: MIT
#include "text/utm.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("an address gets the parameters that it lacks and keeps all that it has") {
  const Utm tags{.source = "bluesky", .medium = "social", .campaign = "Fête d’été 2026"};
  const std::string all = "utm_source=bluesky&utm_medium=social&utm_campaign=fete-d-ete-2026";
  struct Row {
    std::string url, tagged;
  };
  const Row rows[] = {
      {"https://a.io", "https://a.io?" + all},
      {"https://a.io/b", "https://a.io/b?" + all},
      {"https://a.io/b?", "https://a.io/b?" + all},
      {"https://a.io/b?c=d%20e", "https://a.io/b?c=d%20e&" + all},
      {"https://a.io/b?c=d&", "https://a.io/b?c=d&" + all},
      {"https://a.io/b#c?d", "https://a.io/b?" + all + "#c?d"},
      {"https://a.io/b?c#d", "https://a.io/b?c&" + all + "#d"},
      {"https://a.io/?utm_source=x", "https://a.io/?utm_source=x&utm_medium=social&utm_campaign=fete-d-ete-2026"},
      {"https://a.io/?UTM_CAMPAIGN=&utm_medium=m", "https://a.io/?UTM_CAMPAIGN=&utm_medium=m&utm_source=bluesky"},
      {"https://a.io/?utm_source2=x", "https://a.io/?utm_source2=x&" + all},
      {"HTTP://A.io/", "HTTP://A.io/?" + all},
      {"example.org/a", "example.org/a?" + all},
      {"mailto:lea@example.org", "mailto:lea@example.org"},
      {"ftp://a.io/", "ftp://a.io/"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.url);
    CHECK(url_with_utm(row.url, tags) == row.tagged);
    CHECK(url_with_utm(row.tagged, tags) == row.tagged);
  }
}

TEST_CASE("parameters without a value are left out and the others encoded") {
  CHECK(url_with_utm("https://a.io/", {}) == "https://a.io/");
  CHECK(url_with_utm("https://a.io/", {.source = "a b&c=é"}) == "https://a.io/?utm_source=a%20b%26c%3D%C3%A9");
}

TEST_CASE("each link of a text is tagged and nothing else is touched") {
  CHECK(with_utm("Voir (https://a.io/b), @lea@b.io #c https://d.io.", {.source = "x"}) ==
        "Voir (https://a.io/b?utm_source=x), @lea@b.io #c https://d.io?utm_source=x.");
  CHECK(with_utm("rien \xFF", {.source = "x"}) == "rien \xFF");
}
