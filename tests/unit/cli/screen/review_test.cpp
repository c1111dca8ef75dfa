// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/review_place.hpp"

using namespace cmtool;
using cmtool::test::review_item;
using cmtool::test::review_now;
using cmtool::test::ReviewPlace;

namespace {

using Kind = ReviewTask::Kind;

std::vector<InboxItem> three() { return {review_item("one", "first", "Ada", 1), review_item("two", "second", "Bob", 2), review_item("three", "third", "Cy", 3)}; }

const KeyPress ctrl_c{.press = Press::control, .text = "c"};

}  // namespace

TEST_CASE("each key of the review belongs to one action") {
  std::set<std::string> characters;
  std::set<Press> presses;
  for (const auto& key : review_keys()) {
    CAPTURE(key.name);
    for (const char c : key.keys) CHECK(characters.insert(std::string(1, c)).second);
    if (key.press) CHECK(presses.insert(*key.press).second);
    CHECK_FALSE(key.what.empty());
  }
}

TEST_CASE("an item that is done with leaves the list of the open ones, and the next one is chosen") {
  ReviewPlace place(three());
  place.press("d");
  CHECK(place.view().at_work.contains("one"));
  const auto task = place.work();
  CHECK(task.kind == Kind::change);
  CHECK(task.item == "one");
  CHECK(task.change.state == ItemState::done);
  CHECK(place.view().items.size() == 2);
  CHECK(place.selected() == "two");
  CHECK(place.view().message.find("Ada") != std::string::npos);
}

TEST_CASE("undo takes back the last decision, brings the item back, and chooses it") {
  ReviewPlace place(three());
  place.press("d");
  place.work();
  place.press("u");
  const auto task = place.work();
  CHECK(task.kind == Kind::undo);
  CHECK(task.back.item == "one");
  CHECK(task.back.before.state == ItemState::open);
  CHECK_FALSE(task.back.act.has_value());
  CHECK(place.selected() == "one");
  CHECK(place.view().items.size() == 3);
}

TEST_CASE("undo that comes before the decision is written down still means that decision") {
  ReviewPlace place(three());
  place.press("du");
  CHECK(place.work().kind == Kind::change);
  CHECK(place.work().back.what == "done");
  CHECK(place.view().items.size() == 3);
}

TEST_CASE("without anything done there is nothing to undo") {
  ReviewPlace place(three());
  place.press("u");
  CHECK_FALSE(place.pending.has_value());
  CHECK_FALSE(place.view().message.empty());
}

TEST_CASE("an act on a platform is undone by its opposite") {
  ReviewPlace place(three());
  place.press("h");
  CHECK(place.work().act == Act::hide);
  place.press("u");
  const auto task = place.work();
  CHECK(task.back.act == Act::unhide);
}

TEST_CASE("the key that hides shows again what is hidden") {
  ReviewPlace place(three());
  place.press("h");
  place.work();
  place.press("h");
  CHECK(place.work().act == Act::unhide);
}

TEST_CASE("deleting says that it cannot be undone, and nothing is done without a yes") {
  ReviewPlace place(three());
  place.press("x");
  CHECK(place.view().mode == ReviewMode::question);
  CHECK_FALSE(place.pending.has_value());
  CHECK(place.view().question.text.find("cannot be undone") != std::string::npos);
  place.press("n");
  CHECK(place.view().mode == ReviewMode::list);
  CHECK_FALSE(place.pending.has_value());
  place.press("xk");  // any other key is no answer
  CHECK(place.view().mode == ReviewMode::question);
  place.press("y");
  CHECK(place.work().act == Act::remove);
  place.press("u");
  CHECK_FALSE(place.pending.has_value());
  CHECK(place.view().message.find("delete") != std::string::npos);
}

TEST_CASE("blocking asks although it can be undone") {
  ReviewPlace place(three());
  place.press("b");
  CHECK(place.view().mode == ReviewMode::question);
  CHECK(place.view().question.text.find("cannot be undone") == std::string::npos);
  place.press("y");
  CHECK(place.work().act == Act::block);
  place.press("u");
  CHECK(place.work().back.act == Act::unblock);
}

