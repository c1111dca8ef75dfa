// SPDX-License-Identifier: MIT
#include "moderate/out_of_hours.hpp"

#include <doctest/doctest.h>

#include "moderate/alerts.hpp"
#include "moderate/handle.hpp"
#include "moderate/saved_replies.hpp"
#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace std::chrono_literals;

namespace {

Json with_hours() {
  return parse_json(R"({"zone": "Europe/Paris", "business_hours": {"weekdays": "09:00-18:00"}, "moderation": {"out_of_hours_reply": "closed"}})").value();
}

struct Closed {
  Closed() { REQUIRE(save_reply(*place.store, {.name = "closed", .text = "Bonjour {name}, nous répondrons lundi."}, false).ok()); }
  std::vector<FirstAnswer> answer(bool dry_run = false) {
    auto answers = answer_out_of_hours(desk, dry_run);
    REQUIRE_MESSAGE(answers.ok(), answers.error().message);
    return std::move(answers).value();
  }
  InboxPlace place{with_hours()};  // a Sunday
  Desk desk = place.desk();
};

}  // namespace

TEST_CASE("whoever writes out of hours gets one first answer a day, and somebody still has to answer") {
  Closed here;
  const auto ids = here.place.file("a", {"un", "deux"});
  here.place.file("a", {"trois"}, "max");
  CHECK(here.answer(true).size() == 2);
  CHECK(here.place.harbour.posts.empty());
  CHECK(here.answer().size() == 2);
  CHECK(here.place.harbour.posts.size() == 2);
  CHECK(here.place.harbour.posts[0].second == "un: Bonjour zoe, nous répondrons lundi.");
  const auto now = here.place.at(ids[0]).handling;
  CHECK(state_at(now, here.place.clock.now()) == ItemState::open);
  CHECK_FALSE(now.answered);
  CHECK(now.replies.size() == 1);
  here.place.clock.advance(2h);
  here.place.file("b", {"quatre"});
  CHECK(here.answer().empty());
  CHECK(here.place.harbour.posts.size() == 2);
  here.place.clock.advance(23h);  // a Monday, 11:00
  here.place.file("b", {"cinq"});
  CHECK(here.answer().empty());
  here.place.clock.set("2026-11-23T20:00:00Z");
  here.place.file("b", {"six"});
  CHECK(here.answer().size() == 1);
}

TEST_CASE("what was written in business hours, spam, what is ours and what was answered get no answer by a machine") {
  Closed here;
  here.place.clock.set("2026-11-23T17:30:00Z");
  Item daytime = here.place.item("daytime", "anna");
  daytime.at = parse_iso("2026-11-23T16:00:00Z").value();
  Item old = here.place.item("old", "bert");
  old.at = here.place.clock.now() - 25h;
  REQUIRE(here.place.store->inbox().file_items("a", {daytime, old}, std::nullopt).ok());
  const Id spam = here.place.file("a", {"spam"}, "dora").front();
  REQUIRE(handle(here.desk, {spam}, {.what = "label", .add_labels = {"spam"}}, {.who = "rule:x"}).front().ok());
  const Id done = here.place.file("a", {"done"}, "emil").front();
  REQUIRE(handle(here.desk, {done}, {.what = "done", .state = ItemState::done}, {.who = "lea"}).front().ok());
  Account ours = here.place.accounts[1];
  ours.handle = "@desk@harbour.example";
  ours.remote_id = "77";
  REQUIRE(here.place.store->save_account(ours).ok());
  here.place.file("a", {"by us"}, "77");
  here.place.file("a", {"by us, too"}, "Desk@harbour.example");
  CHECK(here.answer().empty());
  CHECK(here.place.harbour.posts.empty());
}

TEST_CASE("a rule's reply counts, and so does the first answer for rules") {
  Closed here;
  const Id id = here.place.file("a", {"un"}).front();
  Decision by_rule{.by = "rule:x", .what = "rule", .with = Json{{"replied_to", "zoe"}}};
  REQUIRE(here.place.store->inbox().decide({id}, by_rule, [](const InboxItem&, Handling& handling, Decision&) -> Result<bool> {
    handling.rules.insert("x");
    return true;
  }).front().ok());
  CHECK(here.answer().empty());
  here.place.file("a", {"deux"}, "max");
  CHECK(here.answer().size() == 1);
  CHECK(answered_by_machine(here.desk, here.place.decisions()).value() == std::set<std::string>{"max", "zoe"});
}

TEST_CASE("an answer that failed is tried again, one that may have gone out is settled, and neither goes out twice") {
  Closed here;
  here.place.file("a", {"un", "deux"});
  here.place.harbour.fault = Error{.fault = Fault::network, .message = "gone"};
  CHECK(here.answer().front().error);
  here.place.harbour.fault = Error{.fault = Fault::unknown_outcome, .message = "lost"};
  CHECK(here.answer().front().error);
  here.place.harbour.fault.reset();
  here.place.clock.advance(10min);
  CHECK(here.answer().size() == 1);
  CHECK(here.answer().empty());
  CHECK(here.place.harbour.posts.size() == 1);
}

TEST_CASE("a reply that is still to be filled in, no such reply, and no business hours are said") {
  Closed here;
  here.place.file("a", {"un"});
  REQUIRE(save_reply(*here.place.store, {.name = "closed", .text = "Ouvert {jour}"}, true).ok());
  const auto blocked = answer_out_of_hours(here.desk, false);
  REQUIRE_FALSE(blocked.ok());
  CHECK(blocked.error().fault == Fault::refused);
  CHECK(blocked.error().message.find("{jour}") != std::string::npos);
  REQUIRE(remove_reply(*here.place.store, "closed").ok());
  CHECK(answer_out_of_hours(here.desk, false).error().fault == Fault::not_found);
  CHECK(here.place.harbour.posts.empty());
  InboxPlace no_hours(Json{{"moderation", Json{{"out_of_hours_reply", "closed"}}}});
  Desk desk = no_hours.desk();
  CHECK(answer_out_of_hours(desk, false).error().fault == Fault::usage);
}

TEST_CASE("during a crisis a machine says nothing") {
  Closed here;
  here.place.file("a", {"un"});
  REQUIRE(raise_alert(here.desk, "crisis x", {.kind = AlertKind::crisis, .title = "x"}).value());
  CHECK(here.answer().empty());
}
