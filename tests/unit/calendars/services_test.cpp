// SPDX-License-Identifier: MIT
#include "tests/support/plans.hpp"

using namespace cmtool;
using namespace cmtool::test;

// --- Hootsuite ---

TEST_CASE("Hootsuite's file has no header, and one day above 12 tells the order of all") {
  const std::string csv = "\"3/4/2026 6:00:00\",\"Two\"\r\n\"12/24/2026 9:00:00\",\"Hello \"\"you\"\"\",\"https://example.org/a\"\r\n";
  CHECK(sniffed(csv) == "hootsuite");
  const auto reading = read("hootsuite", csv);
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].options.dump() == R"({"at":"2026-03-04 06:00","text":"Two"})");
  CHECK(reading.rows[1].options.dump() == R"({"at":"2026-12-24 09:00","text":"Hello \"you\"","link":"https://example.org/a"})");
  CHECK(reading.notes == std::vector<std::string>{"the dates are read with the month first: plan.csv:2:1 has “12/24/2026 9:00:00”"});
}

TEST_CASE("where no date tells the order, it is asked for, once, and never guessed") {
  const std::string csv = "3/4/2026 6:00,One\n5/6/2026 6:00,Two\n7/7/2026 6:00,Same either way\n";
  const auto reading = read("hootsuite", csv);
  CHECK(faults(reading) ==
        std::vector<std::string>{"plan.csv:1:1: “3/4/2026 6:00” has two meanings, and no date of the file tells whether the day or the month comes first (2 rows)"});
  CHECK(reading.faults.front().hint == "say it with --date-order dmy or --date-order mdy");
  CHECK(reading.rows.size() == 1);
  CHECK(read("hootsuite", csv, {.date_order = DateOrder::dmy}).rows.front().options["at"].string_or() == "2026-04-03 06:00");
  CHECK(read("hootsuite", csv, {.date_order = DateOrder::mdy}).rows.front().options["at"].string_or() == "2026-03-04 06:00");
  CHECK(read("hootsuite", "26/12/24 6:00,One\n", {.date_order = DateOrder::ymd}).rows.front().options["at"].string_or() == "2026-12-24 06:00");
}

TEST_CASE("dates that contradict one another, or the order that was said, are refused") {
  CHECK(faults(read("hootsuite", "24/12/2026 6:00,One\n12/25/2026 6:00,Two\n")).front() ==
        "plan.csv:2:1: “12/25/2026 6:00” has the month first, but “24/12/2026 6:00” (line 1) the day");
  CHECK(faults(read("hootsuite", "12/25/2026 6:00,Two\n", {.date_order = DateOrder::dmy})) == std::vector<std::string>{"plan.csv:1:1: there is no day 12 of month 25 in 2026"});
}

TEST_CASE("a text whose comma nobody quoted is a fault, not half a post") {
  CHECK(faults(read("hootsuite", "2026-12-24 09:00:00,Hello, and more, than that\n")) == std::vector<std::string>{"plan.csv:1:4: the row has more cells than there are columns"});
}

TEST_CASE("Hootsuite's headed variants are read by their names") {
  const auto reading = read("hootsuite", "Date,Time,Platform,Message,Link,Image URL\n2026-12-24,9:30 PM,Facebook,Hi,https://example.org,https://example.org/a.jpg\n");
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows.front().options.dump() == R"({"at":"2026-12-24 21:30","text":"Hi","link":"https://example.org","media":[{"file":"https://example.org/a.jpg"}]})");
  CHECK(reading.notes == std::vector<std::string>{"plan.csv: this column is not used: Platform"});
}

