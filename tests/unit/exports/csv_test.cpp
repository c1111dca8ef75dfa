// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/export_of.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("a client's own table is read in English and French, whatever separates its cells") {
  const auto english = read_export_as("csv", "id,author,comment,date,url,post\n1,Léa,\"Open on Sunday, too?\",2026-11-22 09:00,https://x.example/1,p1\n");
  REQUIRE(english.rows.size() == 1);
  const Item& item = english.rows[0].item;
  CHECK(item.remote_id == "1");
  CHECK(item.author.name == "Léa");
  CHECK(item.author.remote_id == "name:Léa");
  CHECK(item.text == "Open on Sunday, too?");
  CHECK(iso(item.at) == "2026-11-22T09:00:00Z");
  CHECK(item.on == "p1");
  CHECK(item.kind == ItemKind::comment);
  CHECK(english.rows[0].line == 2);

  const auto french = read_export_as("csv", "\xEF\xBB\xBFIdentifiant;Auteur;Commentaire;Date;Lien;Note\r\n7;Zoé;Parfait;24/12/2026 9:30;;5\r\n", {.file = "a", .zone = "Europe/Paris"});
  REQUIRE(french.rows.size() == 1);
  CHECK(french.rows[0].item.kind == ItemKind::review);
  CHECK(french.rows[0].item.remote_state == "5/5");
  CHECK(iso(french.rows[0].item.at) == "2026-12-24T08:30:00Z");
}

TEST_CASE("the exports of known services need no --map") {
  const auto trustpilot = read_export_as("csv",
                                  "Review Id,Review Created (UTC),Review Consumer User Id,Review Username,Review Title,Review Content,Review Stars,Review Language,Company Reply\n"
                                  "r1,2026-01-02 10:00:00,u1,Sam,Great,Fast reply.,4,en,Thanks\n",
                                  {.file = "a", .zone = "Europe/Paris"});
  REQUIRE_MESSAGE(trustpilot.rows.size() == 1, export_faults(trustpilot));
  CHECK(trustpilot.rows[0].item.text == "Great\n\nFast reply.");
  CHECK(trustpilot.rows[0].item.author.remote_id == "u1");
  CHECK(iso(trustpilot.rows[0].item.at) == "2026-01-02T10:00:00Z");  // not Paris'
  CHECK(trustpilot.rows[0].item.kind == ItemKind::review);
  CHECK(trustpilot.notes.empty());

  const auto play = read_export_as("csv",
                            "Package Name,App Version Code,Reviewer Language,Device,Review Submit Date and Time,Review Submit Millis Since Epoch,Star Rating,Review Title,Review Text,Review Link\n"
                            "com.x,1,tr,Pixel,2026-06-02T12:00:00Z,1780401600000,5,,\"Line 1\nLine 2\",https://play.example/1\n");
  REQUIRE_MESSAGE(play.rows.size() == 1, export_faults(play));
  CHECK(play.rows[0].item.text == "Line 1\nLine 2");
  CHECK(play.rows[0].item.remote_state == "5/5");
  CHECK(play.rows[0].item.remote_id.starts_with("import:"));

  const auto sprout = read_export_as("csv", "Timestamp (ET),Message Type,Profile,From,Message,Permalink\n2026-07-01 09:00:00,Facebook Comment,Acme,Léa,Hello,https://f.example/1\n");
  REQUIRE_MESSAGE(sprout.rows.size() == 1, export_faults(sprout));
  CHECK(iso(sprout.rows[0].item.at) == "2026-07-01T13:00:00Z");
  CHECK(sprout.rows[0].item.kind == ItemKind::comment);
}

