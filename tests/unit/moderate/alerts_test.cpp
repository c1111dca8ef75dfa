// SPDX-License-Identifier: MIT
#include "moderate/alerts.hpp"

#include <doctest/doctest.h>

#include "moderate/handle.hpp"
#include "tests/support/alert_place.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace std::chrono_literals;

namespace {

using Names = std::vector<std::string>;

constexpr auto one_address = R"([{"to": "mail", "address": "lea@example.org"}])";
constexpr auto three_people = R"({"quiet": {"daily": "22:00-07:00"}, "escalate_after": "15m", "people": [
  {"name": "lea", "on_call": {"weekdays": "09:00-18:00"}, "routes": [{"to": "mail", "address": "lea@example.org"}]},
  {"name": "max", "on_call": {"daily": "08:00-24:00"}, "routes": [{"to": "mail", "address": "max@example.org"}]},
  {"name": "zoe", "routes": [{"to": "mail", "address": "zoe@example.org"}]}]})";

}  // namespace

TEST_CASE("an alert is told once, with what was said, by whom, and what to do") {
  AlertPlace here(one_address);
  const Id item = here.raise("Espèce de\r\nX-Evil: 1");
  CHECK(here.deliver().outcomes.size() == 1);
  here.place.clock.advance(1h);
  CHECK(here.deliver().outcomes.empty());
  REQUIRE(here.mails.size() == 1);
  CHECK(here.mails[0].to == "lea@example.org");
  CHECK(here.mails[0].bytes.find("Subject: The rule x\r\n") != std::string::npos);
  CHECK(here.mails[0].bytes.find("cmtool moderate show " + item) != std::string::npos);
  CHECK(here.mails[0].bytes.find("cmtool moderate alerts ack " + here.only().alert.id) != std::string::npos);
  CHECK(here.mails[0].bytes.find("zoe wrote to") != std::string::npos);
  CHECK(here.only().told[0].outcome == "sent");
}

TEST_CASE("the same thing raised twice is one alert") {
  AlertPlace here(one_address);
  Desk desk = here.place.desk();
  CHECK(raise_alert(desk, "rule x 1", {.title = "x"}).value());
  CHECK_FALSE(raise_alert(desk, "rule x 1", {.title = "x"}).value());
  CHECK(raise_alert(desk, "rule x 2", {.title = "x"}).value());
  CHECK(kept_alerts(desk)->size() == 2);
}

TEST_CASE("nothing that is kept of an alert names who wrote, so that they can be forgotten") {
  AlertPlace here(one_address);
  here.raise("zoe says something personal");
  here.deliver();
  Desk desk = here.place.desk();
  const auto kept = here.place.store->documents("alerts").value();
  CHECK(kept.front().second.dump().find("personal") == std::string::npos);
  CHECK(kept.front().second.dump().find("zoe") == std::string::npos);
}

TEST_CASE("who is on call is told first, and the next one when nobody acts") {
  AlertPlace here(three_people);
  here.place.clock.set("2026-11-23T10:00:00Z");  // a Monday, 11:00
  here.raise("x");
  here.deliver();
  CHECK(here.told() == Names{"lea@example.org"});
  here.place.clock.advance(14min);
  here.deliver();
  CHECK(here.mails.size() == 1);
  here.place.clock.advance(1min);
  here.deliver();
  here.deliver();
  CHECK(here.told() == Names{"lea@example.org", "max@example.org"});
  CHECK(here.mails.back().bytes.find("Subject: Nobody has acted: The rule x\r\n") != std::string::npos);
  CHECK(here.mails.back().bytes.find("lea was told at 2026-11-23T10:00:00Z") != std::string::npos);
  here.place.clock.advance(15min);
  here.deliver();
  here.place.clock.advance(5h);
  here.deliver();
  CHECK(here.told() == Names{"lea@example.org", "max@example.org", "zoe@example.org"});
  CHECK(state_of(here.only(), here.place.clock.now()) == "escalated");
}

TEST_CASE("out of their hours the first ones are passed over") {
  AlertPlace here(three_people);
  here.place.clock.set("2026-11-22T10:00:00Z");  // a Sunday, 11:00
  here.raise("x");
  here.deliver();
  CHECK(here.told() == Names{"max@example.org"});
  here.place.clock.set("2026-11-22T10:20:00Z");
  here.deliver();
  CHECK(here.told() == Names{"max@example.org", "zoe@example.org"});
}

