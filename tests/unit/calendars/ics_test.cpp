// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"
#include "tests/support/plans.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

std::string calendar(const std::string& events) { return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" + events + "END:VCALENDAR\r\n"; }
std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

}  // namespace

TEST_CASE("an event becomes a post: its description the text, its summary the title, and the rest by name") {
  const std::string ics = calendar(event("UID:abc@example.org\r\nDTSTART;TZID=Europe/Paris:20261224T090000\r\nSUMMARY:Ouverture\\, dimanche\r\n"
                                         "DESCRIPTION:Bonjour à tous\\nune ligne qui est pli\r\n ée\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nEXDATE;TZID=Europe/Paris:20261228T090000\r\n"
                                         "CATEGORIES:@atelier,promo\r\nATTACH;FMTTYPE=image/jpeg:https://example.org/a.jpg\r\nURL:https://example.org\r\n"
                                         "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:alarm\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\n"));
  CHECK(sniffed(ics, "a.ics") == "ics");
  const std::string row_there =
      R"("to":["@atelier"],"text":"Bonjour à tous\nune ligne qui est pliée","title":"Ouverture, dimanche","link":"https://example.org","media":[{"file":"https://example.org/a.jpg"}],"tag":["promo"],"every":"FREQ=WEEKLY;BYDAY=MO","except":["2026-12-28 09:00"]})";
  CHECK(row("ics", ics, {.zone = "Europe/Paris"}) == R"({"at":"2026-12-24 09:00",)" + row_there);
  CHECK(row("ics", ics, {.zone = "UTC"}) == R"({"at":"2026-12-24 09:00","zone":"Europe/Paris",)" + row_there);
  CHECK(read("ics", ics).rows.front().raw == "uid:abc@example.org");
}

TEST_CASE("a zone is known by the names that other programs have for it") {
  const auto zone = [](const std::string& name) { return read("ics", calendar(event("UID:1\r\nSUMMARY:x\r\nDTSTART;TZID=" + name + ":20261224T090000\r\n"))); };
  CHECK(zone("Romance Standard Time").rows.front().options["zone"].string_or() == "Europe/Paris");
  CHECK(zone("/citadel.org/20210210_1/America/Montreal").rows.front().options["zone"].string_or() == "America/Montreal");
  CHECK(faults(zone("Mars/Olympus")) == std::vector<std::string>{"plan.csv:7 (DTSTART): the time zone “Mars/Olympus” is not known"});
}

TEST_CASE("UTC stays an instant, a floating time is the workspace's") {
  CHECK(row("ics", calendar(event("UID:1\r\nSUMMARY:x\r\nDTSTART:20261224T090000Z\r\n"))) == R"({"at":"2026-12-24T09:00:00Z","text":"x"})");
  CHECK(row("ics", calendar(event("UID:1\r\nSUMMARY:x\r\nDTSTART:20261224T090000\r\n")), {.zone = "Europe/Paris"}) == R"({"at":"2026-12-24 09:00","text":"x"})");
}

TEST_CASE("what cannot become a post is a fault at its line; the events beside it are read") {
  const auto reading = read("ics", calendar(event("UID:1\r\nDTSTART;VALUE=DATE:20261224\r\nSUMMARY:Noël\r\n") + event("UID:2\r\nDTSTART:20261224T090000Z\r\nSUMMARY:good\r\n") +
                                            event("UID:3\r\nDTSTART:20261224T090000Z\r\nSUMMARY:x\r\nRRULE:FREQ=BOGUS\r\n") + event("UID:4\r\nSUMMARY:x\r\nDTSTART:2026\r\n") +
                                            "BEGIN:VEVENT\r\nSUMMARY:cut off\r\n"));
  CHECK(reading.rows.size() == 1);
  REQUIRE(reading.faults.size() == 4);
  CHECK(faults(reading)[0] == "plan.csv:6 (DTSTART): the event lasts the whole day and does not say at what time");
  CHECK(faults(reading)[1].starts_with("plan.csv:18 (RRULE): this cannot be read"));
  CHECK(faults(reading)[2].starts_with("plan.csv:23 (DTSTART): "));
  CHECK(faults(reading)[3] == "plan.csv:25: the event that begins here has no end");
  CHECK(faults(read("ics", "at,text\n")) == std::vector<std::string>{"plan.csv:1: this is no iCalendar file"});
}

TEST_CASE("a date of a recurring event that was moved is left out of the rule and posted by itself") {
  const auto reading = read("ics", calendar(event("UID:1\r\nDTSTART:20261207T090000Z\r\nSUMMARY:x\r\nRRULE:FREQ=WEEKLY\r\n") +
                                            event("UID:1\r\nRECURRENCE-ID:20261214T090000Z\r\nDTSTART:20261215T100000Z\r\nSUMMARY:moved\r\n") +
                                            event("UID:2\r\nSTATUS:CANCELLED\r\nDTSTART:20261215T100000Z\r\nSUMMARY:gone\r\n")));
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].options.dump() == R"({"at":"2026-12-07T09:00:00Z","text":"x","every":"FREQ=WEEKLY","except":["2026-12-14T09:00:00Z"]})");
  CHECK(reading.rows[1].options.dump() == R"({"at":"2026-12-15T10:00:00Z","text":"moved"})");
  CHECK(reading.notes == std::vector<std::string>{"plan.csv: 1 cancelled event is left out"});
}

