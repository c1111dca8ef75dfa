// SPDX-License-Identifier: MIT
#include "samples/questions.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <random>

#include "tests/support/sample_lines.hpp"

using namespace cmtool;
using namespace cmtool::samples;
using test::moment;
using test::SamplePlace;

namespace {

constexpr auto none = std::nullopt;
const SamplePeriod whole_year{.from = moment("2025-12-30T00:00:00Z"), .until = moment("2027-01-02T00:00:00Z")};

std::int64_t ms(const std::string& time) { return moment(time).time_since_epoch().count(); }
std::int32_t day(const std::string& date) { return static_cast<std::int32_t>(ms(date + "T00:00:00Z") / 86'400'000); }

std::vector<DayTotal> totals_of(const SamplePlace& place, const Groups& groups, const std::string& zone = "UTC", const SamplePeriod& period = whole_year) {
  const auto days = Days::of(zone, period.from, period.until).value();
  DayTotals one(days, groups), other(days, groups);
  SeriesReader* const readers[] = {&one, &other};
  REQUIRE(place.samples().ask(period, readers).ok());
  one.join(other);
  return one.result();
}

std::vector<TopPost> top_of(const SamplePlace& place, TopBy by, std::size_t count, const SamplePeriod& period = whole_year) {
  TopPosts one("likes", by, count), other("likes", by, count);
  SeriesReader* const readers[] = {&one, &other};
  REQUIRE(place.samples().ask(period, readers).ok());
  one.join(other);
  return one.result();
}

Sample likes(const std::string& post, std::optional<std::int64_t> value, const std::string& at, const std::string& account = "acme") {
  return {.account = account, .post = post, .metric = "likes", .value = value, .at = moment(at)};
}

std::string by_sqlite(const SamplePlace& place, const std::string& question) {
  const std::string command = std::string("python3 " CMTOOL_SOURCE_DIR "/tests/support/samples_by_sqlite.py ") + place.folder.path().string() + " " + question;
  std::string answer;
  FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) answer += static_cast<char>(c);
  REQUIRE(::pclose(pipe) == 0);
  return answer;
}

std::string shown(std::optional<std::int64_t> number) { return number ? std::to_string(*number) : ""; }

}  // namespace

TEST_CASE("totals and the best posts are what SQLite makes of the same lines") {
  std::mt19937_64 random(21);
  SamplePlace place;
  Groups groups;
  for (const auto* month : {"2026-08", "2026-09", "2026-10", "2026-12"}) {
    std::vector<Sample> all;
    for (int i = 0; i < 5000; ++i) {
      const auto network = random() % 3;
      Sample one{.account = fmt::format("{}-{}", std::array{"mastodon", "bluesky", "site"}[network], random() % 3), .post = random() % 9 == 0 ? "" : std::to_string(random() % 400),
                 .metric = std::array{"likes", "views", "replies"}[random() % 3], .at = moment(std::string(month) + "-01T00:00:00Z") + std::chrono::seconds(random() % (27 * 86'400))};
      groups[one.account] = one.account.substr(0, one.account.find('-'));
      if (random() % 10 != 0) one.value = static_cast<std::int64_t>(random() % 5000) - 100;
      if (random() % 4 == 0) one.at += std::chrono::milliseconds(random() % 1000);
      all.push_back(std::move(one));
    }
    place.put(month, all);
  }
  for (int i = 0; i < 2; ++i) {  // from lines, and from columns
    std::string ours;
    for (const auto& one : totals_of(place, groups)) {
      const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(one.day))};
      ours += fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}\n", one.group, one.metric, iso(std::chrono::sys_days(date)).substr(0, 10), one.readings, one.unknown, shown(one.last),
                          shown(one.sum), shown(one.max), one.as_of ? iso_milliseconds(Instant(std::chrono::milliseconds(*one.as_of))) : "");
    }
    CHECK(ours == by_sqlite(place, "totals"));
    std::string best;
    for (const auto& one : top_of(place, TopBy::last, 10)) best += fmt::format("{}|{}|{}\n", one.account, one.post, one.value);
    CHECK(best == by_sqlite(place, "top"));
  }
}

