// SPDX-License-Identifier: MIT
#include "when/zone.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "sys/zone.hpp"
#include "tests/support/scratch_dir.hpp"
#include "when/zone_rules.hpp"

using namespace cmtool;
using namespace std::chrono;

namespace {

std::string wall_at(const char* instant, const char* zone) {
  const auto local = to_local(*parse_iso(instant), zone);
  REQUIRE(local.ok());
  return with_offset(*local);
}

/// Sets an environment variable for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* const old = std::getenv(name)) old_ = old;
    ::setenv(name, value, 1);
  }
  ~Variable() {
    if (old_) {
      ::setenv(name_, old_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> old_{};
};

}  // namespace

TEST_CASE("a moment is shown as the wall of its zone shows it, in any year") {
  CHECK(wall_at("2026-07-01T12:00:00Z", "Europe/Paris") == "2026-07-01 14:00 +02:00");
  CHECK(wall_at("2026-12-01T12:00:00Z", "Europe/Paris") == "2026-12-01 13:00 +01:00");
  CHECK(wall_at("2045-07-01T12:00:00Z", "Europe/Paris") == "2045-07-01 14:00 +02:00");
  CHECK(wall_at("2045-01-01T12:00:00Z", "America/New_York") == "2045-01-01 07:00 -05:00");
  CHECK(wall_at("2045-01-01T12:00:00Z", "Australia/Sydney") == "2045-01-01 23:00 +11:00");
  CHECK(wall_at("2045-01-01T12:00:00Z", "Europe/Dublin") == "2045-01-01 12:00 +00:00");
  CHECK(wall_at("2045-07-01T12:00:00Z", "Europe/Dublin") == "2045-07-01 13:00 +01:00");
  CHECK(wall_at("1970-01-01T00:00:00Z", "Asia/Kolkata") == "1970-01-01 05:30 +05:30");
  CHECK(wall_at("1800-01-01T00:00:00Z", "Europe/Paris") == "1800-01-01 00:09:21 +00:09");
  CHECK(wall_at("2026-07-01T12:00:30Z", "UTC") == "2026-07-01 12:00:30 +00:00");
}

TEST_CASE("a wall that skipped a whole day has it skipped") {
  const auto day = local_days(2011y / December / 30) + hours(12);
  const auto moments = moments_of(day, "Pacific/Apia");
  REQUIRE(moments.ok());
  CHECK(moments->kind == Moments::Kind::skipped);
  CHECK(iso(moments->earlier) == "2011-12-29T22:00:00Z");
  CHECK(iso(moments->later) == "2011-12-30T22:00:00Z");
}

TEST_CASE("there and back again gives the same moment in every zone of the database") {
  const auto names = zone_names();
  REQUIRE(names.size() > 300);
  for (const auto& name : names) {
    CAPTURE(name);
    REQUIRE(check_zone(name).ok());
    for (auto at = *parse_iso("2026-01-01T00:30:00Z"); at < *parse_iso("2027-12-31T00:00:00Z"); at += hours(24 * 13 + 7)) {
      const auto local = to_local(at, name);
      REQUIRE(local.ok());
      const auto moments = moments_of(local->wall, name);
      REQUIRE(moments.ok());
      CHECK(moments->kind != Moments::Kind::skipped);
      CHECK((moments->earlier == at || moments->later == at));
    }
  }
}

TEST_CASE("a name that is no zone reaches no file and names the zone probably meant") {
  for (const auto* const name : {"", "Europe/Pariss", "../../etc/passwd", "/etc/passwd", "Europe", "Europe//Paris",
                                 "europe/paris", "zone.tab", "Europe/Paris/", "\xFF", "E u r", "A/../../etc"}) {
    CAPTURE(std::string(name));
    const auto refused = check_zone(name);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::usage);
  }
  CHECK(check_zone("paris").error().hint.find("Europe/Paris") != std::string::npos);
  CHECK(check_zone("New York").error().hint.find("America/New_York") != std::string::npos);
  CHECK(check_zone("America/Montreol").error().hint.find("America/Montreal") != std::string::npos);
  CHECK_FALSE(check_zone(std::string(100'000, 'A')).ok());
}

TEST_CASE("zones are found in folders that are part of their names, not in the copies beside them") {
  test::ScratchDir folder;
  for (const char* name : {"Europe/Paris", "America/Indiana/Knox", "UTC", "posix/Europe/Paris", "right/UTC", "Europe/.hidden", "zone.tab"}) {
    std::filesystem::create_directories((folder / name).parent_path());
    folder.put(name, "x");
  }
  std::filesystem::create_directory_symlink(folder / "Europe", folder / "Loop");
  const Variable there("TZDIR", folder.path().c_str());
  CHECK(zone_names() == std::vector<std::string>{"America/Indiana/Knox", "Europe/Paris", "UTC"});
}

TEST_CASE("copies of the database beside it cost a misspelt zone nothing") {
  namespace fs = std::filesystem;
  test::ScratchDir folder;
  const Variable there("TZDIR", folder.path().c_str());
  const auto add = [&](const std::string& name) {
    fs::create_directories((folder / name).parent_path());
    folder.put(name, "x");
  };
  const auto shortest_refusal = [] {
    auto best = steady_clock::duration::max();
    for (int i = 0; i < 7; ++i) {
      const auto began = steady_clock::now();
      const auto refused = check_zone("Europe/Pariss");
      best = std::min(best, steady_clock::now() - began);
      CHECK(refused.error().hint.find("Europe/Paris") != std::string::npos);
    }
    return best;
  };
  for (int i = 0; i < 50; ++i) add("Europe/Town" + std::to_string(i));
  add("Europe/Paris");
  const auto alone = shortest_refusal();
  for (int i = 0; i < 3000; ++i) add("posix/Europe/Town" + std::to_string(i));
  CHECK(shortest_refusal() < 4 * alone);
}

TEST_CASE("UTC works without a database") {
  const Variable none("TZDIR", "/nonexistent");
  CHECK(check_zone("UTC").ok());
  CHECK_FALSE(read_zone_file("Europe/Paris").ok());
  CHECK(zone_names().empty());
  CHECK(check_zone("Nowhere/City").error().hint.find("tzdata") != std::string::npos);
}

TEST_CASE("times for people are in the language of the workspace") {
  const auto at = *parse_iso("2026-12-24T08:00:00Z");
  CHECK(human_time(at, "Europe/Paris", "en") == "Thu 24 Dec 2026 09:00");
  CHECK(human_time(at, "Europe/Paris", "fr") == "jeu. 24 décembre 2026 à 9\u00A0h\u00A000");
  CHECK(human_time(*parse_iso("2027-01-01T00:05:00Z"), "UTC", "fr") == "ven. 1er janvier 2027 à 0\u00A0h\u00A005");
  CHECK(human_time(at, "Nowhere/City", "en") == "Thu 24 Dec 2026 08:00 UTC");
  CHECK_FALSE(human_time(Instant::max(), "Europe/Paris", "en").empty());
  CHECK_FALSE(human_time(Instant::min(), "Europe/Paris", "fr").empty());
  CHECK(to_local(Instant::max(), "Europe/Paris").ok());
}

TEST_CASE("the machine's zone is the one that TZ names") {
  {
    const Variable tz("TZ", ":America/New_York");
    CHECK(system_zone() == "America/New_York");
  }
  {
    const Variable tz("TZ", "/usr/share/zoneinfo/Asia/Tokyo");
    CHECK(system_zone() == "Asia/Tokyo");
  }
  const Variable tz("TZ", "nonsense");
  CHECK(check_zone(system_zone()).ok());
}

TEST_CASE("yearly rules in all their forms are read") {
  struct Row {
    const char* rule;
    const char* at;
    int hours_ahead;
  };
  const Row rows[] = {{"CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25T00:59:59Z", 1},
                      {"CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25T01:00:00Z", 2},
                      {"CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28T00:59:59Z", 2},
                      {"CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28T01:00:00Z", 1},
                      {"EST5EDT,M3.2.0,M11.1.0", "2040-07-01T00:00:00Z", -4},
                      {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2040-01-01T00:00:00Z", 11},
                      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2040-01-01T00:00:00Z", 0},
                      {"<-03>3", "2040-01-01T00:00:00Z", -3},
                      {"XXX3YYY,J60/0,300/24", "2040-03-01T03:00:00Z", -2},
                      {"XXX3YYY,J60/0,300/24", "2040-03-01T02:59:59Z", -3},
                      {"<+02>-2<+03>,M3.4.4/50,M10.4.4/50", "2040-07-01T00:00:00Z", 3}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.rule));
    CAPTURE(std::string(row.at));
    // A version 2 file without changes, of one type, ending in this rule.
    std::string block = "TZif2" + std::string(15, '\0') + std::string(16, '\0') + std::string("\0\0\0\1\0\0\0\4", 8);
    block += std::string(6, '\0') + std::string("XXX\0", 4);
    const auto rules = ZoneRules::read(block + block + "\n" + row.rule + "\n");
    REQUIRE(rules.ok());
    CHECK(rules->offset(floor<seconds>(*parse_iso(row.at))) == hours(row.hours_ahead));
  }
  for (const auto* const rule : {"", "C", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
                                 "CET-1CEST,J0,J5", "CET-1CEST,400,5", "CET-999", "<CET-1", "CET-1CEST,M3.5.0,M10.5.0x"}) {
    CAPTURE(std::string(rule));
    CHECK_FALSE(parse_yearly_rule(rule).has_value());
  }
}

TEST_CASE("a broken zone file is refused wherever it breaks") {
  const auto whole = read_zone_file("Europe/Paris");
  REQUIRE(whole.ok());
  REQUIRE(ZoneRules::read(*whole).ok());
  for (std::size_t size = 0; size + 40 < whole->size(); size += 7) CHECK_FALSE(ZoneRules::read(whole->substr(0, size)).ok());
  for (std::size_t at = 0; at < whole->size(); at += 3) {
    auto bytes = *whole;
    bytes[at] = static_cast<char>(bytes[at] ^ '\xFF');
    const auto rules = ZoneRules::read(bytes);
    if (rules.ok()) (void)rules->offset(sys_seconds(seconds(2'000'000'000)));
  }
}