TEST_CASE("a decision on an item, or an acknowledgement, ends it") {
  AlertPlace here(three_people);
  Desk desk = here.place.desk();
  here.place.clock.set("2026-11-23T10:00:00Z");
  const Id item = here.raise("x");
  here.deliver();
  here.place.clock.advance(5min);
  // What a rule does is no person's act.
  REQUIRE(handle(desk, {item}, {.what = "label", .add_labels = {"seen"}}, {.who = "rule:x"}).front().ok());
  here.deliver();
  CHECK_FALSE(here.only().acted);
  REQUIRE(handle(desk, {item}, {.what = "done", .state = ItemState::done}, {.who = "lea"}).front().ok());
  here.place.clock.advance(1h);
  here.deliver();
  CHECK(here.mails.size() == 1);
  CHECK(here.only().acted_by == "lea");
  CHECK(here.only().acted_how == "done");

  here.raise("y");
  here.deliver();
  CHECK(here.mails.size() == 2);
  const Id id = here.only().alert.id;
  CHECK(acknowledge_alert(desk, id, "max", "").value());
  CHECK_FALSE(acknowledge_alert(desk, id, "zoe", "").value());
  here.place.clock.advance(1h);
  here.deliver();
  CHECK(here.mails.size() == 2);
  CHECK(kept_alert(desk, id.substr(0, 6))->acted_by == "max");
}

TEST_CASE("in quiet hours alerts wait, and their end brings one message for all") {
  AlertPlace here(three_people);
  here.place.clock.set("2026-11-23T22:30:00Z");  // 23:30
  here.raise("un");
  here.raise("deux");
  here.deliver();
  CHECK(here.mails.empty());
  here.place.clock.set("2026-11-24T05:59:00Z");
  here.deliver();
  CHECK(here.mails.empty());
  here.place.clock.set("2026-11-24T06:00:00Z");  // 07:00
  here.deliver();
  REQUIRE(here.mails.size() == 1);
  CHECK(here.mails[0].to == "zoe@example.org");
  CHECK(here.mails[0].bytes.find("Subject: 2 alerts have waited\r\n") != std::string::npos);
  CHECK(here.mails[0].bytes.find("un") != std::string::npos);
  CHECK(here.mails[0].bytes.find("deux") != std::string::npos);
}

TEST_CASE("what is urgent does not wait, and a crisis reaches somebody even if nobody is on call") {
  AlertPlace here(R"({"quiet": {"daily": "22:00-07:00"}, "people": [{"name": "lea", "on_call": {"weekdays": "09:00-18:00"}, "routes": [{"to": "mail", "address": "lea@example.org"}]}]})");
  here.place.clock.set("2026-11-23T22:30:00Z");
  here.raise("calm");
  here.raise("fire", true);
  here.deliver();
  REQUIRE(here.mails.size() == 1);
  CHECK(here.mails[0].bytes.find("fire") != std::string::npos);
  CHECK(here.mails[0].bytes.find("Importance: high\r\n") != std::string::npos);
}

TEST_CASE("a route may be for quiet hours alone, for some kinds, or only after a while") {
  AlertPlace here(R"({"quiet": {"daily": "22:00-07:00"}, "routes": [
    {"to": "mail", "address": "night@example.org", "when": "quiet"}, {"to": "mail", "address": "always@example.org", "when": "always"},
    {"to": "mail", "address": "crisis@example.org", "kinds": ["crisis"], "when": "always"}, {"to": "mail", "address": "late@example.org", "when": "always", "after": "30m"}]})");
  here.place.clock.set("2026-11-23T22:30:00Z");
  here.raise("x");
  here.deliver();
  CHECK(here.told() == Names{"night@example.org", "always@example.org"});
  here.place.clock.advance(31min);
  here.deliver();
  CHECK(here.told() == Names{"night@example.org", "always@example.org", "late@example.org"});
}

TEST_CASE("a lost answer is unknown and never repeated; a refusal goes to the next at once; no network is tried again, more and more seldom") {
  SUBCASE("unknown") {
    AlertPlace here(one_address);
    here.mail_faults = {{.fault = Fault::unknown_outcome, .message = "broke"}};
    here.raise("x");
    here.deliver();
    here.place.clock.advance(3h);
    here.deliver();
    CHECK(here.mails.size() == 1);
    CHECK(here.only().told[0].outcome == "unknown");
  }
  SUBCASE("refused") {
    AlertPlace here(three_people);
    here.place.clock.set("2026-11-23T10:00:00Z");
    here.mail_faults = {{.fault = Fault::refused, .message = "no such user"}};
    here.raise("x");
    here.deliver();
    here.deliver();
    CHECK(here.told() == Names{"max@example.org"});
  }
  SUBCASE("network") {
    AlertPlace here(one_address);
    here.mail_faults.assign(5, {.fault = Fault::network, .message = "down"});
    here.raise("x");
    int tries = 0;
    for (int minute = 0; minute < 24; ++minute, here.place.clock.advance(1min)) tries += static_cast<int>(here.deliver().outcomes.size());
    CHECK(tries == 5);  // after 0, 1, 3, 7, 15 minutes
    here.place.clock.advance(8min);
    here.deliver();
    CHECK(here.mails.size() == 1);
    here.place.clock.advance(24h);
    here.deliver();
    CHECK(here.mails.size() == 1);
  }
}