TEST_CASE("what the platform cannot do is asked of the verb, which says so, and not of the person") {
  ReviewPlace place(three());
  place.press("m");
  CHECK(place.view().mode == ReviewMode::list);
  CHECK(place.work(Error{.fault = Fault::unsupported, .message = "Harbour cannot mute an item", .hint = "block it"}).act == Act::mute);
  CHECK(place.view().message.find("cannot mute") != std::string::npos);
  CHECK(place.view().hint == "block it");
  place.press("u");
  CHECK_FALSE(place.pending.has_value());
}

TEST_CASE("a report wants a reason and then a yes") {
  ReviewPlace place(three());
  place.press("!");
  CHECK(place.view().mode == ReviewMode::prompt);
  place.press("rude");
  place.press(Press::enter);
  CHECK(place.view().mode == ReviewMode::question);
  place.press("y");
  const auto task = place.work();
  CHECK(task.act == Act::report);
  CHECK(task.why == "rude");
}

TEST_CASE("approving what was held back is undone by holding it back, and approving what was public by nothing") {
  const std::set<Act> all{Act::approve, Act::hide, Act::spam};
  auto held = review_item("x", "text");
  held.item.remote_state = "hold";
  CHECK(inverse_act(Act::approve, held, all) == Act::hide);
  CHECK_FALSE(inverse_act(Act::approve, review_item("x", "text"), all).has_value());
  CHECK_FALSE(inverse_act(Act::approve, held, {Act::approve}).has_value());
  CHECK(inverse_act(Act::spam, held, all) == Act::hide);
  CHECK(inverse_act(Act::spam, review_item("x", "text"), all) == Act::approve);
  for (const auto act : {Act::remove, Act::report}) CHECK_FALSE(inverse_act(act, held, {all_acts.begin(), all_acts.end()}).has_value());
  for (const auto act : {Act::like, Act::unlike, Act::hide, Act::unhide, Act::mute, Act::unmute, Act::block, Act::unblock}) {
    CHECK(inverse_act(act, held, {all_acts.begin(), all_acts.end()}).has_value());
  }
}

TEST_CASE("labels are given and taken in one line") {
  ReviewPlace place(three());
  place.press("l");
  place.press("question -spam +vip");
  place.press(Press::enter);
  const auto task = place.work();
  CHECK(task.change.add_labels == std::vector<std::string>{"question", "vip"});
  CHECK(task.change.drop_labels == std::vector<std::string>{"spam"});
}

TEST_CASE("what cannot be a label changes nothing") {
  ReviewPlace place(three());
  place.press("l");
  place.press("what?");
  place.press(Press::enter);
  CHECK_FALSE(place.pending.has_value());
  CHECK(place.view().message.find("what?") != std::string::npos);
}

TEST_CASE("assigning offers the one who sits there") {
  ReviewPlace place(three());
  place.press("a");
  CHECK(place.view().prompt.line.text() == "lea");
  place.press(Press::enter);
  CHECK(place.work().change.assigned == "lea");
}

TEST_CASE("priority is one key after another") {
  ReviewPlace place(three());
  place.press("pu");
  CHECK(place.work().change.priority == Priority::urgent);
}

TEST_CASE("snoozing hands on the words") {
  ReviewPlace place(three());
  place.press("z");
  place.press({.press = Press::control, .text = "u"});
  place.press("+2h");
  place.press(Press::enter);
  const auto task = place.work();
  CHECK(task.until == "+2h");
  CHECK(task.change.state == ItemState::snoozed);
}

