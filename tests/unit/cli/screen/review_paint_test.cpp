// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "cli/screen/safe_line.hpp"
#include "tests/support/review_place.hpp"
#include "text/harmless.hpp"
#include "text/width.hpp"

using namespace cmtool;
using cmtool::test::review_item;
using cmtool::test::ReviewPlace;

namespace {

/// As many lines as rows, none wider than the screen, none that could do something to a terminal.
void check_fits(const ReviewPlace& place) {
  const auto size = place.view().size;
  const auto picture = place.picture();
  CHECK(picture.lines.size() == size.rows);
  for (const auto& line : picture.lines) {
    CAPTURE(line.text);
    CHECK(width(line.text) <= size.columns);
    CHECK(harmless(line.text, Lines::show) == line.text);
  }
  if (picture.cursor) {
    CHECK(picture.cursor->first < size.rows);
    CHECK(picture.cursor->second < size.columns);
  }
}

const std::string nasty = "\x1b]0;owned\x07\x1b[2J\x9b" "31m\xc2\x9b" "5m\r\n\x08\x00\xff\xfe e\u202egnp.\u2066x\u2069 \u2028";
const std::string zalgo = "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo";
const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467 \u2764\uFE0F \U0001F1EB\U0001F1F7";

std::vector<InboxItem> strange() {
  return {review_item("one", "A question about the opening hours of the workshop on Sunday, which is a rather long text for one line"),
          review_item("two", nasty, nasty),
          review_item("three", "日本語のとても長いコメントがここにあります。とても長いので一行には収まりません。", "名前がとても長い人です"),
          review_item("four", family + zalgo, zalgo),
          review_item("five", "שלום עולם مرحبا بالعالم", "אבגד"),
          review_item("six", std::string(3'000'000, 'x'), std::string(100'000, 'y')),
          review_item("seven", std::string(50'000, '\n'), "")};
}

}  // namespace

TEST_CASE("at 80 by 24 the list, the conversation and the keys are there") {
  ReviewPlace place({review_item("one", "When do you open?", "Ada", 3), review_item("two", "Lovely!", "Bob", 180)});
  check_fits(place);
  const auto lines = place.screen();
  CHECK(lines.front().starts_with("cmtool  open"));
  CHECK(lines.front().find("1 of 2") != std::string::npos);
  CHECK(lines[1].starts_with(">  3min  @a         Ada              When do you open?"));
  CHECK(lines[2].starts_with("   3h    @a         Bob              Lovely!"));
  CHECK(place.shows("Ada on @a"));
  CHECK(place.shows("comment · Sun 22 Nov 2026 10:00 · open"));
  CHECK(lines[22].starts_with("? keys  q quit  u undo  d finish"));
  CHECK(place.picture().lines[1].emphasis == Emphasis::selected);
}

TEST_CASE("every picture fits its screen, whatever strangers write and however small it is") {
  for (const auto size : {ScreenSize{24, 80}, ScreenSize{24, 40}, ScreenSize{10, 20}, ScreenSize{5, 20}, ScreenSize{60, 200}, ScreenSize{3, 10}, ScreenSize{1, 1}, ScreenSize{24, 81}}) {
    CAPTURE(size.rows);
    CAPTURE(size.columns);
    ReviewPlace place(strange(), size);
    for (std::size_t i = 0; i < strange().size(); ++i) {
      check_fits(place);
      place.press(Press::enter);
      check_fits(place);
      place.press(" ");
      check_fits(place);
      place.press(Press::enter);
      place.press("j");
    }
    for (const std::string keys : {"?", "r", "x", "p", "l", "/", "!"}) {
      CAPTURE(keys);
      place.press(keys);
      check_fits(place);
      place.press(Press::escape);
    }
    place.press("r");
    place.press({.press = Press::character, .text = family + nasty + std::string(300, 'w') + "日本語"});
    check_fits(place);
    place.press(Press::left);
    place.press(Press::home);
    check_fits(place);
  }
}

TEST_CASE("a stranger's escape sequence is shown and not obeyed") {
  ReviewPlace place({review_item("one", "\x1b[2Jgone", "\x1b]0;me\x07")});
  CHECK(place.shows("␛[2Jgone"));
  for (const auto& line : place.screen()) CHECK(line.find('\x1b') == std::string::npos);
}

TEST_CASE("a wide screen's text is not cut where it fits") {
  ReviewPlace place({review_item("one", std::string(120, 'x'))}, {24, 200});
  CHECK(place.shows(std::string(120, 'x')));
}

TEST_CASE("a long text can be scrolled to its end and no further") {
  std::string text;
  for (int i = 1; i <= 40; ++i) text += "line " + std::to_string(i) + "\n";
  ReviewPlace place({review_item("one", text)});
  CHECK_FALSE(place.shows("line 40"));
  CHECK(place.shows("more lines"));
  for (int i = 0; i < 20; ++i) {
    place.press(" ");
    place.review.bound_scroll(paint(place.view(), {.now = test::review_now, .time = [](Instant) { return std::string(); }}).most_scroll);
  }
  CHECK(place.shows("line 40"));
  const auto at_the_end = place.view().scrolled;
  place.press("-");
  CHECK(place.view().scrolled < at_the_end);
}

TEST_CASE("labels, who has it, urgency and work that goes on are to be seen without colour") {
  auto item = review_item("one", "text");
  item.handling.labels = {"question", "vip"};
  item.handling.assigned = "lea";
  item.handling.priority = Priority::urgent;
  ReviewPlace place({item, review_item("two", "other")});
  CHECK(place.screen()[1].starts_with(">! 5min"));
  CHECK(place.screen()[1].find("(lea) [question, vip] text") != std::string::npos);
  place.press("d");
  CHECK(place.screen()[1].starts_with(">* 5min"));
  CHECK(place.shows("working"));
}

TEST_CASE("in the list of all items each one's state is told") {
  auto item = review_item("one", "text");
  item.handling.state = ItemState::done;
  ReviewPlace place({item}, {}, std::nullopt);
  CHECK(place.screen()[1].find(" done    text") != std::string::npos);
}

TEST_CASE("the conversation stands around the item in the order of time, with notes and our answers") {
  auto item = review_item("two", "second", "Bob", 2);
  item.handling.notes.push_back({.at = test::review_now, .by = "lea", .text = "be kind"});
  ReviewPlace place({item});
  place.press(Press::enter);
  // settle() has answered without a conversation; this one has one.
  place.press("R");
  place.review.done({.task = *place.pending, .items = {item}});
  place.pending.reset();
  place.review.done({.task = {.kind = ReviewTask::Kind::around, .item = "two"},
                     .items = {review_item("one", "first", "Ada", 3), review_item("three", "third", "Cy", 1)},
                     .answers = {{.at = test::review_now, .by = "lea", .text = "we answered"}}});
  std::string all;
  for (const auto& line : place.screen()) all += line + "\n";
  const std::vector<std::size_t> order{all.find("Ada, "), all.find("second"), all.find("Note, lea"), all.find("Our answer, lea"), all.find("Cy, ")};
  for (const auto at : order) CHECK(at != std::string::npos);
  CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("the chosen item stays in sight") {
  std::vector<InboxItem> many;
  for (int i = 0; i < 50; ++i) many.push_back(review_item("i" + std::to_string(i), "text " + std::to_string(i), "Zoe", i));
  ReviewPlace place(many);
  for (int i = 0; i < 30; ++i) place.press("j");
  CHECK(place.shows("text 30"));
  place.review.resize({12, 80});
  CHECK(place.shows("text 30"));
  check_fits(place);
  place.press("G");
  CHECK(place.shows("text 49"));
  place.press("g");
  CHECK(place.shows(">  now"));
}

TEST_CASE("lines break at spaces, and within a word only where it is longer than a line") {
  CHECK(safe_lines("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(safe_lines("abcdefghij k", 4) == std::vector<std::string>{"abcd", "efgh", "ij k"});
  CHECK(safe_lines("日本語", 4) == std::vector<std::string>{"日本", "語"});
  CHECK(safe_lines("", 10) == std::vector<std::string>{""});
  CHECK(safe_lines("a\r\nb\n", 10) == std::vector<std::string>{"a", "b", ""});
}

TEST_CASE("what terminals count differently is taken out of emoji, and no letter carries more marks than a cell holds") {
  CHECK(safe_line("\U0001F468\u200D\U0001F469") == "\U0001F468\U0001F469");
  CHECK(safe_line("\u2764\uFE0F") == "\u2764");
  CHECK(safe_line("Z\u0300\u0301\u0302\u0303\u0304\u0305") == "Z\u0300\u0301\u0302\u0303");
  CHECK(safe_line("\u0301a") == " \u0301a");
  CHECK(safe_line("क्\u200Dष") == "क्\u200Dष");
}

TEST_CASE("a line is edited by characters") {
  LineEditor line("né");
  CHECK(line.take({.press = Press::backspace}));
  CHECK(line.text() == "n");
  CHECK(line.take({.press = Press::character, .text = "日"}));
  CHECK(line.take({.press = Press::left}));
  CHECK(line.take({.press = Press::character, .text = "e\u0301"}));
  CHECK(line.text() == "ne\u0301日");
  CHECK(line.take({.press = Press::backspace}));
  CHECK(line.text() == "n日");
  CHECK(line.take({.press = Press::home}));
  CHECK(line.take({.press = Press::remove}));
  CHECK(line.text() == "日");
  LineEditor words("one two  ");
  CHECK(words.take({.press = Press::control, .text = "w"}));
  CHECK(words.text() == "one ");
  CHECK(words.take({.press = Press::control, .text = "u"}));
  CHECK(words.text().empty());
  CHECK_FALSE(words.take({.press = Press::enter}));
  LineEditor broken("a\xff\xc3");
  for (int i = 0; i < 5; ++i) CHECK(broken.take({.press = Press::backspace}));
  CHECK(broken.text().empty());
}
