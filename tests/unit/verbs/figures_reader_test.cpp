// SPDX-License-Identifier: MIT
#include "figures_reader.hpp"

#include <doctest/doctest.h>

#include "tests/support/report_records.hpp"

using namespace cmtool;
using namespace cmtool::test;
using samples::Reading;

namespace {

constexpr std::int32_t first_of_november = 20758;

Reading known(const std::string& at, std::int64_t value) { return {moment(at).time_since_epoch().count(), value, true}; }
Reading unknown(const std::string& at) { return {moment(at).time_since_epoch().count(), 0, false}; }

/// November in UTC; the account "a", once called "old", and its post "p" of the period.
struct Place {
  samples::Days days = samples::Days::of("UTC", moment("2026-11-01T00:00:00Z"), moment("2026-12-01T00:00:00Z")).value();
  FiguresQuestion question{.days = days,
                           .period = {.from = moment("2026-11-01T00:00:00Z"), .until = moment("2026-12-01T00:00:00Z")},
                           .accounts = {{"a", "a"}, {"old", "a"}},
                           .posts = {{place_of("a", "p"), 0}},
                           .by_day = true,
                           .ads = true};
  FiguresReader reader{question};
  Place() { reader.names({"a", "other", "old"}, {"followers", "likes", "views", "visitors"}); }

  void tell(std::uint32_t metric, std::string_view post, const std::vector<Reading>& readings, std::uint32_t account = 0) {
    reader.series({.account = account, .metric = metric, .post = post}, readings);
  }
};
constexpr std::uint32_t followers = 0, likes = 1, views = 2, visitors = 3;

}  // namespace

TEST_CASE("a total is its last reading within the period, and zero, unknown and never read are three things") {
  Place place;
  place.tell(likes, "p", {known("2026-11-02T00:00:00Z", 3), known("2026-11-03T00:00:00Z", 0), unknown("2026-11-04T00:00:00Z")});
  place.tell(views, "p", {unknown("2026-11-04T00:00:00Z")});
  const auto posts = place.reader.posts(1);
  CHECK(posts[0].at("likes") == Figure{.value = 0, .as_of = moment("2026-11-03T00:00:00Z")});
  CHECK(posts[0].at("views") == Figure{.as_of = moment("2026-11-04T00:00:00Z")});
  CHECK_FALSE(posts[0].contains("reposts"));
}

TEST_CASE("what is counted by day is added up, the last reading of a day standing for it; visitors are not") {
  Place place;
  const std::vector<Reading> readings{known("2026-11-02T06:00:00Z", 5), known("2026-11-02T18:00:00Z", 7), known("2026-11-03T18:00:00Z", 4)};
  place.tell(views, "p", readings);
  place.tell(visitors, "p", readings);
  const auto posts = place.reader.posts(1);
  CHECK(posts[0].at("views").value == 11);
  CHECK(posts[0].at("visitors").value == 7);
}

TEST_CASE("a post of the period gains from zero, an older one from its last reading before it, and one without any not at all") {
  Place place;
  place.tell(likes, "p", {known("2026-11-02T00:00:00Z", 3), known("2026-11-02T12:00:00Z", 5), known("2026-11-03T00:00:00Z", 4)});
  place.tell(likes, "older", {known("2026-10-31T00:00:00Z", 100), known("2026-11-03T00:00:00Z", 110)});
  place.tell(likes, "nobody knows since when", {known("2026-11-03T00:00:00Z", 1000), known("2026-11-04T00:00:00Z", 1001)});
  const auto accounts = place.reader.accounts();
  REQUIRE(accounts.size() == 1);
  REQUIRE(accounts[0].days.size() == 3);
  CHECK(accounts[0].days[0].day == first_of_november + 1);
  CHECK(accounts[0].days[0].gained == 5);
  CHECK(accounts[0].days[1].gained == 9);  // one less of "p", ten more of the older one
  CHECK(accounts[0].days[2].gained == 1);
}

TEST_CASE("where a post was not read within the period, the first reading after it stands in, on its last day") {
  Place place;
  place.tell(likes, "p", {unknown("2026-11-30T00:00:00Z"), known("2026-12-01T09:00:00Z", 40), known("2026-12-02T09:00:00Z", 50)});
  place.tell(views, "p", {known("2026-12-01T09:00:00Z", 40)});  // of a day of December
  place.tell(likes, "older", {known("2026-12-01T09:00:00Z", 7)});
  place.tell(followers, "", {known("2026-12-01T09:00:00Z", 90)});
  CHECK(place.reader.posts(1)[0] == Figures{{"likes", {.value = 40, .as_of = moment("2026-12-01T09:00:00Z")}}});
  const auto accounts = place.reader.accounts();
  REQUIRE(accounts.size() == 1);
  REQUIRE(accounts[0].days.size() == 1);
  CHECK(accounts[0].days[0] == DayFigure{.day = first_of_november + 29, .gained = 40, .as_of = moment("2026-12-01T09:00:00Z")});
}

TEST_CASE("a reading after the period changes nothing of a post that was read within it") {
  Place place;
  place.tell(likes, "p", {known("2026-11-29T00:00:00Z", 3), known("2026-12-01T09:00:00Z", 40)});
  CHECK(place.reader.posts(1)[0].at("likes").value == 3);
  CHECK(place.reader.accounts()[0].days.size() == 1);
}

TEST_CASE("an account's own readings are kept by day, with what stood before the period") {
  Place place;
  place.tell(followers, "", {known("2026-10-30T00:00:00Z", 90), unknown("2026-11-01T00:00:00Z"), known("2026-11-02T00:00:00Z", 100), known("2026-11-02T20:00:00Z", 101)});
  const auto accounts = place.reader.accounts();
  REQUIRE(accounts.size() == 1);
  CHECK(accounts[0].before.value == 90);
  CHECK(accounts[0].unknown == 1);
  REQUIRE(accounts[0].days.size() == 1);
  CHECK(accounts[0].days[0].own == 101);
}

TEST_CASE("what was read under an account's former name is its own, and others' is passed over") {
  Place place;
  CHECK_FALSE(place.reader.wants_account(1));
  CHECK(place.reader.wants_account(2));
  place.tell(likes, "p", {known("2026-11-02T00:00:00Z", 3)}, 2);
  FiguresReader other(place.question);
  other.names({"a", "other", "old"}, {"followers", "likes", "views", "visitors"});
  const std::vector<Reading> later{known("2026-11-05T00:00:00Z", 8)};
  other.series({.account = 0, .metric = likes, .post = "p"}, later);
  place.reader.join(other);
  CHECK(place.reader.posts(1)[0].at("likes").value == 8);
  CHECK(place.reader.accounts().size() == 1);
}

TEST_CASE("a campaign of advertisements stands apart from posts") {
  Place place;
  place.tell(views, "campaign:noel", {known("2026-11-02T00:00:00Z", 3), known("2026-11-03T00:00:00Z", 4)});
  const auto ads = place.reader.ads();
  REQUIRE(ads.size() == 1);
  CHECK(ads[0].campaign == "noel");
  CHECK(ads[0].figures.at("views").value == 7);
  CHECK(place.reader.accounts().empty());
}