TEST_CASE("what was on its way when its process died is unknown to the next, and two at once tell once") {
  AlertPlace here(one_address);
  here.raise("x");
  Json json = here.place.store->documents("alerts")->front().second;
  json.set("told", Json::array({Json{{"route", "mail lea@example.org"}, {"who", ""}, {"at", "2026-11-22T09:00:00Z"}, {"tried", "2026-11-22T09:00:00Z"}, {"tries", 1}, {"outcome", "intended"}, {"message", ""}}}));
  REQUIRE(here.place.store->save_document("alerts", json["id"].string_or(), json).ok());
  here.deliver();
  CHECK(here.mails.empty());
  CHECK(here.only().told[0].outcome == "unknown");
  here.raise("y");
  {
    const auto lock = here.place.store->lock_account("cmtool-alerts", 0ms);
    REQUIRE(lock.ok());
    CHECK(here.deliver().busy);
  }
  here.deliver();
  CHECK(here.mails.size() == 1);
}

TEST_CASE("old alerts go, and one that nobody could be told of in a week is over") {
  AlertPlace here(R"({"people": [{"name": "lea", "on_call": {"mon": "09:00-10:00"}, "routes": [{"to": "mail", "address": "lea@example.org"}]}]})");
  here.place.clock.set("2026-11-23T10:00:00Z");
  here.raise("x");
  here.deliver();
  CHECK(state_of(here.only(), here.place.clock.now()) == "waiting");
  here.place.clock.advance(24h * 8);
  here.deliver();
  CHECK(state_of(here.only(), here.place.clock.now()) == "over");
  Desk desk = here.place.desk();
  here.place.clock.advance(24h * 23);
  here.deliver();
  CHECK(kept_alerts(desk)->empty());
}

TEST_CASE("settings are understood or refused with their place") {
  const auto fault = [](const std::string& alerts) {
    const auto read = alert_settings(Json{{"alerts", json_of_text(alerts)}}, "Europe/Paris");
    return read.ok() ? std::string() : read.error().message + " " + read.error().hint;
  };
  CHECK(fault(three_people).empty());
  CHECK(fault(R"([{"to": "pigeon"}])").find("alerts[0].to") != std::string::npos);
  CHECK(fault(R"([{"to": "mail"}])").find("alerts[0]") != std::string::npos);
  CHECK(fault(R"([{"to": "mail", "address": "lea@example.org", "wehn": "always"}])").find("wehn") != std::string::npos);
  CHECK(fault(R"([{"to": "mail", "address": "lea@example.org", "when": "sometimes"}])").find("when") != std::string::npos);
  CHECK(fault(R"([{"to": "mail", "address": "lea@example.org", "kinds": ["x"]}])").find("kinds") != std::string::npos);
  CHECK(fault(R"([{"to": "ntfy", "url": "http://ntfy.sh/x"}])").find("alerts[0]") != std::string::npos);
  CHECK(fault(R"([{"to": "ntfy", "url": "https://ntfy.sh/x", "token": "tk_1"}])").find("no place for a secret") != std::string::npos);
  CHECK(fault(R"([{"to": "webhook", "url": "https://hooks.example/x", "format": "fax"}])").find("fax") != std::string::npos);
  CHECK(fault(R"([{"to": "account", "account": "@a", "recipient": "lea"}])").find("alerts[0]") != std::string::npos);
  CHECK(fault(R"({"quiet": {"daily": "22-7"}})").find("alerts.quiet") != std::string::npos);
  CHECK(fault(R"({"quiet": {"someday": "22:00-07:00"}})").find("someday") != std::string::npos);
  CHECK(fault(R"({"people": [{"name": "lea", "routes": []}]})").find("people[0].routes") != std::string::npos);
  CHECK(fault(R"({"people": [{"routes": [{"to": "hook"}]}]})").find("people[0].name") != std::string::npos);
  CHECK(fault(R"({"escalate_after": "soon"})").find("escalate_after") != std::string::npos);
  CHECK(fault(R"("x")").find("alerts") != std::string::npos);
}

TEST_CASE("quiet hours go over midnight, by the wall") {
  const auto settings = alert_settings(Json{{"alerts", json_of_text(R"({"quiet": {"weekdays": "22:00-7:00", "sat": "00:00-24:00"}})")}}, "Europe/Paris").value();
  const auto quiet = [&](const std::string& at) { return is_quiet(settings, parse_iso(at).value()); };
  CHECK(quiet("2026-11-23T21:00:00Z"));        // Monday 22:00
  CHECK_FALSE(quiet("2026-11-23T20:59:59Z"));
  CHECK(quiet("2026-11-24T05:59:59Z"));        // Tuesday 06:59:59
  CHECK_FALSE(quiet("2026-11-24T06:00:00Z"));
  CHECK_FALSE(quiet("2026-11-23T05:00:00Z"));  // Monday 06:00: Sunday has none
  CHECK(quiet("2026-11-28T12:00:00Z"));        // Saturday
}
