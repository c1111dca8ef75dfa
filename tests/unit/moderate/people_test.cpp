// SPDX-License-Identifier: MIT
#include "moderate/people.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "base/ascii.hpp"
#include "moderate/handle.hpp"
#include "moderate/reply.hpp"
#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("people are counted over all accounts, and named by what they do") {
  InboxPlace place;
  Desk desk = place.desk();
  place.clock.set("2026-06-01T09:00:00Z");
  place.file("a", {"1", "2", "3", "4"}, "zoe");
  place.file("b", {"5"}, "zoe");
  const auto bad = place.file("a", {"6", "7"}, "max");
  place.clock.set("2026-11-22T09:00:00Z");
  place.file("a", {"8"}, "new");
  REQUIRE(handle(desk, bad, {.what = "label", .add_labels = {"toxic"}}, {.who = "lea"}).front().ok());
  const auto all = people(desk, std::nullopt).value();
  REQUIRE(all.size() == 3);
  CHECK(all[0].id == "zoe");
  CHECK(all[0].items == 5);
  CHECK(all[0].accounts.size() == 2);
  CHECK(kind_of(all[0], place.clock.now()) == "regular");
  CHECK(kind_of(person(desk, "MAX").value(), place.clock.now()) == "troublemaker");
  CHECK(kind_of(person(desk, "@new").value(), place.clock.now()) == "newcomer");
  CHECK(person(desk, "nobody").error().fault == Fault::not_found);
  CHECK(people(desk, place.clock.now())->size() == 1);
}

TEST_CASE("tags, notes and strikes are kept, and a strike ends") {
  InboxPlace place;
  Desk desk = place.desk();
  place.clock.set("2026-06-01T09:00:00Z");
  place.file("a", {"1"}, "zoe");
  const Instant now = place.clock.now();
  REQUIRE(save_person_notes(desk, "zoe", {.tags = {"vip"}, .notes = {{.at = now, .by = "lea", .text = "x"}}, .strikes = {{.at = now, .why = "y", .until = now + std::chrono::hours(1)}}}).ok());
  const auto zoe = person(desk, "zoe").value();
  CHECK(zoe.notes.tags == std::vector<std::string>{"vip"});
  CHECK(kind_of(zoe, now) == "troublemaker");
  CHECK(kind_of(zoe, now + std::chrono::days(60)) == "occasional");
}

TEST_CASE("two names that are one person are counted, noted and forgotten as one") {
  InboxPlace place;
  Desk desk = place.desk();
  place.file("a", {"Depuis le blog", "Encore le blog"}, "zoe-blog");
  place.file("b", {"Depuis Mastodon"}, "zoe-masto");
  place.file("b", {"Quelqu'un d'autre"}, "max-durand");
  REQUIRE(save_person_notes(desk, "zoe-masto", {.tags = {"vip"}}).ok());
  REQUIRE(join_people(desk, person(desk, "zoe-blog").value(), person(desk, "zoe-masto").value()).ok());
  CHECK(people(desk, std::nullopt)->size() == 2);
  const auto zoe = person(desk, "zoe-masto").value();
  CHECK(zoe.id == "zoe-blog");
  CHECK(zoe.items == 3);
  CHECK(zoe.accounts.size() == 2);
  CHECK(zoe.notes.tags == std::vector<std::string>{"vip"});
  CHECK(KeptPeople::of(desk)->notes_of("zoe-masto").tags == std::vector<std::string>{"vip"});
  CHECK(join_people(desk, zoe, person(desk, "zoe-masto").value()).error().fault == Fault::usage);

  CHECK(part_people(desk, zoe, "max-durand").error().fault == Fault::not_found);
  REQUIRE(part_people(desk, zoe, "zoe-masto").ok());
  CHECK(people(desk, std::nullopt)->size() == 3);
  REQUIRE(join_people(desk, person(desk, "zoe-blog").value(), person(desk, "zoe-masto").value()).ok());

  const auto report = forget_person(desk, person(desk, "zoe-masto").value());
  REQUIRE(report.ok());
  CHECK(report->forgotten.items == 3);
  const std::string bytes = place.all_bytes();
  for (const char* sign : {"Depuis le blog", "Depuis Mastodon", "zoe-blog", "zoe-masto"}) {
    CAPTURE(sign);
    CHECK(bytes.find(sign) == std::string::npos);
  }
}