TEST_CASE("zero, unknown and stale are told apart") {
  SamplePlace place;
  place.put("2026-10", std::vector<Sample>{likes("1", 0, "2026-10-01T08:00:00Z"), likes("1", none, "2026-10-02T08:00:00Z"), likes("1", 7, "2026-10-05T08:00:00Z"),
                                           likes("1", none, "2026-10-05T20:00:00Z")});
  const auto totals = totals_of(place, {{"acme", "mastodon"}});
  REQUIRE(totals.size() == 3);
  CHECK(totals[0] == DayTotal{.group = "mastodon", .metric = "likes", .day = day("2026-10-01"), .readings = 1, .last = 0, .standing = 0, .sum = 0, .max = 0, .as_of = ms("2026-10-01T08:00:00Z")});
  CHECK(totals[1] == DayTotal{.group = "mastodon", .metric = "likes", .day = day("2026-10-02"), .readings = 1, .unknown = 1, .standing = 0});
  CHECK(totals[2] == DayTotal{.group = "mastodon", .metric = "likes", .day = day("2026-10-05"), .readings = 2, .unknown = 1, .last = 7, .standing = 7, .sum = 7, .max = 7, .as_of = ms("2026-10-05T08:00:00Z")});
}

TEST_CASE("what stands at a day's end counts posts that were not looked at on that day, and counters fall as they came") {
  SamplePlace place;
  place.put("2026-10", std::vector<Sample>{likes("1", 10, "2026-10-01T08:00:00Z"), likes("2", 5, "2026-10-01T08:00:00Z"), likes("1", 12, "2026-10-01T20:00:00Z"),
                                           likes("2", 3, "2026-10-03T08:00:00Z"), likes("1", 0, "2026-10-04T08:00:00Z")});
  const auto totals = totals_of(place, {{"acme", "mastodon"}});
  REQUIRE(totals.size() == 3);
  CHECK(totals[0].last == 17);
  CHECK(totals[0].standing == 17);
  CHECK(totals[0].sum == 27);
  CHECK(totals[1].last == 3);
  CHECK(totals[1].standing == 15);
  CHECK(totals[2].last == 0);
  CHECK(totals[2].standing == 3);
}

TEST_CASE("sums beyond 64 bits are the nearest number, and right again once they are not") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
  SamplePlace place;
  place.put("2026-10", std::vector<Sample>{likes("1", most, "2026-10-01T08:00:00Z"), likes("2", most, "2026-10-01T08:00:00Z"), likes("3", least, "2026-10-02T08:00:00Z"),
                                           likes("1", least, "2026-10-03T08:00:00Z"), likes("2", 5, "2026-10-04T08:00:00Z"), likes("3", 6, "2026-10-04T08:00:00Z"),
                                           likes("1", 7, "2026-10-04T09:00:00Z")});
  const auto totals = totals_of(place, {{"acme", "mastodon"}});
  REQUIRE(totals.size() == 4);
  CHECK(totals[0].sum == most);
  CHECK(totals[0].standing == most);
  CHECK(totals[1].standing == most - 1);
  CHECK(totals[2].standing == least);  // what stands is most + 2 * least
  CHECK(totals[3].standing == 18);
  const auto best = top_of(place, TopBy::growth, 3);
  REQUIRE(best.size() == 3);
  CHECK(best[0].value == most);
  CHECK(best[0].post == "3");
  CHECK(best[1].post == "1");
  CHECK(best[1].value == 7 - most);
}

TEST_CASE("days are the zone's, also where clocks change, at midnight too") {
  const struct {
    const char* name;
    const char* zone;
    std::vector<std::pair<const char*, const char*>> at;  // a moment, its day
  } rows[] = {
      {"spring in Paris", "Europe/Paris",
       {{"2026-03-28T22:59:59Z", "2026-03-28"}, {"2026-03-28T23:00:00Z", "2026-03-29"}, {"2026-03-29T21:59:59Z", "2026-03-29"}, {"2026-03-29T22:00:00Z", "2026-03-30"}}},
      {"autumn in Paris", "Europe/Paris",
       {{"2026-10-24T21:59:59Z", "2026-10-24"}, {"2026-10-24T22:00:00Z", "2026-10-25"}, {"2026-10-25T22:59:59Z", "2026-10-25"}, {"2026-10-25T23:00:00Z", "2026-10-26"}}},
      {"a midnight that there is not", "Africa/Cairo", {{"2026-04-23T21:59:59Z", "2026-04-23"}, {"2026-04-23T22:00:00Z", "2026-04-24"}, {"2026-04-24T20:59:59Z", "2026-04-24"}, {"2026-04-24T21:00:00Z", "2026-04-25"}}},
      {"a quarter of an hour", "Asia/Kathmandu", {{"2026-01-31T18:14:59Z", "2026-01-31"}, {"2026-01-31T18:15:00Z", "2026-02-01"}}},
      {"before UTC", "America/New_York", {{"2026-03-01T04:59:59Z", "2026-02-28"}, {"2026-03-01T05:00:00Z", "2026-03-01"}}}};
  for (const auto& row : rows) {
    CAPTURE(row.name);
    SamplePlace place;
    std::map<std::string, std::vector<Sample>> months;
    std::map<std::int32_t, std::uint64_t> wanted;
    for (const auto& [at, date] : row.at) {
      months[month_of(moment(at))].push_back(likes("1", 1, at));
      ++wanted[day(date)];
    }
    for (const auto& [month, all] : months) place.put(month, all);
    std::map<std::int32_t, std::uint64_t> got;
    for (const auto& total : totals_of(place, {{"acme", "mastodon"}}, row.zone)) got[total.day] = total.readings;
    CHECK(got == wanted);
  }
  CHECK_FALSE(Days::of("Europe/Pari", whole_year.from, whole_year.until).ok());
}

