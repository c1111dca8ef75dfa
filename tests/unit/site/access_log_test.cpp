// SPDX-License-Identifier: MIT
#include "site/access_log.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace cmtool;
using namespace cmtool::site;

namespace {

const std::string firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

std::string line(const std::string& request, const std::string& status = "200", const std::string& referrer = "-", const std::string& agent = firefox,
                 const std::string& address = "192.0.2.1") {
  return address + " - - [22/Nov/2026:10:00:00 +0100] \"" + request + "\" " + status + " 5120 \"" + referrer + "\" \"" + agent + "\"";
}

}  // namespace

TEST_CASE("a line of the combined format is read, with quotes and all") {
  const std::string text = line("GET /2026/11/a/?q=\\\"x\\\" HTTP/1.1", "304", "https://a.example/", "A \\\"quoted\\\" agent");
  const auto hit = parse_hit(text);
  REQUIRE(hit.has_value());
  CHECK(hit->address == "192.0.2.1");
  CHECK(hit->time == "22/Nov/2026:10:00:00 +0100");
  CHECK(hit_time(hit->time) == parse_iso("2026-11-22T09:00:00Z").value());
  CHECK(hit->target == "/2026/11/a/?q=\\\"x\\\"");
  CHECK(hit->status == 304);
  CHECK(hit->referrer == "https://a.example/");
  CHECK(hit->agent == "A \\\"quoted\\\" agent");
}

TEST_CASE("what is no line of a log is passed over") {
  for (const std::string bad : {"", "x", "- - - [", "1 - - [22/Nov/2026:10:00:00 +0100] \"GET", "1 - - [x] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
                                "1 - - [22/Nov/2026:10:00:00 +0100] \"\\x16\\x03\" 400 0 \"-\" \"-\""}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_hit(bad).has_value());
  }
}

TEST_CASE("a time that is none is no time") {
  for (const std::string bad : {"", "22/Nov/2026", "32/Nov/2026:10:00:00 +0100", "22/Nix/2026:10:00:00 +0100", "22/Nov/2026:25:00:00 +0100", "22/Nov/2026:10:00:00 0100 ",
                                "22/Nov/xxxx:10:00:00 +0100", "29/Feb/2026:10:00:00 +0000"}) {
    CAPTURE(bad);
    CHECK_FALSE(hit_time(bad).has_value());
  }
  CHECK(hit_time("31/Dec/2026:23:59:60 -0130") == parse_iso("2027-01-01T01:29:59Z").value());
}

TEST_CASE("a view is a reader's GET of the page that was answered with it") {
  struct Row {
    std::string name, line;
    bool view;
  };
  const std::vector<Row> rows{
      {"plain", line("GET /2026/11/a/ HTTP/1.1"), true},
      {"as a file", line("GET /2026/11/a/index.html HTTP/2.0"), true},
      {"with a campaign", line("GET /2026/11/a/?utm_source=x HTTP/1.1"), true},
      {"percent-encoded", line("GET /2026/11/%61/ HTTP/1.1"), true},
      {"from the browser's cache", line("GET /2026/11/a/ HTTP/1.1", "304"), true},
      {"another page", line("GET /2026/11/ab/ HTTP/1.1"), false},
      {"below the page", line("GET /2026/11/a/b HTTP/1.1"), false},
      {"HEAD", line("HEAD /2026/11/a/ HTTP/1.1"), false},
      {"moved", line("GET /2026/11/a HTTP/1.1", "301"), false},
      {"not found", line("GET /2026/11/a/ HTTP/1.1", "404"), false},
      {"broken", line("GET /2026/11/a/ HTTP/1.1", "500"), false},
      {"a robot", line("GET /2026/11/a/ HTTP/1.1", "200", "-", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"), false},
      {"a program", line("GET /2026/11/a/ HTTP/1.1", "200", "-", "curl/7.88.1"), false},
      {"nobody", line("GET /2026/11/a/ HTTP/1.1", "200", "-", "-"), false},
  };
  const PageNames names("");
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto hit = parse_hit(row.line);
    REQUIRE(hit.has_value());
    CHECK((is_view(*hit) && names.page(hit->target) == "2026/11/a") == row.view);
  }
}

TEST_CASE("pages are called as the site calls them, and what is no page has no name") {
  const PageNames names("https://site.example/blog");
  CHECK(names.page("/blog/2026/11/a/") == "2026/11/a");
  CHECK(names.page("https://site.example/blog/2026/11/a/?x=y#z") == "2026/11/a");
  CHECK(names.page("/blog") == "/");
  CHECK(names.page("/blog/index.html") == "/");
  for (const std::string none : {"/2026/11/a/", "/blogs/a", "/blog/feed.xml", "/blog/media/0123.png", "/blog/%FF/", "/blog/a%0Ab", "*"}) {
    CAPTURE(none);
    CHECK_FALSE(names.page(none).has_value());
  }
  CHECK_FALSE(names.page("/blog/" + std::string(1000, 'a')).has_value());
}

TEST_CASE("a referral comes from another site and is told by its host") {
  const PageNames names("https://site.example/blog");
  CHECK(names.referring_host("https://NEWS.example/x?y") == "news.example");
  CHECK(names.referring_host("https://site.example/blog/") == "");
  CHECK(names.referring_host("javascript:x") == "");
  CHECK(names.referring_host("https://" + std::string(200, 'a') + ".example/") == "");
}