TEST_CASE("--map names what is not recognised, by header or number, and a wrong one is refused") {
  const auto mapped = read_export_as("csv", "Who wrote,X\nLéa,Hello\n", {.file = "a", .map = {{"who wrote", "author"}, {"2", "text"}}});
  REQUIRE(mapped.rows.size() == 1);
  CHECK(mapped.rows[0].item.author.name == "Léa");
  CHECK(export_faults(read_export_as("csv", "a,text\n1,Hello\n", {.file = "a", .map = {{"b", "author"}}})) == "0:0 ERROR --map: there is no column “b”");
  CHECK(export_faults(read_export_as("csv", "a,text\n1,Hello\n", {.file = "a", .map = {{"a", "autor"}}})) == "0:0 ERROR --map: there is no field “autor”");
  CHECK(export_faults(read_export_as("csv", "a,b\n1,Hello\n")) == "0:0 ERROR no column is known as the one that says what was written");
}

TEST_CASE("a date with two meanings is asked about, and any fault has its line and column") {
  const std::string open = "author,text,date\nLéa,Hello,03/04/2026\n";
  CHECK(read_export_as("csv", open).faults.size() == 1);
  CHECK(iso(read_export_as("csv", open, {.file = "a", .date_order = DateOrder::mdy, .zone = "UTC"}).rows.at(0).item.at) == "2026-03-04T00:00:00Z");
  const auto wrong = read_export_as("csv", "author,text,date\nLéa,Hello,yesterday-ish\nZoé,Hi,2026-02-30\n");
  CHECK(export_faults(wrong) == "2:3 “yesterday-ish” is no day that is understood; 3:3 there is no day 30 of month 2 in 2026");
  CHECK(wrong.rows.empty());
  CHECK(export_faults(read_export_as("csv", "author,text\nLéa,Hello, I forgot the marks\n")) == "2:3 the row has more cells than there are columns");
  CHECK(export_faults(read_export_as("csv", "author,text\nLéa,\"Hello\n")).starts_with("2:2 "));
}

TEST_CASE("a row without an id is the same item the next time, and another one for another author, time or text") {
  const auto id_of = [](const std::string& row) { return read_export_as("csv", "author,date,text\n" + row + "\n").rows.at(0).item.remote_id; };
  CHECK(id_of("Léa,2026-01-01,Hello") == id_of("Léa,2026-01-01,Hello"));
  CHECK(id_of("Léa,2026-01-01,Hello") != id_of("Zoé,2026-01-01,Hello"));
  CHECK(id_of("Léa,2026-01-01,Hello") != id_of("Léa,2026-01-02,Hello"));
  CHECK(id_of("Léa,2026-01-01,Hello") != id_of("Léa,2026-01-01,Hello!"));
}

TEST_CASE("rows that say nothing are left out with a note; stars alone are a review") {
  const auto reading = read_export_as("csv", "author,text,stars,date\nLéa,,,2026-01-01\nZoé,,4,2026-01-01\nMax,Hi,,\n");
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].item.remote_state == "4/5");
  CHECK_FALSE(reading.rows[1].at_sure);
  CHECK(reading.notes == std::vector<std::string>{"1 row has no time: it counts as written now", "1 row says nothing and was left out"});
}

TEST_CASE("hostile tables are named faults or harmless rows") {
  CHECK(read_export_as("csv", "").faults.size() == 1);
  CHECK(read_export_as("csv", std::string("\0\0\0", 3)).faults.size() == 1);
  CHECK(read_export_as("csv", "text\n" + std::string(3u << 20, 'x') + "\n").faults.size() == 1);
  CHECK(read_export_as("csv", "id,text\n" + std::string(5000, '1') + ",Hello\n").faults.size() == 1);
  const auto broken = read_export_as("csv", "author,text\nL\xE9" "a,caf\xE9\n");  // Windows-1252
  REQUIRE(broken.rows.size() == 1);
  CHECK(broken.rows[0].item.text == "café");
  std::string many = "text\n";
  for (int i = 0; i < 5000; ++i) many += "a,b\n";
  CHECK(read_export_as("csv", many).faults.size() <= most_export_faults + 1);
}

TEST_CASE("a table is recognised by its headers") {
  CHECK(sniffed_export("author;commentaire;date\n") == "csv");
  CHECK(sniffed_export("a,b\n1,2\n", "x.csv") == "csv");
  CHECK(sniffed_export("hello") == "it is not clear what kind of export this is");
  CHECK(sniffed_export("") == "it is not clear what kind of export this is");
}
