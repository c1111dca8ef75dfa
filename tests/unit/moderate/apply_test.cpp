// SPDX-License-Identifier: MIT
#include "moderate/apply.hpp"

#include <doctest/doctest.h>

#include "moderate/handle.hpp"
#include "moderate/people.hpp"
#include "moderate/saved_replies.hpp"
#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

Json json_of(const std::string& text) {
  auto json = parse_json(text);
  REQUIRE_MESSAGE(json.ok(), json.error().message);
  return std::move(json).value();
}

void add(Desk& desk, const std::string& name, const std::string& json, bool enable = true) {
  const auto added = add_rule(desk, name, json_of(json), false);
  REQUIRE_MESSAGE(added.ok(), added.error().message);
  if (enable) REQUIRE(enable_rule(desk, name, true).ok());
}

ApplyReport apply(Desk& desk) {
  const auto set = RuleSet::of(desk);
  REQUIRE_MESSAGE(set.ok(), set.error().message);
  auto report = apply_rules(desk, **set, {});
  REQUIRE_MESSAGE(report.ok(), report.error().message);
  return std::move(report).value();
}

}  // namespace

TEST_CASE("word lists that cannot be read stop the rules, so that none is judged without them") {
  InboxPlace place;
  Desk desk = place.desk();
  REQUIRE(RuleSet::of(desk).ok());
  std::ofstream(std::filesystem::path(place.store->where()) / "words") << "no folder";
  CHECK_FALSE(RuleSet::of(desk).ok());
  std::ofstream(std::filesystem::path(place.store->where()) / "model") << "no folder";
  CHECK_FALSE(Classifiers::of(desk).ok());
}

TEST_CASE("a rule does what follows once, and says by whom and why") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "promo", R"({"when": {"pattern": "code promo"}, "then": [{"label": "spam"}, {"priority": "low"}, {"hide": true}]})");
  const auto ids = place.file("a", {"Un CODE PROMO ici", "Bonjour"});
  const auto report = apply(desk);
  REQUIRE(report.hits.size() == 1);
  CHECK(report.looked_at == 2);
  CHECK_FALSE(report.hits[0].error);
  CHECK(place.harbour.acted == std::vector<std::string>{"hide Un CODE PROMO ici"});
  const auto now = place.at(ids[0]);
  CHECK(now.handling.labels.contains("spam"));
  CHECK(now.handling.priority == Priority::low);
  CHECK(now.handling.rules.contains("promo"));
  CHECK(place.decisions().back().by == "rule:promo");
  CHECK(place.decisions().back().why == "code promo");
  // A moderator takes the label off: the rule does not put it back.
  REQUIRE(handle(desk, {ids[0]}, {.what = "label", .drop_labels = {"spam"}}, {.who = "lea"}).front().ok());
  CHECK(apply(desk).hits.empty());
  CHECK(place.harbour.acted.size() == 1);
}

TEST_CASE("a new rule that does something grave only says what it would do until it is enabled") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "promo", R"({"when": {"pattern": "promo"}, "then": [{"hide": true}, {"label": "spam"}]})", false);
  add(desk, "mild", R"({"when": {"pattern": "promo"}, "then": [{"label": "mild"}]})", false);
  const auto id = place.file("a", {"promo"}).front();
  const auto report = apply(desk);
  REQUIRE(report.hits.size() == 2);
  CHECK(place.harbour.acted.empty());
  CHECK(place.at(id).handling.labels == std::set<std::string>{"mild"});
  CHECK(apply(desk).hits.empty());  // said once
  REQUIRE(enable_rule(desk, "promo", true).ok());
  CHECK(apply(desk).hits.size() == 1);
  CHECK(place.harbour.acted.size() == 1);
}

TEST_CASE("rules are tried in their order, see what those before have labelled, and end where one stops") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "last", R"({"order": 30, "when": {"pattern": "x"}, "then": [{"label": "last"}]})");
  add(desk, "second", R"({"order": 20, "stop": true, "when": {"label": "first"}, "then": [{"label": "second"}]})");
  add(desk, "first", R"({"order": 10, "when": {"pattern": "x"}, "then": [{"label": "first"}]})");
  const auto id = place.file("a", {"x"}).front();
  apply(desk);
  CHECK(place.at(id).handling.labels == std::set<std::string>{"first", "second"});
  CHECK(apply(desk).hits.empty());
}