TEST_CASE("a day that comes again when clocks go back over midnight has one last reading") {
  // St. John's, 2010: at one past midnight it became one past eleven of the day before.
  SamplePlace place;
  place.put("2010-11", std::vector<Sample>{likes("1", 1, "2010-11-07T02:29:00Z"), likes("1", 2, "2010-11-07T02:30:30Z"), likes("1", 3, "2010-11-07T02:45:00Z"),
                                           likes("1", 4, "2010-11-07T03:40:00Z")});
  const auto totals = totals_of(place, {{"acme", "mastodon"}}, "America/St_Johns", {.from = moment("2010-10-30T00:00:00Z"), .until = moment("2010-12-01T00:00:00Z")});
  REQUIRE(totals.size() == 2);
  CHECK(totals[0].day == day("2010-11-06"));
  CHECK(totals[0].last == 3);
  CHECK(totals[1].day == day("2010-11-07"));
  CHECK(totals[1].last == 4);
}

TEST_CASE("accounts in no group are left out, and accounts of a group come together") {
  SamplePlace place;
  place.put("2026-10", std::vector<Sample>{likes("1", 1, "2026-10-01T08:00:00Z", "one"), likes("1", 2, "2026-10-01T08:00:00Z", "two"), likes("1", 4, "2026-10-01T08:00:00Z", "three")});
  const auto totals = totals_of(place, {{"one", "site"}, {"two", "site"}, {"gone", "mastodon"}});
  REQUIRE(totals.size() == 1);
  CHECK(totals[0].group == "site");
  CHECK(totals[0].last == 3);
}

TEST_CASE("posts are ranked by their last, largest or added readings or by how much they grew, and ties by name") {
  SamplePlace place;
  place.put("2026-10", std::vector<Sample>{likes("a", 9, "2026-10-01T08:00:00Z"), likes("a", 2, "2026-10-02T08:00:00Z"), likes("b", 5, "2026-10-01T08:00:00Z"),
                                           likes("c", 1, "2026-10-01T08:00:00Z"), likes("c", 5, "2026-10-03T08:00:00Z"), likes("c", none, "2026-10-04T08:00:00Z"),
                                           likes("d", none, "2026-10-01T08:00:00Z"), likes("", 1000, "2026-10-01T08:00:00Z")});
  const auto names = [](const std::vector<TopPost>& best) {
    std::string all;
    for (const auto& one : best) all += one.post + "=" + std::to_string(one.value) + " ";
    return all;
  };
  CHECK(names(top_of(place, TopBy::last, 10)) == "b=5 c=5 a=2 ");
  CHECK(names(top_of(place, TopBy::last, 1)) == "b=5 ");
  CHECK(names(top_of(place, TopBy::max, 2)) == "a=9 b=5 ");
  CHECK(names(top_of(place, TopBy::sum, 10)) == "a=11 c=6 b=5 ");
  CHECK(names(top_of(place, TopBy::growth, 10)) == "c=4 b=0 a=-7 ");
  CHECK(top_of(place, TopBy::last, 0).empty());
  CHECK(top_of(place, TopBy::last, 10)[1].as_of == ms("2026-10-03T08:00:00Z"));
  CHECK(names(top_of(place, TopBy::last, 10, {.from = moment("2026-10-01T00:00:00Z"), .until = moment("2026-10-02T00:00:00Z")})) == "a=9 b=5 c=1 ");
}
