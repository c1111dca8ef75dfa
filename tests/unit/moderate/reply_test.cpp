// SPDX-License-Identifier: MIT
#include "moderate/reply.hpp"

#include <doctest/doctest.h>

#include "moderate/saved_replies.hpp"
#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("a reply goes out once however often it is sent, and the item waits for its writer") {
  InboxPlace place;
  const auto id = place.file("a", {"question"}).front();
  Desk desk = place.desk();
  const ReplyWish wish{.text = "Bonjour {name}"};
  for (int i = 0; i < 3; ++i) {
    const auto prepared = prepare_reply(desk, id, wish);
    REQUIRE(prepared.ok());
    CHECK(prepared->misfits.empty());
    const auto sent = send_reply(desk, *prepared, wish, {.who = "lea"});
    REQUIRE_MESSAGE(sent.ok(), (sent.ok() ? "" : sent.error().message));
    CHECK_FALSE(sent->error);
    CHECK(sent->repeated == (i > 0));
  }
  REQUIRE(place.harbour.posts.size() == 1);
  CHECK(place.harbour.posts[0].second == "question: Bonjour zoe");
  const auto now = place.at(id);
  CHECK(now.handling.state == ItemState::pending);
  CHECK(now.handling.replies.size() == 1);
  CHECK(now.handling.answered == place.clock.now());
  // One decision: the repeats found everything as it is.
  CHECK(place.decisions().size() == 1);
}

TEST_CASE("an answer to a reply of ours opens the item again") {
  InboxPlace place;
  const auto id = place.file("a", {"question"}).front();
  Desk desk = place.desk();
  const ReplyWish wish{.text = "Oui"};
  const auto prepared = prepare_reply(desk, id, wish);
  REQUIRE(send_reply(desk, *prepared, wish, {.who = "lea"}).ok());
  Item answer = place.item("encore");
  answer.answers = place.at(id).handling.replies.front();
  CHECK(place.store->inbox().file_items("a", {answer}, std::nullopt)->reopened == std::vector<Id>{id});
  CHECK(place.at(id).handling.state == ItemState::open);
}

TEST_CASE("a placeholder that nothing fills blocks sending") {
  InboxPlace place;
  const auto id = place.file("a", {"question"}).front();
  Desk desk = place.desk();
  const auto blocked = prepare_reply(desk, id, {.text = "Bonjour {name}, ouvert {jour} de {heure} {{sic}}"});
  REQUIRE_FALSE(blocked.ok());
  CHECK(blocked.error().fault == Fault::refused);
  CHECK(blocked.error().message.find("{jour}, {heure}") != std::string::npos);
  CHECK(place.harbour.posts.empty());
  const auto filled_in = filled("{name}: {jour} {{sic}} {no placeholder} {", place.at(id), {{"jour", "dimanche"}});
  REQUIRE(filled_in.ok());
  CHECK(*filled_in == "zoe: dimanche {sic} {no placeholder} {");
}

TEST_CASE("what was deleted is not answered; what is too long is refused before anything is sent") {
  InboxPlace place;
  const auto ids = place.file("a", {"question", "other"});
  Desk desk = place.desk();
  CHECK_FALSE(prepare_reply(desk, ids[0], {.text = std::string(300, 'x')})->misfits.empty());
  REQUIRE(place.store->inbox().file_items("a", {Item{.remote_id = "other", .gone = true}}, std::nullopt).ok());
  CHECK(prepare_reply(desk, ids[1], {.text = "x"}).error().fault == Fault::refused);
}

TEST_CASE("a failed reply leaves the item open, and is sent by the next try") {
  InboxPlace place;
  const auto id = place.file("a", {"question"}).front();
  Desk desk = place.desk();
  const ReplyWish wish{.text = "Oui"};
  place.harbour.fault = Error{.fault = Fault::refused, .message = "not now"};
  const auto prepared = prepare_reply(desk, id, wish);
  const auto failed = send_reply(desk, *prepared, wish, {.who = "lea"});
  REQUIRE(failed->error.has_value());
  CHECK(place.at(id).handling.state == ItemState::open);
  CHECK(place.decisions().back().outcome == "failed");
  place.harbour.fault.reset();
  const auto again = prepare_reply(desk, id, wish);
  CHECK_FALSE(send_reply(desk, *again, wish, {.who = "lea"})->error);
  CHECK(place.harbour.posts.size() == 1);
}

TEST_CASE("saved replies are kept, listed, replaced and removed by name") {
  InboxPlace place;
  CHECK(save_reply(*place.store, {.name = "hours", .text = "{name}, {day}"}, false).ok());
  CHECK(save_reply(*place.store, {.name = "hours", .text = "x"}, false).error().fault == Fault::conflict);
  CHECK(saved_reply(*place.store, "hours")->placeholders() == std::vector<std::string>{"name", "day"});
  CHECK(saved_reply(*place.store, "hour").error().hint.find("hours") != std::string::npos);
  CHECK(save_reply(*place.store, {.name = "../x", .text = "x"}, false).error().fault == Fault::usage);
  CHECK(remove_reply(*place.store, "hours").ok());
  CHECK(remove_reply(*place.store, "hours").error().fault == Fault::not_found);
}