TEST_CASE("a reply is checked, shown and sent only after a yes") {
  ReviewPlace place(three());
  place.press("r");
  place.press("With pleasure");
  place.press(Press::enter);
  CHECK(place.view().mode == ReviewMode::checking);
  place.press("ddd");  // what is typed meanwhile does nothing
  CHECK(place.work().kind == Kind::check_reply);
  CHECK(place.view().mode == ReviewMode::question);
  CHECK(place.view().question.text.find("With pleasure") != std::string::npos);
  CHECK(place.view().question.text.find("cannot be undone") != std::string::npos);
  place.press("y");
  const auto task = place.work();
  CHECK(task.kind == Kind::send_reply);
  CHECK(task.text == "With pleasure");
  CHECK(place.selected() == "two");
  CHECK_FALSE(place.pending.has_value());
}

TEST_CASE("a reply that was given up is there when it is taken up again, and nothing was asked of the desk") {
  ReviewPlace place(three());
  place.press("r");
  place.press("Half a");
  place.press(Press::escape);
  CHECK_FALSE(place.pending.has_value());
  place.press("j");
  place.press("r");
  CHECK(place.view().prompt.line.text().empty());
  place.press(Press::escape);
  place.press("kr");
  CHECK(place.view().prompt.line.text() == "Half a");
}

TEST_CASE("a reply that does not fit keeps its words") {
  ReviewPlace place(three());
  place.press("r");
  place.press("long");
  place.press(Press::enter);
  place.work(Error{.fault = Fault::refused, .message = "the text has 4 characters; the limit is 3"});
  CHECK(place.view().mode == ReviewMode::list);
  CHECK(place.view().message.find("limit") != std::string::npos);
  place.press("r");
  CHECK(place.view().prompt.line.text() == "long");
}

TEST_CASE("a check that was given up asks nothing when it comes back") {
  ReviewPlace place(three());
  place.press("r");
  place.press("text");
  place.press(Press::enter);
  place.press(Press::escape);
  CHECK(place.work().kind == Kind::check_reply);
  CHECK(place.view().mode == ReviewMode::list);
}

TEST_CASE("a reply cannot be undone, and what was done before it still can") {
  ReviewPlace place(three());
  place.press("d");
  place.work();
  place.press("r");
  place.press("text");
  place.press(Press::enter);
  place.work();
  place.press("y");
  place.work();
  place.press("u");
  CHECK_FALSE(place.pending.has_value());
  CHECK(place.view().message.find("reply") != std::string::npos);
  place.press("u");
  CHECK(place.work().back.item == "one");
}

TEST_CASE("an editor's text goes the same way as a typed one") {
  ReviewPlace place(three());
  place.press("e");
  REQUIRE(place.review.to_edit().has_value());
  place.review.edited(std::string("Two\nlines\n"));
  place.settle();
  CHECK_FALSE(place.review.to_edit().has_value());
  CHECK(place.work().text == "Two\nlines");
  CHECK(place.view().mode == ReviewMode::question);
}

TEST_CASE("an editor that fails is told, and nothing is sent") {
  ReviewPlace place(three());
  place.press("e");
  place.review.edited(Error{.fault = Fault::cancelled, .message = "the editor did not end well"});
  place.settle();
  CHECK_FALSE(place.pending.has_value());
  CHECK(place.view().message.find("editor") != std::string::npos);
}

TEST_CASE("a saved reply is put into the line, to be changed before it is sent") {
  ReviewPlace place(three());
  place.press("t");
  REQUIRE(place.pending.has_value());
  place.review.done({.task = *place.pending, .saved = {{.name = "hours", .text = "We open at ten"}, {.name = "sorry", .text = "Sorry {name}", .language = "en"}}});
  place.pending.reset();
  CHECK(place.view().mode == ReviewMode::choice);
  CHECK(place.shows("hours: We open at ten"));
  place.press("j");
  place.press(Press::enter);
  CHECK(place.view().prompt.line.text() == "Sorry {name}");
  place.press(Press::enter);
  const auto task = place.work();
  CHECK(task.text == "Sorry {name}");
  CHECK(task.language == "en");
}