TEST_CASE("a description in HTML becomes text") {
  CHECK(row("ics", calendar(event("UID:1\r\nDTSTART:20261224T090000Z\r\nDESCRIPTION:<b>Bonjour</b><br>à tous\r\n"))) == R"({"at":"2026-12-24T09:00:00Z","text":"Bonjour\nà tous"})");
}

namespace {

const Json weekly{{"at", "2026-12-24 09:00"}, {"to", Json::array({Json("@atelier")})}, {"text", "Bonjour"}, {"for", Json{{"bluesky", "Court"}}},
                  {"draft", true}, {"every", "every monday"}, {"id", "01jd3k5v9q8x7m2c"}};

WriteWish feed() {
  return {.zone = "Europe/Paris", .now = Instant{std::chrono::seconds(1795339800)}, .name = "Acme", .rule = [](const std::string&) -> Result<std::string> { return "FREQ=WEEKLY;BYDAY=MO"; }};
}

}  // namespace

TEST_CASE("a feed has what subscribers need: a maker, names that stay, the zone's rules, when it was made and changed") {
  auto row = CalendarRow{.options = weekly, .changed = Instant{std::chrono::seconds(1795426200)}};
  const auto writing = (*find_calendar("ics"))->write({row}, feed());
  REQUIRE(writing.ok());
  const std::string& ics = writing->files.front().bytes;
  CAPTURE(ics);
  for (const char* line : {"BEGIN:VCALENDAR", "PRODID:-//cmtool", "X-WR-CALNAME:Acme", "BEGIN:VTIMEZONE", "TZID:Europe/Paris", "UID:01jd3k5v9q8x7m2c@cmtool", "DTSTAMP:", "LAST-MODIFIED:20261123T",
                           "DTSTART;TZID=Europe/Paris:20261224T090000", "RRULE:FREQ=WEEKLY;BYDAY=MO", "SUMMARY:Bonjour", "CATEGORIES:@atelier", "STATUS:TENTATIVE"}) {
    CHECK_MESSAGE(ics.find(std::string("\r\n") + line) + (line == std::string_view("BEGIN:VCALENDAR") ? 1 : 0) != std::string::npos, line);
  }
  for (const auto& line : split(ics, '\n')) CHECK(line.size() <= 76);
}

TEST_CASE("what was changed in the calendar is right, and the rest is as it was written") {
  const std::string ics = written("ics", {weekly}, feed()).files.front().bytes;
  const ReadWish wish{.zone = "Europe/Paris"};
  CHECK(row("ics", ics, wish) == row("cmtool", weekly.dump()));
  const auto changed = [&](const char* from, const char* to) { return *parse_json(row("ics", replaced(ics, from, to), wish)); };
  CHECK(changed("DTSTART;TZID=Europe/Paris:20261224T09", "DTSTART;TZID=Europe/Paris:20261224T10")["at"].string_or() == "2026-12-24 10:00");
  CHECK(changed("DTSTART;TZID=Europe/Paris:20261224T09", "DTSTART;TZID=Europe/Rome:20261224T09")["zone"].string_or() == "Europe/Rome");
  CHECK(changed("\r\nDESCRIPTION:Bonjour", "\r\nDESCRIPTION:Bonsoir")["text"].string_or() == "Bonsoir");
  CHECK(changed("\r\nDESCRIPTION:Bonjour", "\r\nDESCRIPTION:Bonsoir")["for"]["bluesky"].string_or() == "Court");
  CHECK(changed("RRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=WEEKLY;BYDAY=TU")["every"].string_or() == "FREQ=WEEKLY;BYDAY=TU");
  CHECK_FALSE(changed("RRULE:FREQ=WEEKLY;BYDAY=MO\r\n", "").contains("every"));
  CHECK(parse_json(row("ics", ics, {.zone = "America/Montreal"}))->operator[]("zone").string_or() == "Europe/Paris");
  CHECK(changed("STATUS:TENTATIVE", "STATUS:CONFIRMED")["draft"] == Json(false));
  CHECK_FALSE(changed("UID:01jd3k5v9q8x7m2c@cmtool", "UID:a-copy@example.org").contains("id"));
}

TEST_CASE("the end of a rule is an instant of UTC, as it must be beside a time") {
  Json ends = weekly;
  ends.set("until", "2027-07-01");
  CHECK(written("ics", {ends}, feed()).files.front().bytes.find("UNTIL=20270630T220000Z") != std::string::npos);
}

TEST_CASE("a post without a time has no place in a calendar") {
  const auto writing = written("ics", {Json{{"text", "x"}}, Json{{"text", "x"}, {"at", "tomorrow"}}});
  CHECK(writing.notes == std::vector<std::string>{"2 posts without a time are left out"});
}
