// SPDX-License-Identifier: MIT
#include "tests/support/plans.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("our own headers are the options' names, with numbers for further pictures and names for variants") {
  const std::string csv =
      "at,to,text,media,alt,media_2,alt_2,focus-2,for:bluesky,Max-Late,tag,draft\n"
      "2026-12-24 09:00,\"@atelier, #acme\",Bonjour,a.jpg,Un chat,b.jpg,Un chien,\"0.5,-1\",Court,2h,\"x, y\",yes\n";
  CHECK(row("cmtool", csv) ==
        R"({"at":"2026-12-24 09:00","to":["@atelier","#acme"],"text":"Bonjour","media":[{"file":"a.jpg","alt":"Un chat"},{"file":"b.jpg","alt":"Un chien","focus":"0.5,-1"}],"tag":["x","y"],"for":{"bluesky":"Court"},"draft":true,"max_late":"2h"})");
  CHECK(sniffed(csv) == "cmtool");
}

TEST_CASE("in our own calendar a time may be anything that WHEN may be") {
  CHECK(row("cmtool", "at,text\ntomorrow 9am,x\n") == R"({"at":"tomorrow 9am","text":"x"})");
  CHECK(row("cmtool", "at,text\n2026-12-24 09:00 Europe/Paris,x\n") == R"({"at":"2026-12-24 09:00 Europe/Paris","text":"x"})");
  CHECK(row("cmtool", "at,text\n03/04/2026 9:00,x\n", {.lang = "fr"}) == R"({"at":"2026-04-03 09:00","text":"x"})");
  CHECK(faults(read("cmtool", "at,text\n03/04/2026 9:00,x\n")).size() == 1);
}

TEST_CASE("the apostrophe before a formula comes off again, and one of the author's own stays") {
  const std::vector<Json> rows{Json{{"at", "2026-12-24 09:00"}, {"to", Json::array({Json("@a")})}, {"text", "=1+1"}, {"title", "'=1+1"}, {"campaign", "''x"}}};
  const auto writing = written("cmtool", rows);
  CHECK(writing.files.front().bytes == "\xEF\xBB\xBF" "at,to,text,title,campaign\n2026-12-24 09:00,'@a,'=1+1,''=1+1,''x\n");
  CHECK(row("cmtool", writing.files.front().bytes) == R"({"at":"2026-12-24 09:00","to":["@a"],"text":"=1+1","title":"'=1+1","campaign":"''x"})");
}

TEST_CASE("a fault has the file, the line, the column and its header") {
  const auto reading = read("cmtool", "at,text,draft,alt\n\n2026-12-24 09:00,\"two\nlines\",yes\n2026-02-30 09:00,x,,\n2026-12-24,x,,\n2026-12-24 09:00,x,perhaps,\n2026-12-24 09:00,x,,Un chat\n,,,\n");
  CHECK(reading.rows.size() == 1);
  CHECK(reading.rows.front().line == 3);
  CHECK(faults(reading) == std::vector<std::string>{"plan.csv:5:1 (at): there is no day 30 of month 2 in 2026", "plan.csv:6:1 (at): “2026-12-24” does not say at what time",
                                                    "plan.csv:7:3 (draft): this is no value for “draft”", "plan.csv:8:4 (alt): picture 1 has a description, but no file"});
  CHECK(place_of(fault_of(reading.rows.front(), "text", "x", "y")) == "plan.csv:3:2 (text)");
}

TEST_CASE("a column that is not known is told, not dropped in silence") {
  CHECK(read("cmtool", "at,text,likes,\n2026-12-24 09:00,x,7,\n").notes == std::vector<std::string>{"plan.csv: this column is not used: likes"});
}

TEST_CASE("lines of JSON are taken as they are, each with its number") {
  const auto reading = read("cmtool", "{\"at\":\"+2h\",\"to\":\"@a\",\"first-comment\":\"x\",\"media\":\"a.jpg\"}\r\n\n[1]\n{\"at\":\n");
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows.front().options.dump() == R"({"at":"+2h","to":["@a"],"media":[{"file":"a.jpg"}],"first_comment":"x"})");
  REQUIRE(reading.faults.size() == 2);
  CHECK_FALSE(reading.faults[1].hint.empty());
  CHECK(reading.faults[0].line == 3);
  CHECK(reading.faults[1].line == 4);
  CHECK(sniffed("{\"at\":\"+2h\"}\n", "plan") == "cmtool");
}

TEST_CASE("the same row has the same key whatever its encoding") {
  const std::string utf8 = "at,text\n2026-12-24 09:00,\xC3\x89t\xC3\xA9\n", latin = "at;text\r\n2026-12-24 09:00;\xC9t\xE9\r\n";
  CHECK(read("cmtool", utf8).rows.front().raw == read("cmtool", latin).rows.front().raw);
  CHECK(read("cmtool", latin).notes == std::vector<std::string>{"plan.csv: it is no UTF-8 and was read as Windows-1252"});
}