TEST_CASE("another state is another list, and nothing is done to the old one meanwhile") {
  ReviewPlace place(three());
  place.press("3d");
  REQUIRE(place.pending.has_value());
  CHECK(place.pending->kind == Kind::list);
  CHECK(place.pending->filter.state == ItemState::snoozed);
  place.review.done({.task = *place.pending, .items = {review_item("four", "fourth")}});
  place.pending.reset();
  place.settle();
  CHECK_FALSE(place.pending.has_value());
  CHECK(place.selected() == "four");
}

TEST_CASE("a search asks for items with all the words") {
  ReviewPlace place(three());
  place.press("/");
  place.press("refund  now");
  place.press(Press::enter);
  REQUIRE(place.pending.has_value());
  CHECK(place.pending->filter.words == std::vector<std::string>{"refund", "now"});
}

TEST_CASE("more items are read when the end of the list comes near, and the place is kept") {
  std::vector<InboxItem> many;
  for (int i = 0; i < 500; ++i) many.push_back(review_item("i" + std::to_string(i), "text", "Zoe", i));
  ReviewPlace place({});
  place.press("1");
  place.review.done({.task = *place.pending, .items = many, .more = true});
  place.pending.reset();
  place.settle();
  CHECK_FALSE(place.pending.has_value());
  place.press(Press::end);
  REQUIRE(place.pending.has_value());
  CHECK(place.pending->filter.limit == 1000);
  const Id before = place.selected();
  for (int i = 500; i < 600; ++i) many.push_back(review_item("i" + std::to_string(i), "text", "Zoe", i));
  place.review.done({.task = *place.pending, .items = many});
  CHECK(place.selected() == before);
  CHECK(place.view().items.size() == 600);
}

TEST_CASE("a list that cannot be read is told") {
  ReviewPlace place(three());
  place.press("R");
  place.review.done({.task = *place.pending, .error = Error{.fault = Fault::state, .message = "another cmtool is at work"}});
  place.pending.reset();
  CHECK_FALSE(place.view().loading);
  CHECK(place.view().message == "another cmtool is at work");
}

TEST_CASE("who leaves waits for what was begun; Ctrl-C does not") {
  ReviewPlace place(three());
  place.press("dq");
  CHECK_FALSE(place.review.over());
  place.press("j");
  CHECK(place.selected() == "one");
  place.work();
  CHECK(place.review.over());

  ReviewPlace other(three());
  other.press("d");
  other.press(ctrl_c);
  CHECK(other.review.interrupted());
}

TEST_CASE("Ctrl-C in a line gives up the line only") {
  ReviewPlace place(three());
  place.press("n");
  place.press("some");
  place.press(ctrl_c);
  CHECK_FALSE(place.review.interrupted());
  CHECK(place.view().mode == ReviewMode::list);
  CHECK_FALSE(place.pending.has_value());
}

TEST_CASE("a terminal that has gone ends it, as Ctrl-C does") {
  ReviewPlace place(three());
  place.press("r");
  place.press(Press::closed);
  CHECK(place.review.interrupted());
}

TEST_CASE("what fails while it is undone can be undone later, but not where somebody has decided since") {
  ReviewPlace place(three());
  place.press("h");
  place.work();
  place.press("u");
  place.work(Error{.fault = Fault::network, .message = "no network"});
  place.press("u");
  place.work(Error{.fault = Fault::conflict, .message = "changed since"});
  place.press("u");
  CHECK_FALSE(place.pending.has_value());
}

TEST_CASE("in an empty inbox no key breaks anything") {
  ReviewPlace place({});
  for (const auto& key : review_keys()) {
    if (key.action == ReviewAction::quit) continue;
    CAPTURE(key.name);
    if (key.press) place.press(*key.press);
    else place.press(key.keys);
    if (place.view().mode != ReviewMode::list) place.press(Press::escape);
    if (place.pending) place.review.done({.task = *place.pending});
    place.pending.reset();
    place.settle();
    CHECK(place.screen().size() == 24);
  }
}