TEST_CASE("a rule that wants too much stops, is simulated from then on, and alerts") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "everything", R"({"when": {"kind": "comment"}, "then": [{"hide": true}, {"label": "hidden"}], "most": {"count": 2, "within": "1h"}})");
  place.file("a", {"1", "2", "3", "4"});
  const auto report = apply(desk);
  CHECK(place.harbour.acted.size() == 2);
  REQUIRE(report.alerts.size() == 1);
  CHECK(report.alerts[0].find("everything") != std::string::npos);
  CHECK(report.hits[2].over_quota);
  CHECK(report.hits[3].simulated);
  place.file("a", {"5"});
  CHECK(apply(desk).hits.front().simulated);
  CHECK(place.harbour.acted.size() == 2);
  // Enabled again within the hour it has nothing left, an hour later it has.
  REQUIRE(enable_rule(desk, "everything", true).ok());
  apply(desk);
  CHECK(place.harbour.acted.size() == 2);
  place.clock.advance(std::chrono::hours(2));
  REQUIRE(enable_rule(desk, "everything", true).ok());
  apply(desk);
  CHECK(place.harbour.acted.size() == 4);
}

TEST_CASE("what could not be done is tried again by the next run, and nothing is done twice") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "hide", R"({"when": {"kind": "comment"}, "then": [{"hide": true}, {"label": "hidden"}]})");
  const auto id = place.file("a", {"1"}).front();
  place.harbour.fault = Error{.fault = Fault::network, .message = "gone"};
  CHECK(apply(desk).hits.front().error->fault == Fault::network);
  CHECK(place.at(id).handling.labels.empty());
  place.harbour.fault.reset();
  CHECK_FALSE(apply(desk).hits.front().error);
  CHECK(place.harbour.acted.size() == 1);
  CHECK(place.at(id).handling.labels.contains("hidden"));
}

TEST_CASE("a saved reply answers each person at most once a day") {
  InboxPlace place(json_of(R"({"zone": "Europe/Paris", "business_hours": {"weekdays": "09:00-18:00"}})"));
  Desk desk = place.desk();
  REQUIRE(save_reply(*place.store, {.name = "closed", .text = "Bonjour {name}, nous répondrons lundi."}, false).ok());
  add(desk, "closed", R"({"when": {"hours": "outside"}, "then": [{"reply": "closed"}]})");
  place.file("a", {"un", "deux"});  // a Sunday
  place.file("a", {"trois"}, "max");
  apply(desk);
  CHECK(place.harbour.posts.size() == 2);
  place.clock.advance(std::chrono::hours(2));
  place.file("b", {"quatre"});
  apply(desk);
  CHECK(place.harbour.posts.size() == 2);
}

TEST_CASE("a rehearsal changes nothing") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "hide", R"({"when": {"kind": "comment"}, "then": [{"hide": true}]})");
  place.file("a", {"1"});
  const auto set = RuleSet::of(desk);
  CHECK(apply_rules(desk, **set, {.dry_run = true})->hits.size() == 1);
  CHECK(place.harbour.acted.empty());
  CHECK(place.decisions().empty());
}

TEST_CASE("first messages, floods and copies are known from what came before") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "first", R"({"when": {"first_message": true}, "then": [{"label": "first"}]})");
  add(desk, "flood", R"({"when": {"flood": {"count": 3, "within": "10m"}}, "then": [{"label": "flood"}]})");
  add(desk, "copies", R"({"when": {"duplicate": {"accounts": 2}}, "then": [{"label": "copy"}]})");
  const auto early = place.file("a", {"un"});
  place.clock.advance(std::chrono::hours(1));
  const auto later = place.file("a", {"deux", "Trois "});
  place.clock.advance(std::chrono::seconds(5));
  Item copy = place.item("autre", "zoe");
  copy.text = "trois";
  const auto last = place.store->inbox().file_items("b", {copy}, std::nullopt)->fresh;
  apply(desk);
  CHECK(place.at(early[0]).handling.labels == std::set<std::string>{"first"});
  CHECK(place.at(later[0]).handling.labels.empty());
  CHECK(place.at(last[0]).handling.labels == std::set<std::string>{"flood", "copy"});
}

TEST_CASE("a rule strikes somebody once for each item, and another one goes by how many strikes hold") {
  InboxPlace place;
  Desk desk = place.desk();
  add(desk, "insult", R"({"when": {"pattern": "idiot"}, "then": [{"strike": "30d"}], "order": 1})");
  add(desk, "third", R"({"when": {"author": {"strikes_at_least": 2}}, "then": [{"label": "troublemaker"}], "order": 2})");
  place.file("a", {"Espèce d'idiot"}, "max");
  apply(desk);
  apply(desk);
  auto max = person(desk, "max").value();
  REQUIRE(max.notes.strikes.size() == 1);
  CHECK(max.notes.strikes[0].by == "rule:insult");
  CHECK(max.notes.strikes[0].until == place.clock.now() + std::chrono::days(30));
  place.file("a", {"Bande d'idiots"}, "max");
  apply(desk);
  const auto again = place.file("a", {"Bonjour"}, "max");
  apply(desk);
  CHECK(place.at(again[0]).handling.labels.contains("troublemaker"));
  place.clock.set("2027-02-01T09:00:00Z");
  const auto later = place.file("a", {"Bonne année"}, "max");
  apply(desk);
  CHECK_FALSE(place.at(later[0]).handling.labels.contains("troublemaker"));
}