TEST_CASE("what somebody has written so far is known by their first item and how many there are") {
  InboxPlace place;
  place.file("a", {"1"}, "zoe");
  const Instant first = place.clock.now();
  place.clock.set("2026-11-23T09:00:00Z");
  place.file("b", {"2"}, "zoe");
  const auto past = place.store->inbox().past_of("zoe").value();
  CHECK(past.items == 2);
  CHECK(past.first == first);
  CHECK(place.store->inbox().past_of("nobody")->items == 0);
  CHECK_FALSE(place.store->inbox().past_of("nobody")->first);
}

TEST_CASE("who is forgotten is nowhere in the workspace, still counted, and not read again") {
  InboxPlace place;
  Desk desk = place.desk();
  const auto ids = place.file("a", {"Mon secret à moi", "Encore moi ici"}, "zoe-martin");
  place.file("a", {"Quelqu'un d'autre"}, "max-durand");
  REQUIRE(handle(desk, {ids[0]}, {.what = "note", .note = "zoe-martin a appelé"}, {.who = "lea", .why = "pour zoe-martin"}).front().ok());
  REQUIRE(handle(desk, {ids[1]}, {.what = "done", .state = ItemState::done}, {.who = "lea"}).front().ok());
  const ReplyWish wish{.text = "Bonjour {name}, merci"};
  REQUIRE(send_reply(desk, *prepare_reply(desk, ids[1], wish), wish, {.who = "lea"}).ok());
  REQUIRE(save_person_notes(desk, "zoe-martin", {.tags = {"vip"}}).ok());
  CHECK(everything_about(desk, person(desk, "zoe-martin").value())->dump().find("Mon secret") != std::string::npos);
  CHECK(place.all_bytes().find("Mon secret") != std::string::npos);

  const auto report = forget_person(desk, person(desk, "zoe-martin").value());
  REQUIRE_MESSAGE(report.ok(), report.error().message);
  CHECK_MESSAGE(report->left.empty(), joined(report->left, " "));
  CHECK(report->forgotten.items == 2);
  const std::string bytes = place.all_bytes();
  for (const char* sign : {"Mon secret", "Encore moi", "zoe-martin"}) {
    CAPTURE(sign);
    CHECK(bytes.find(sign) == std::string::npos);
  }
  CHECK(bytes.find("Quelqu'un d'autre") != std::string::npos);
  CHECK(place.store->inbox().items({}).value().size() == 3);
  CHECK(place.at(ids[1]).handling.state == ItemState::pending);
  CHECK(place.store->inbox().verify()->fault.empty());
  CHECK(place.store->inbox().verify()->erased >= 3);
  CHECK(place.store->check()->empty());
  // The platform tells the same again, and something new.
  CHECK(place.file("a", {"Mon secret à moi", "Du nouveau"}, "zoe-martin").empty());
  CHECK(place.file("a", {"De max"}, "max-durand").size() == 1);
  CHECK(person(desk, "zoe-martin").error().fault == Fault::not_found);
}

TEST_CASE("what other programs have written of somebody is found and said") {
  InboxPlace place;
  Desk desk = place.desk();
  place.file("a", {"Mon secret à moi"}, "zoe-martin");
  std::ofstream(place.folder / "w/templates/x") << "zoe-martin";
  const auto report = forget_person(desk, person(desk, "zoe-martin").value());
  REQUIRE(report.ok());
  CHECK(report->left == std::vector<std::string>{"templates/x"});
}
