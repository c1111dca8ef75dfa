// SPDX-License-Identifier: MIT
#include "site/traffic.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "site/log_files.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;

namespace {

const std::string firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// A line of a reader at "22/Nov/2026:10:00:00 +0100".
std::string line(const std::string& time, const std::string& page = "/2026/11/a/", const std::string& address = "192.0.2.1", const std::string& referrer = "-") {
  return address + " - - [" + time + "] \"GET " + page + " HTTP/1.1\" 200 5120 \"" + referrer + "\" \"" + firefox + "\"\n";
}

/// A site with a log, read again and again; keeps the cursor and adds up as the reports do: the last of a day counts.
struct Place {
  Place() {
    clock.set("2026-11-22T12:00:00Z");
    account.name = "site";
    account.settings = Json{{"access_log", (scratch / "access.log").string()}};
  }

  Result<void> read(MeasureQuery query = {.account = true}) {
    query.cursor = cursor;
    query.zone = "Europe/Paris";
    Session session(SessionParts{.account = account, .clock = &clock, .disk = disk.get()});
    TRY(auto page, site::read_traffic(session, "", query));
    for (const auto& sample : page.samples) last[sample.post + " " + sample.metric + " " + iso(sample.at).substr(0, 10)] = sample.value.value_or(-1);
    told = page.samples.size();
    cursor = page.cursor;
    return {};
  }
  std::int64_t value(const std::string& series) const {
    const auto found = last.find(series);
    return found == last.end() ? -2 : found->second;
  }
  void gzip(const std::string& name) { CHECK(std::system(("gzip " + (scratch / name).string()).c_str()) == 0); }

  test::ScratchDir scratch;
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  Account account{};
  std::string cursor{};
  std::map<std::string, std::int64_t> last{};
  std::size_t told = 0;
};

}  // namespace

TEST_CASE("each day is counted for itself: views, visitors, referrals and where they came from") {
  Place place;
  place.scratch.put("access.log", line("21/Nov/2026:10:00:00 +0100") + line("21/Nov/2026:10:01:00 +0100", "/2026/11/a/", "192.0.2.1", "https://news.example/x") +
                                      line("21/Nov/2026:23:30:00 +0000") + line("22/Nov/2026:10:00:00 +0100", "/") + line("22/Nov/2026:10:00:00 +0100", "/feed.xml"));
  REQUIRE(place.read().ok());
  CHECK(place.value("2026/11/a views 2026-11-21") == 2);
  CHECK(place.value("2026/11/a visitors 2026-11-21") == 1);
  CHECK(place.value("2026/11/a referrals 2026-11-21") == 1);
  CHECK(place.value("2026/11/a referrer:news.example 2026-11-21") == 1);
  CHECK(place.value("2026/11/a views 2026-11-22") == 1);  // half past eleven in Greenwich is past midnight in Paris
  CHECK(place.value("/ views 2026-11-22") == 1);
  CHECK(place.value(" views 2026-11-22") == 2);
  CHECK(place.value(" visitors 2026-11-22") == 1);
}

TEST_CASE("who came by a campaign's link is counted for the campaign too, and once for the site") {
  Place place;
  place.scratch.put("access.log", line("22/Nov/2026:10:00:00 +0100", "/2026/11/a/?utm_source=x&utm_campaign=no%C3%ABl+2026") + line("22/Nov/2026:10:01:00 +0100", "/2026/11/a/?utm_campaign=no%C3%ABl%202026", "192.0.2.7") +
                                      line("22/Nov/2026:10:02:00 +0100") + line("22/Nov/2026:10:03:00 +0100", "/2026/11/a/?utm_campaign=%1b%5b2J") + line("22/Nov/2026:10:04:00 +0100", "/2026/11/a/?utm_campaign=" + std::string(300, 'x')));
  REQUIRE(place.read().ok());
  CHECK(place.value("campaign:noël 2026 views 2026-11-22") == 2);
  CHECK(place.value("campaign:noël 2026 visitors 2026-11-22") == 2);
  CHECK(place.value("2026/11/a views 2026-11-22") == 5);
  CHECK(place.value(" views 2026-11-22") == 5);
  for (const auto& [series, value] : place.last) CHECK(series.find('\x1b') == std::string::npos);
}

TEST_CASE("each line is counted once, and what has not changed is not told again") {
  Place place;
  place.scratch.put("access.log", line("22/Nov/2026:10:00:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 1);
  REQUIRE(place.read({}).ok());
  CHECK(place.told == 0);
  const auto half = line("22/Nov/2026:11:00:00 +0100");
  place.scratch.put("access.log", line("22/Nov/2026:10:00:00 +0100") + half.substr(0, 40));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 1);  // the line is still being written
  place.scratch.put("access.log", line("22/Nov/2026:10:00:00 +0100") + half);
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 2);
  CHECK(place.value(" visitors 2026-11-22") == 1);  // the same reader, told by a hash that was kept
}

TEST_CASE("a wanted page without readers has zero, and zero is told") {
  Place place;
  place.scratch.put("access.log", line("22/Nov/2026:10:00:00 +0100"));
  REQUIRE(place.read({.posts = {{.remote_id = "2026/11/b"}}}).ok());
  CHECK(place.value("2026/11/b views 2026-11-22") == 0);
}

