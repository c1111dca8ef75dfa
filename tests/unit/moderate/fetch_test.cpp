// SPDX-License-Identifier: MIT
#include "moderate/fetch.hpp"

#include <doctest/doctest.h>

#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("all pages of all accounts are filed, and the next run goes on behind them") {
  InboxPlace place;
  place.harbour.pages["a"] = {{place.item("1"), place.item("2")}, {place.item("3")}};
  place.harbour.pages["b"] = {{place.item("1")}};
  Desk desk = place.desk();
  const auto first = fetch_inboxes(desk, {.accounts = place.accounts});
  REQUIRE(first.size() == 2);
  CHECK(first[0].fresh == 3);
  CHECK(first[1].fresh == 1);
  CHECK_FALSE(first[0].error);
  place.harbour.pages["a"].push_back({place.item("3"), place.item("4")});
  place.harbour.asked.clear();
  const auto second = fetch_inboxes(desk, {.accounts = {place.accounts[0]}});
  CHECK(second[0].fresh == 1);
  CHECK(place.harbour.asked == std::vector<std::string>{"a 2"});
  CHECK(place.store->inbox().items({}).value().size() == 5);
}

TEST_CASE("what was filed before a fault stays, and the next run reads on from there") {
  InboxPlace place;
  place.harbour.pages["a"] = {{place.item("1")}, {place.item("2")}, {place.item("3")}};
  Desk desk = place.desk();
  const auto part = fetch_inboxes(desk, {.accounts = {place.accounts[0]}, .most_pages = 2});
  CHECK(part[0].fresh == 2);
  CHECK(part[0].more);
  place.harbour.fault = Error{.fault = Fault::network, .message = "gone"};
  const auto broken = fetch_inboxes(desk, {.accounts = {place.accounts[0]}});
  REQUIRE(broken[0].error.has_value());
  CHECK(broken[0].error->fault == Fault::network);
  CHECK(broken[0].error->where == "@a (Site)");
  place.harbour.fault.reset();
  CHECK(fetch_inboxes(desk, {.accounts = {place.accounts[0]}})[0].fresh == 1);
  CHECK(place.store->inbox().items({}).value().size() == 3);
}

TEST_CASE("a rehearsal files nothing and moves no cursor") {
  InboxPlace place;
  place.harbour.pages["a"] = {{place.item("1")}};
  Desk desk = place.desk();
  CHECK(fetch_inboxes(desk, {.accounts = {place.accounts[0]}, .dry_run = true})[0].fresh == 1);
  CHECK(place.store->inbox().items({}).value().empty());
  CHECK(place.store->inbox().cursor("a").value().empty());
}
