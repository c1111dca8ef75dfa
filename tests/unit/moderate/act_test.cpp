// SPDX-License-Identifier: MIT
#include "moderate/act.hpp"

#include <doctest/doctest.h>

#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("an act is done once, intended before and recorded after") {
  InboxPlace place;
  const auto ids = place.file("a", {"1", "2"});
  Desk desk = place.desk();
  const auto outcomes = act_on(desk, {ids[0], ids[1], ids[0]}, Act::hide, {.who = "lea", .why = "insults"});
  REQUIRE(outcomes.size() == 3);
  CHECK_FALSE(outcomes[0].error);
  CHECK(outcomes[2].before);
  CHECK(place.harbour.acted == std::vector<std::string>{"hide 1", "hide 2"});
  CHECK(place.at(ids[0]).handling.acts.contains("hide"));
  const auto decisions = place.decisions();
  REQUIRE(decisions.size() == 4);
  CHECK(decisions[0].outcome == "intended");
  CHECK(decisions[2].outcome == "done");
  CHECK(decisions[2].by == "lea");
  CHECK(decisions[2].why == "insults");
  // Again: it is so already.
  CHECK(act_on(desk, {ids[0]}, Act::hide, {.who = "max"}).front().before);
  CHECK(place.harbour.acted.size() == 2);
  // And back.
  CHECK_FALSE(act_on(desk, {ids[0]}, Act::unhide, {.who = "max"}).front().error);
  CHECK_FALSE(place.at(ids[0]).handling.acts.contains("hide"));
}

TEST_CASE("what a platform cannot do sends nothing, and the nearest that it can is named") {
  InboxPlace place;
  const auto ids = place.file("a", {"1"});
  Desk desk = place.desk();
  const auto outcome = act_on(desk, ids, Act::remove, {.who = "lea"}).front();
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->fault == Fault::unsupported);
  CHECK(outcome.error->hint.find("moderate spam") != std::string::npos);
  CHECK(place.harbour.acted.empty());
  CHECK(place.decisions().empty());
}

TEST_CASE("a failed act is recorded as failed, the rest of the account is not tried when it is signed out, and all can be tried again") {
  InboxPlace place;
  const auto ids = place.file("a", {"1", "2", "3"});
  Desk desk = place.desk();
  place.harbour.fault = Error{.fault = Fault::auth, .message = "signed out"};
  const auto outcomes = act_on(desk, ids, Act::spam, {.who = "lea"});
  for (const auto& outcome : outcomes) {
    REQUIRE(outcome.error.has_value());
    CHECK(outcome.error->fault == Fault::auth);
  }
  CHECK(place.decisions().back().outcome == "failed");
  CHECK(place.at(ids[0]).handling.state == ItemState::open);
  place.harbour.fault.reset();
  for (const auto& outcome : act_on(desk, ids, Act::spam, {.who = "lea"})) CHECK_FALSE(outcome.error);
  CHECK(place.harbour.acted.size() == 3);
  CHECK(place.at(ids[0]).handling.state == ItemState::done);
}

TEST_CASE("an item that is not there fails alone") {
  InboxPlace place;
  const auto ids = place.file("a", {"1"});
  Desk desk = place.desk();
  const auto outcomes = act_on(desk, {"zzzzzzzz", ids[0]}, Act::like, {.who = "lea"});
  CHECK(outcomes[0].error->fault == Fault::not_found);
  CHECK_FALSE(outcomes[1].error);
}
