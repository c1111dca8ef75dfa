// SPDX-License-Identifier: MIT
#include "text/facets.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

namespace {

/// "link:https://a.io mention:lea", each with its bytes checked against the text.
std::string found(std::string_view text, Reading reading = Reading::bluesky) {
  std::string result;
  std::size_t last = 0;
  for (const auto& facet : find_facets(text, reading)) {
    CHECK(facet.begin >= last);
    CHECK(facet.end > facet.begin);
    CHECK(facet.end <= text.size());
    last = facet.end;
    const auto written = text.substr(facet.begin, facet.end - facet.begin);
    CHECK(written.ends_with(facet.kind == Facet::Kind::link && !written.starts_with("http")
                                ? std::string_view(facet.value).substr(8)
                                : std::string_view(facet.value)));
    const char* const kind[] = {"link:", "mention:", "hashtag:"};
    if (!result.empty()) result += ' ';
    result += kind[static_cast<int>(facet.kind)] + facet.value;
  }
  return result;
}

struct Row {
  const char* text;
  const char* bluesky;
  const char* mastodon;
};

}  // namespace

TEST_CASE("links are found without what only stands beside them") {
  const Row rows[] = {
      {"https://example.org", "link:https://example.org", "link:https://example.org"},
      {"Voir https://example.org/a?b=c#d.", "link:https://example.org/a?b=c#d", "link:https://example.org/a?b=c#d"},
      {"(https://fr.wikipedia.org/wiki/Lyon_(Rhône))", "link:https://fr.wikipedia.org/wiki/Lyon_(Rhône)",
       "link:https://fr.wikipedia.org/wiki/Lyon_(Rhône)"},
      {"[https://a.io/x]", "link:https://a.io/x", "link:https://a.io/x"},
      {"« https://a.io/x » “https://a.io/y”", "link:https://a.io/x link:https://a.io/y",
       "link:https://a.io/x link:https://a.io/y"},
      {"HTTPS://A.IO/X!?", "link:HTTPS://A.IO/X", "link:HTTPS://A.IO/X"},
      {"https://a.io/x… suite", "link:https://a.io/x", "link:https://a.io/x"},
      {"https://a.io/,https://b.io/", "link:https://a.io/,https://b.io/", "link:https://a.io/,https://b.io/"},
      {"https://été.example/é", "link:https://été.example/é", "link:https://été.example/é"},
      {"http://localhost:8080/x", "link:http://localhost:8080/x", "link:http://localhost:8080/x"},
      {"https:// http://. http://-a.io http://a..b ftp://x", "", ""},
      {"xhttps://a.io", "", ""},
      {"example.org", "link:https://example.org", ""},
      {"voir www.example.org/a, ou example.co.uk.", "link:https://www.example.org/a link:https://example.co.uk", ""},
      {"example.org:8080/x example.org: non", "link:https://example.org:8080/x link:https://example.org", ""},
      {"fichier.txt v1.2 p.ex. 3.14 1.fr", "", ""},
      {"à demain.La suite", "", ""},
      {"lea@example.org a.me@example.org", "", ""},
      {"https://user@example.org/", "link:https://user@example.org/", "link:https://user@example.org/"},
      {"本https://a.io/、本", "", ""},
      {"本 https://a.io/、本", "link:https://a.io/", "link:https://a.io/"},
      {"https://a.io/\u200Bb", "link:https://a.io/", "link:https://a.io/"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(found(row.text) == row.bluesky);
    CHECK(found(row.text, Reading::mastodon) == row.mastodon);
  }
}

TEST_CASE("mentions are found with and without their server") {
  const Row rows[] = {
      {"@lea", "mention:lea", "mention:lea"},
      {"Merci @lea@piaille.fr!", "mention:lea@piaille.fr", "mention:lea@piaille.fr"},
      {"(@lea.bsky.social)", "mention:lea.bsky.social", "mention:lea.bsky.social"},
      {"@lea. @lea- @lea@x", "mention:lea mention:lea mention:lea", "mention:lea mention:lea mention:lea"},
      {"@lea@piaille.fr.", "mention:lea@piaille.fr", "mention:lea@piaille.fr"},
      {"lea@piaille.fr", "", ""},
      {"https://piaille.fr/@lea", "link:https://piaille.fr/@lea", "link:https://piaille.fr/@lea"},
      {"@ @@ @- /@lea =@lea", "", ""},
      {"été@lea", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(found(row.text) == row.bluesky);
    CHECK(found(row.text, Reading::mastodon) == row.mastodon);
  }
}

TEST_CASE("hashtags are what each network makes of them") {
  const Row rows[] = {
      {"#Lyon", "hashtag:Lyon", "hashtag:Lyon"},
      {"Un #été, un #cœur !", "hashtag:été hashtag:cœur", "hashtag:été hashtag:cœur"},
      {"#rendez-vous", "hashtag:rendez-vous", "hashtag:rendez"},
      {"#l’été", "hashtag:l’été", "hashtag:l"},
      {"#2026 #2026a #_ #1·2", "hashtag:2026a", "hashtag:2026a hashtag:1·2"},
      {"＃日本語。", "hashtag:日本語", "hashtag:日本語"},
      {"(#a) #b.", "hashtag:a hashtag:b", "hashtag:a hashtag:b"},
      {"#🎉", "hashtag:🎉", ""},
      {"#️⃣ # ## #- a#b /#c", "", ""},
      {"#a#b", "hashtag:a", "hashtag:a"},
      {"#привет #नमस्ते", "hashtag:привет hashtag:नमस्ते", "hashtag:привет hashtag:नमस्ते"},
      {"#12·", "", ""},
      {"https://a.io/#b", "link:https://a.io/#b", "link:https://a.io/#b"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(found(row.text) == row.bluesky);
    CHECK(found(row.text, Reading::mastodon) == row.mastodon);
  }
  CHECK(found("#" + std::string(64, 'a')) == "hashtag:" + std::string(64, 'a'));
  CHECK(found("#" + std::string(65, 'a')).empty());
}

TEST_CASE("hostile texts are read in one pass") {
  // Quadratic work on any of these would take minutes, so the test needs no clock to be seen failing.
  const std::string units[] = {"@",  "http://", "http://(",      "(",    ")",    "#",        "@a@",
                               "a.", "a.a-",    "http://a.io/)", "#a·",  "@a.",  "http://-", "https://a..",
                               "＃", "\xFF",    "a.io/(",        "(a.b", "www.", "\xF0\x9F"};
  for (const auto& unit : units) {
    CAPTURE(unit);
    std::string text;
    while (text.size() < (1u << 18)) text += unit;
    for (const auto reading : {Reading::bluesky, Reading::mastodon}) {
      std::size_t last = 0;
      for (const auto& facet : find_facets(text, reading)) {
        REQUIRE(facet.begin >= last);
        last = facet.end;
      }
      CHECK(last <= text.size());
    }
  }
}
