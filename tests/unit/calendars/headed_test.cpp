// SPDX-License-Identifier: MIT
#include "tests/support/plans.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("other tools' columns are known by their names") {
  struct Sample {
    const char* name;
    std::string csv, row;
  };
  for (const auto& sample : {
           Sample{"PostFast", "scheduled_at,account_id,content,media_urls,first_comment,fb_content_type\n2026-12-24T09:00:00+01:00,17,Hi,\"https://e.org/a.jpg,https://e.org/b,c.jpg\",first,post\n",
                  R"({"at":"2026-12-24T09:00:00+01:00","text":"Hi","media":[{"file":"https://e.org/a.jpg"},{"file":"https://e.org/b,c.jpg"}],"first_comment":"first"})"},
           Sample{"HighLevel", "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls\n2026-12-24 09:00:00,Hi,https://e.org,https://e.org/a.jpg,,https://e.org/v.mp4\n",
                  R"({"at":"2026-12-24 09:00","text":"Hi","link":"https://e.org","media":[{"file":"https://e.org/a.jpg"},{"file":"https://e.org/v.mp4"}]})"},
           Sample{"Ayrshare", "post,platforms,mediaUrls,scheduleDate\nHi,\"facebook,x\",https://e.org/a.jpg,2026-12-24T09:00:00Z\n",
                  R"({"at":"2026-12-24T09:00:00Z","text":"Hi","media":[{"file":"https://e.org/a.jpg"}]})"},
           Sample{"Publer",
                  "Date - Intl. format or prompt,Text,Link(s) - Separated by comma for FB carousels,Media URL(s) - Separated by comma,Alt text(s) - Separated by ||\n2026/12/24 09:00,Hi,,"
                  "\"https://e.org/a.jpg, https://e.org/b.jpg\",one || two\n",
                  R"({"at":"2026-12-24 09:00","text":"Hi","media":[{"file":"https://e.org/a.jpg","alt":"one"},{"file":"https://e.org/b.jpg","alt":"two"}]})"},
           Sample{"Schedulin", "channel,caption,media_url,scheduled_at,placement\nig,Hi,https://e.org/a.jpg,2026-12-24 09:00,feed\n",
                  R"({"at":"2026-12-24 09:00","text":"Hi","media":[{"file":"https://e.org/a.jpg"}]})"},
           Sample{"a client", "Date;Heure;Comptes;Texte du post;Visuel;Texte alternatif\r\n24/12/2026;9h30;@atelier, @blog;Bonjour, été;photo 1.jpg, photo 2.jpg;Un chat\r\n",
                  R"({"at":"2026-12-24 09:30","to":["@atelier","@blog"],"text":"Bonjour, été","media":[{"file":"photo 1.jpg","alt":"Un chat"},{"file":"photo 2.jpg"}]})"},
       }) {
    CAPTURE(sample.name);
    CHECK(sniffed(sample.csv) == "headed");
    CHECK(row("headed", sample.csv) == sample.row);
  }
}

TEST_CASE("--map names columns by header or number, and leaves some out") {
  const std::string csv = "Quand?,Notre phrase,Bla,Texte\n2026-12-24 09:00,Bonjour,x,interne\n";
  CHECK(row("headed", csv, {.map = {{"quand?", "at"}, {"Notre phrase", "text"}, {"4", "-"}, {"Bla", "first-comment"}}}) ==
        R"({"at":"2026-12-24 09:00","text":"Bonjour","first_comment":"x"})");
  CHECK(row("hootsuite", "2026-12-24 09:00,Bonjour,https://e.org,a.jpg\n", {.map = {{"4", "media"}}}) ==
        R"({"at":"2026-12-24 09:00","text":"Bonjour","link":"https://e.org","media":[{"file":"a.jpg"}]})");
}

TEST_CASE("--map to what is not there is refused before anything is read") {
  const auto wrong = [](const ReadWish& wish) {
    const auto reading = read_calendar(**find_calendar("headed"), {{.name = "plan.csv", .bytes = "Date,Texte\n2026-12-24 09:00,x\n"}}, wish);
    REQUIRE_FALSE(reading.ok());
    CHECK(reading.error().fault == Fault::usage);
    return reading.error().message + "; " + reading.error().hint;
  };
  CHECK(wrong({.map = {{"Quand", "at"}}}) == "--map: there is no column “Quand”; the columns are: Date, Texte");
  CHECK(wrong({.map = {{"Date", "txet"}}}).starts_with("--map: there is no option “txet”; did you mean “text”?"));
}

TEST_CASE("two columns that say the same, and none with a text, are faults") {
  CHECK(faults(read("headed", "Date,Text,Message\n2026-12-24 09:00,a,b\n")).front() == "plan.csv:1:3 (Message): this column says the same as “Text”");
  CHECK(faults(read("headed", "Date,Prix\n2026-12-24 09:00,3\n")) == std::vector<std::string>{"plan.csv:1: no column has the text of the posts"});
}

TEST_CASE("in a foreign table a time in words is a fault, as is half a day") {
  CHECK(faults(read("headed", "When,Text\ntomorrow 9am,x\n24 Dec 2026 9am,y\n2026-12-24,z\n")) ==
        std::vector<std::string>{"plan.csv:2:1 (When): “tomorrow 9am” is no day that is understood", "plan.csv:4:1 (When): “2026-12-24” does not say at what time"});
}

TEST_CASE("what is no calendar is said to be none") {
  CHECK(sniffed("name,price\nx,1\n") == "?");
  CHECK(sniffed("") == "?");
  CHECK(sniffed("Dear all, please find below\n") == "?");
}
