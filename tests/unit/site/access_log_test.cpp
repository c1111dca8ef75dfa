// SPDX-License-Identifier: MIT
#include "site/access_log.hpp"

#include <doctest/doctest.h>

#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::site;

namespace {

const std::string firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

std::string line(const std::string& request, const std::string& status = "200", const std::string& referrer = "-", const std::string& agent = firefox,
                 const std::string& address = "192.0.2.1") {
  return address + " - - [22/Nov/2026:10:00:00 +0100] \"" + request + "\" " + status + " 5120 \"" + referrer + "\" \"" + agent + "\"";
}

std::int64_t value(const Tally& tally, const std::string& metric) {
  for (const auto& sample : tally.samples("site", Instant{})) {
    if (sample.metric == metric) return sample.value.value_or(-1);
  }
  return -1;
}

}  // namespace

TEST_CASE("a line of the combined format is read, with quotes and all") {
  const std::string text = line("GET /2026/11/a/?q=\\\"x\\\" HTTP/1.1", "304", "https://a.example/", "A \\\"quoted\\\" agent");
  const auto hit = parse_hit(text);
  REQUIRE(hit.has_value());
  CHECK(hit->address == "192.0.2.1");
  CHECK(hit->day == "22/Nov/2026");
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

TEST_CASE("a view is a reader's GET of the page that was answered with it") {
  struct Row {
    std::string name, line;
    int views;
  };
  const std::vector<Row> rows{
      {"plain", line("GET /2026/11/a/ HTTP/1.1"), 1},
      {"as a file", line("GET /2026/11/a/index.html HTTP/2.0"), 1},
      {"with a campaign", line("GET /2026/11/a/?utm_source=x HTTP/1.1"), 1},
      {"percent-encoded", line("GET /2026/11/%61/ HTTP/1.1"), 1},
      {"from the browser's cache", line("GET /2026/11/a/ HTTP/1.1", "304"), 1},
      {"another page", line("GET /2026/11/ab/ HTTP/1.1"), 0},
      {"below the page", line("GET /2026/11/a/b HTTP/1.1"), 0},
      {"HEAD", line("HEAD /2026/11/a/ HTTP/1.1"), 0},
      {"moved", line("GET /2026/11/a HTTP/1.1", "301"), 0},
      {"not found", line("GET /2026/11/a/ HTTP/1.1", "404"), 0},
      {"broken", line("GET /2026/11/a/ HTTP/1.1", "500"), 0},
      {"a robot", line("GET /2026/11/a/ HTTP/1.1", "200", "-", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"), 0},
      {"a program", line("GET /2026/11/a/ HTTP/1.1", "200", "-", "curl/7.88.1"), 0},
      {"nobody", line("GET /2026/11/a/ HTTP/1.1", "200", "-", "-"), 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Tally tally("", "2026/11/a");
    tally.add(row.line);
    CHECK(value(tally, "views") == row.views);
  }
}

TEST_CASE("a visitor is an address and a browser in a day") {
  Tally tally("", "2026/11/a");
  tally.add(line("GET /2026/11/a/ HTTP/1.1"));
  tally.add(line("GET /2026/11/a/ HTTP/1.1"));
  tally.add(line("GET /2026/11/a/ HTTP/1.1", "200", "-", firefox, "192.0.2.2"));
  CHECK(value(tally, "views") == 3);
  CHECK(value(tally, "visitors") == 2);
}

TEST_CASE("referrals come from other sites and are told by host") {
  Tally tally("https://site.example/blog", "2026/11/a");
  tally.add(line("GET /blog/2026/11/a/ HTTP/1.1", "200", "https://news.example/x?y"));
  tally.add(line("GET /blog/2026/11/a/ HTTP/1.1", "200", "https://NEWS.example/z"));
  tally.add(line("GET /blog/2026/11/a/ HTTP/1.1", "200", "https://site.example/blog/"));
  tally.add(line("GET /blog/2026/11/a/ HTTP/1.1", "200", "javascript:x"));
  tally.add(line("GET /2026/11/a/ HTTP/1.1"));
  CHECK(value(tally, "views") == 4);
  CHECK(value(tally, "referrals") == 2);
  CHECK(value(tally, "referrer:news.example") == 2);
}

TEST_CASE("all pages together are no pictures, feeds or styles") {
  Tally tally("", "");
  tally.add(line("GET / HTTP/1.1"));
  tally.add(line("GET /2026/11/a/ HTTP/1.1"));
  tally.add(line("GET /feed.xml HTTP/1.1"));
  tally.add(line("GET /media/0123.png HTTP/1.1"));
  CHECK(value(tally, "views") == 2);
}

TEST_CASE("logs are read in pieces, and rotated ones count too") {
  test::ScratchDir scratch;
  std::string log;
  for (int i = 0; i < 20000; ++i) log += line(i % 2 == 0 ? "GET /2026/11/a/ HTTP/1.1" : "GET /other/ HTTP/1.1") + "\n";
  scratch.put("access.log", log + std::string(200000, 'x') + "\n" + line("GET /2026/11/a/ HTTP/1.1"));
  scratch.put("access.log.1", line("GET /2026/11/a/ HTTP/1.1") + "\n");
  const auto disk = posix_disk();
  FakeClock clock;
  SessionParts parts{};
  parts.account.name = "site";
  parts.account.settings = Json{{"access_log", Json::strings({scratch / "access.log", scratch / "access.log.1"})}};
  parts.clock = &clock;
  parts.disk = disk.get();
  Session session(std::move(parts));
  const auto samples = read_metrics(session, "", "2026/11/a");
  REQUIRE(samples.ok());
  CHECK(samples.value()[0].metric == "views");
  CHECK(samples.value()[0].value == 10002);
  CHECK(samples.value()[0].post == "2026/11/a");
}

TEST_CASE("without a log nothing is known, which is not zero") {
  FakeClock clock;
  SessionParts parts{};
  parts.account.name = "site";
  parts.clock = &clock;
  Session session(std::move(parts));
  const auto samples = read_metrics(session, "", "2026/11/a");
  REQUIRE(samples.ok());
  CHECK_FALSE(samples.value()[0].value.has_value());
}