TEST_CASE("a log that is rotated and packed is followed without loss or doubles") {
  Place place;
  place.scratch.put("access.log", line("22/Nov/2026:08:00:00 +0100"));
  REQUIRE(place.read().ok());
  // Rotated: the server writes one more line to the old file, and goes on in a new one.
  place.scratch.put("access.log.1", line("22/Nov/2026:08:00:00 +0100") + line("22/Nov/2026:09:00:00 +0100"));
  place.scratch.put("access.log", "");
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 2);
  place.scratch.put("access.log", line("22/Nov/2026:09:30:00 +0100"));
  place.scratch.put("access.log.1", line("22/Nov/2026:08:00:00 +0100") + line("22/Nov/2026:09:00:00 +0100") + line("22/Nov/2026:09:01:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 4);
  // Twice rotated since, and packed.
  std::filesystem::rename(place.scratch / "access.log.1", place.scratch / "access.log.3");
  place.gzip("access.log.3");
  place.scratch.put("access.log.2", line("22/Nov/2026:09:30:00 +0100") + line("22/Nov/2026:10:00:00 +0100"));
  place.gzip("access.log.2");
  place.scratch.put("access.log.1", line("22/Nov/2026:10:30:00 +0100"));
  place.scratch.put("access.log", line("22/Nov/2026:11:00:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 7);
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 7);
}

TEST_CASE("the first time, what was rotated before is read too, the oldest first") {
  Place place;
  place.scratch.put("access.log.2", line("02/Nov/2026:08:00:00 +0100"));
  place.gzip("access.log.2");
  place.scratch.put("access.log.1", line("12/Nov/2026:08:00:00 +0100"));
  place.scratch.put("access.log-old", line("12/Nov/2026:08:00:00 +0100"));
  place.scratch.put("access.log", line("22/Nov/2026:08:00:00 +0100"));
  // Naming the rotated ones too makes no doubles.
  place.account.settings = Json{{"access_log", Json::strings({(place.scratch / "access.log").string(), (place.scratch / "access.log.1").string()})}};
  REQUIRE(place.read().ok());
  for (const char* day : {"2026-11-02", "2026-11-12", "2026-11-22"}) {
    CAPTURE(day);
    CHECK(place.value(std::string(" views ") + day) == 1);
  }
}

TEST_CASE("a log that was cut to nothing after a copy is followed") {
  Place place;
  const std::string before = line("22/Nov/2026:08:00:00 +0100") + line("22/Nov/2026:09:00:00 +0100");
  place.scratch.put("access.log", before);
  REQUIRE(place.read().ok());
  place.scratch.put("access.log.1", before + line("22/Nov/2026:09:10:00 +0100"));
  place.scratch.put("access.log", line("22/Nov/2026:09:20:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 4);
}

TEST_CASE("where all that was known is gone, nothing that was counted is counted again") {
  Place place;
  place.scratch.put("access.log", line("22/Nov/2026:08:00:00 +0100") + line("22/Nov/2026:09:00:00 +0100"));
  REQUIRE(place.read().ok());
  place.scratch.put("access.log", line("22/Nov/2026:08:30:00 +0100") + line("22/Nov/2026:09:00:00 +0100") + line("22/Nov/2026:09:30:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 3);
}

TEST_CASE("a day that is over is told at its last second, and its salt and hashes are thrown away") {
  Place place;
  place.scratch.put("access.log", line("22/Nov/2026:08:00:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.cursor.find("2026-11-22") != std::string::npos);
  CHECK(place.cursor.find("192.0.2.1") == std::string::npos);
  place.clock.set("2026-11-23T09:00:00Z");
  place.scratch.put("access.log", line("22/Nov/2026:08:00:00 +0100") + line("22/Nov/2026:23:59:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 2);
  place.clock.set("2026-11-24T12:00:00Z");
  REQUIRE(place.read().ok());
  CHECK(parse_json(place.cursor).value()["days"]["2026-11-22"].is_null());
  CHECK(place.value(" views 2026-11-22") == 2);
  // What comes later about that day cannot be added to it any more.
  place.scratch.put("access.log", line("22/Nov/2026:08:00:00 +0100") + line("22/Nov/2026:23:59:00 +0100") + line("22/Nov/2026:23:59:30 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 2);
}

TEST_CASE("lines that nobody's server writes do no harm") {
  Place place;
  place.scratch.put("access.log", std::string(3u << 20, 'x') + "\n" + std::string(1000, '\0') + "\n\n\xFF\xFE\n" + line("22/Nov/2026:08:00:00 +0100") + line("99/Nov/9999:08:00:00 +0100") +
                                      line("22/Nov/2099:08:00:00 +0100"));
  REQUIRE(place.read().ok());
  CHECK(place.value(" views 2026-11-22") == 2);  // the one from the future counts as of now
  for (const std::string cursor : {"x", "[]", "{\"days\":{\"x\":{\"pages\":{\"a\":{\"marks\":\"zz\"}}}}}", "{\"logs\":7}"}) {
    place.cursor = cursor;
    CHECK(place.read().ok());
  }
}

TEST_CASE("without a log nothing is known, which is not zero, and is said once") {
  Place place;
  place.account.settings = Json::object();
  REQUIRE(place.read().ok());
  CHECK(place.value(" views " + iso(place.clock.now()).substr(0, 10)) == -1);
  REQUIRE(place.read().ok());
  CHECK(place.told == 0);
}

TEST_CASE("a log that is not there is a fault, and no zero") {
  Place place;
  const auto read = place.read();
  REQUIRE_FALSE(read.ok());
  CHECK(read.error().fault == Fault::not_found);
}

TEST_CASE("rotated files are known by their names") {
  using site::is_rotated;
  CHECK(is_rotated("access.log.1", "access.log"));
  CHECK(is_rotated("access.log.14.gz", "access.log"));
  CHECK(is_rotated("access.log-20261122", "access.log"));
  CHECK(is_rotated("access.log-20261122.gz", "access.log"));
  for (const char* other : {"access.log", "access.log.", "access.log.gz", "access.log.old", "access.log.1.bak", "xaccess.log.1", "access.logs.1"}) {
    CAPTURE(other);
    CHECK_FALSE(is_rotated(other, "access.log"));
  }
}