TEST_CASE("for Hootsuite, posts are cut into files of 350, in the zone and the order that were said") {
  std::vector<Json> rows(351, Json{{"at", "2026-12-24T08:00:00Z"}, {"text", "a \"b\""}, {"link", "https://example.org"}, {"title", "t"}, {"to", "@a"}});
  rows.push_back(Json{{"at", "2026-12-24 09:00"}, {"text", "x"}, {"every", "daily"}});
  rows.push_back(Json{{"text", "x"}});
  const auto writing = written("hootsuite", rows, {.date_order = DateOrder::mdy, .zone = "Europe/Paris"});
  REQUIRE(writing.files.size() == 2);
  CHECK(writing.files[1].name == "hootsuite-2.csv");
  CHECK(writing.files[1].bytes == "\"12/24/2026 09:00\",\"a \"\"b\"\"\",\"https://example.org\"\r\n");
  CHECK(writing.notes == std::vector<std::string>{"1 recurring post has no place in this format and is left out", "1 post without a time is left out",
                                                  "this format has no place for “title”, which 351 posts have"});
}

// --- Sprout Social ---

TEST_CASE("Sprout Social's three columns become a time and a text") {
  const std::string csv = "\xEF\xBB\xBF" "date,time_24hr,message_text,public_image_url\r\n13/12/2026,09:00,\"Hi,\nyou\",https://example.org/a.jpg\r\n";
  CHECK(sniffed(csv) == "sprout");
  CHECK(row("sprout", csv) == R"({"at":"2026-12-13 09:00","text":"Hi,\nyou","media":[{"file":"https://example.org/a.jpg"}]})");
  CHECK(faults(read("sprout", "date,time_24hr,message_text\n13/12/2026,25:00,Hi\n,10:00,Hi\n")) ==
        std::vector<std::string>{"plan.csv:2:2 (time_24hr): “25:00” is no time of a day", "plan.csv:3:1 (date): there is a time, but no day"});
}

TEST_CASE("for Sprout Social the order of a date's numbers must be said") {
  const auto writing = (*find_calendar("sprout"))->write({}, {});
  REQUIRE_FALSE(writing.ok());
  CHECK(writing.error().fault == Fault::usage);
  const auto good = written("sprout", {Json{{"at", "2026-12-24 09:05"}, {"text", "Hi"}, {"media", "local.jpg"}}}, {.date_order = DateOrder::dmy});
  CHECK(good.files.front().bytes == "\xEF\xBB\xBF" "date,time_24hr,message_text,public_image_url\r\n24/12/2026,09:05,Hi,\r\n");
  CHECK(good.notes == std::vector<std::string>{"1 post loses pictures: this format takes one, by its web address"});
}

// --- Buffer ---

TEST_CASE("Buffer's columns are read, also from the spreadsheets that rewrote its dates") {
  const std::string csv = "Text,Image URL,Tags,Posting Time\nHello,https://example.org/a.jpg,\"a,b\",2026-12-24 09:00\nQueue,,,\nLate,,,12/24/26 9:05\n";
  CHECK(sniffed(csv) == "buffer");
  const auto reading = read("buffer", csv);
  REQUIRE(reading.rows.size() == 3);
  CHECK(reading.rows[0].options.dump() == R"({"at":"2026-12-24 09:00","text":"Hello","media":[{"file":"https://example.org/a.jpg"}],"tag":["a","b"]})");
  CHECK(reading.rows[1].options.dump() == R"({"text":"Queue"})");
  CHECK(reading.rows[2].options["at"].string_or() == "2026-12-24 09:05");
  CHECK(reading.notes == std::vector<std::string>{"plan.csv: 1 row has no time"});
}

TEST_CASE("for Buffer a post without a time goes into the queue, and no apostrophe is published") {
  const auto writing = written("buffer", {Json{{"text", "- one\n- two"}}, Json{{"at", "2026-12-24 09:00:30"}, {"text", "@you"}, {"tag", Json::array({Json("a"), Json("b")})}}});
  CHECK(writing.files.front().bytes == "\xEF\xBB\xBF" "Text,Image URL,Tags,Posting Time\r\n\"- one\n- two\",,,\r\n@you,,\"a,b\",2026-12-24 09:00\r\n");
}
