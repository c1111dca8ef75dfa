// SPDX-License-Identifier: MIT
#include "metrics_export.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>

using namespace cmtool;

namespace {

MetricsWish wish() { return {.account = "a", .zone = "Europe/Paris", .as_of = parse_iso("2026-12-01T09:00:00Z").value()}; }

MetricsReading read(const std::string& bytes, const MetricsWish& how = wish()) {
  auto reading = read_metrics_export({.name = "f.csv", .bytes = bytes}, how);
  REQUIRE_MESSAGE(reading.ok(), (reading.ok() ? "" : reading.error().message));
  return *std::move(reading);
}

/// "POST METRIC TIME" -> value.
std::map<std::string, std::int64_t> values(const MetricsReading& reading) {
  std::map<std::string, std::int64_t> all;
  for (const auto& sample : reading.samples) all[sample.post + " " + sample.metric + " " + iso(sample.at)] = sample.value.value_or(-1);
  return all;
}

}  // namespace

TEST_CASE("numbers are read as spreadsheets of several countries write them") {
  struct Row {
    std::string cell;
    double times;
    std::optional<std::int64_t> value;
  };
  const std::vector<Row> rows{{"12", 1, 12},         {"12,400", 1, 12400},  {"1 234", 1, 1234},     {"1\u202F234,5", 100, 123450}, {"1\u00A0234", 1, 1234}, {"1.234,56", 100, 123456}, {"1,234.56", 100, 123456},
                              {"12.34 €", 100, 1234}, {"$12", 100, 1200},    {"12,5", 100, 1250},    {"0.125", 3600, 450},          {"1,234,567", 1, 1234567}, {"-3", 1, -3},             {"12.346", 100, 1235},
                              {"1'234", 1, 1234},    {"x", 1, std::nullopt}, {"", 1, std::nullopt},  {"1e5", 1, std::nullopt},      {"99999999999999999999", 1, std::nullopt}, {"12 %", 1, std::nullopt}, {",", 1, std::nullopt}};
  for (const auto& row : rows) {
    CAPTURE(row.cell);
    CHECK(export_number(row.cell, row.times) == row.value);
  }
}

TEST_CASE("a post's numbers of a whole life are as of the file") {
  const auto reading = read(
      "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"
      "18011,1784,atelier,Atelier,\"Bonjour, le monde\",44,11/03/2026 08:31,https://www.instagram.com/reel/DAbc123/,IG reel,,Lifetime,\"12,400\",9100,610,88,,57,230\n");
  CHECK(reading.kind->name == "meta");
  const auto all = values(reading);
  CHECK(all.size() == 6);  // no follows: unknown, not zero
  CHECK(all.at("18011 impressions 2026-12-01T09:00:00Z") == 12400);
  CHECK(all.at("18011 saves 2026-12-01T09:00:00Z") == 230);
}

TEST_CASE("a day's numbers are of that day, as the workspace's calendar has it") {
  const auto reading = read("Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views\n"
                            "\"Sun, Nov 22, 2026\",120,3,9,0,0,1,0,0,0,4,1,0,0\n");
  CHECK(reading.kind->name == "x");
  CHECK(values(reading).at(" daily_impressions 2026-11-22T22:59:59Z") == 120);
}

TEST_CASE("what a campaign cost is spread over its days, to the last cent, and rows of one campaign are added up") {
  const auto reading = read("Reporting starts,Reporting ends,Campaign name,Ad name,Results,Reach,Amount spent (EUR),Impressions\n"
                            "2026-11-01,2026-11-03,Noël,A,10,500,10.00,900\n"
                            "2026-11-01,2026-11-03,Noël,B,1,500,0.01,0\n"
                            "2026-11-05,2026-11-05,Noël,A,,80,2.50,90\n");
  CHECK(reading.kind->name == "meta_ads");
  const auto all = values(reading);
  const std::string spend = "campaign:Noël spend:EUR ";
  CHECK(all.at(spend + "2026-11-01T22:59:59Z") + all.at(spend + "2026-11-02T22:59:59Z") + all.at(spend + "2026-11-03T22:59:59Z") == 1001);
  CHECK(all.at(spend + "2026-11-02T22:59:59Z") == 333);
  CHECK(all.at(spend + "2026-11-05T22:59:59Z") == 250);
  CHECK(all.at("campaign:Noël ad_reach 2026-11-05T22:59:59Z") == 80);
  CHECK_FALSE(all.contains("campaign:Noël ad_reach 2026-11-01T22:59:59Z"));  // people are counted once in three days, not once a day
  CHECK(reading.notes.size() == 1);
}

TEST_CASE("rows above the headers say what a report is about, or nothing") {
  const auto analytics = read("# ----------------------------------------\n# Pages and screens\n# Account: Atelier\n# Start date: 20261122\n# End date: 20261122\n# ----------------------------------------\n"
                              "Page path and screen class,Views,Active users\n,10,4\n/2026/11/a/,7,3\n/,3,2\n");
  CHECK(values(analytics).at("2026/11/a views 2026-11-22T22:59:59Z") == 7);
  CHECK(values(analytics).at("/ visitors 2026-11-22T22:59:59Z") == 2);
  CHECK(analytics.samples.size() == 4);
  const auto linkedin = read("Aggregated engagement metrics for your organic posts,,,\nDate,Impressions (total),Clicks (total),Reactions (total)\n11/22/2026,50,3,2\n11/02/2026,5,0,0\n");
  CHECK(values(linkedin).at(" daily_impressions 2026-11-02T22:59:59Z") == 5);
}

TEST_CASE("totals of other tools are no posts, and hours become seconds") {
  const auto reading = read("Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions\nTotal,,,,30,1.5,2,900\ndQw4w9WgXcQ,Zoo,\"Nov 2, 2026\",60,30,1.5,2,900\n");
  const auto all = values(reading);
  CHECK(all.size() == 4);
  CHECK(all.at("dQw4w9WgXcQ watch_time 2026-12-01T09:00:00Z") == 5400);
}

TEST_CASE("other tables are read by what the user says of their columns") {
  auto how = wish();
  how.map = {{"Abonnés", "followers"}, {"Jour", "date"}, {"Dépense", "spend:EUR"}, {"Note", "-"}};
  const auto reading = read("Jour;Abonnés;Dépense;Note\n22/11/2026;1 234;12,50;x\n23/11/2026;1 240;;x\n", how);
  const auto all = values(reading);
  CHECK(all.at(" followers 2026-11-22T22:59:59Z") == 1234);
  CHECK(all.at(" spend:EUR 2026-11-22T22:59:59Z") == 1250);
  CHECK(all.size() == 3);
  CHECK(reading.notes.empty());
  for (const auto& [header, role] : std::map<std::string, std::string>{{"Abonnés", "Followers!"}, {"Nirgends", "likes"}}) {
    how.map = {{"Jour", "date"}, {header, role}};
    const auto wrong = read_metrics_export({.name = "f.csv", .bytes = "Jour;Abonnés\n2026-11-22;3\n"}, how);
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().fault == Fault::usage);
  }
}

TEST_CASE("what is wrong is named by row and column") {
  const auto reading = read("account,post,metric,value,at\na,p,likes,3,2026-11-22T09:00:00Z\na,p,Likes,3,2026-11-22T09:00:00Z\na,p,likes,three,2026-11-22T09:00:00Z\na,p,likes,3,yesterday\n");
  REQUIRE(reading.faults.size() == 3);
  CHECK(place_of(reading.faults[0]) == "f.csv:3:3 (metric)");
  CHECK(place_of(reading.faults[1]) == "f.csv:4:4 (value)");
  CHECK(place_of(reading.faults[2]) == "f.csv:5:5 (at)");
  const auto other = read("Content,Video title,Views\nabc,x,many\n");
  REQUIRE(other.faults.size() == 1);
  CHECK(place_of(other.faults[0]) == "f.csv:2:3 (Views)");
}

TEST_CASE("samples of our own come as lines of JSON too, zero and unknown told apart") {
  const auto reading = read("{\"account\":\"b\",\"post\":\"p\",\"metric\":\"likes\",\"value\":0,\"at\":\"2026-11-22T09:00:00Z\",\"sum\":\"x\"}\n\n{\"metric\":\"views\",\"value\":null,\"at\":\"2026-11-22T09:00:00Z\"}\n"
                            "{\"metric\":\"views\",\"value\":1.5,\"at\":\"2026-11-22T09:00:00Z\"}\n[]\n");
  REQUIRE(reading.samples.size() == 2);
  CHECK(reading.samples[0].account == "b");
  CHECK(reading.samples[0].value == 0);
  CHECK(reading.samples[1].account == "a");
  CHECK_FALSE(reading.samples[1].value.has_value());
  REQUIRE(reading.faults.size() == 2);
  CHECK(place_of(reading.faults[0]) == "f.csv:4");
}

TEST_CASE("a file that nobody knows is refused, with the way out") {
  const auto reading = read_metrics_export({.name = "f.csv", .bytes = "Nom;Prix\nZoo;3\n"}, wish());
  REQUIRE_FALSE(reading.ok());
  CHECK(reading.error().hint.find("--map") != std::string::npos);
}

TEST_CASE("a hundred thousand rows are read in a moment") {
  std::string file = "Date,Impressions,Likes,Engagements,New follows\n";
  for (int i = 0; i < 99'000; ++i) file += "2026-" + std::to_string(10 + i % 2) + "-" + std::to_string(10 + i % 20) + "," + std::to_string(i) + ",3,4,5\n";
  const auto begin = std::chrono::steady_clock::now();
  const auto reading = read(file);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  CHECK(reading.samples.size() == 20 * 4);
}

TEST_CASE("a file that tells when posts were published brings the posts too") {
  const auto meta = read(
      "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"
      "18011,1784,atelier,Atelier,\"Bonjour, le monde\",44,11/03/2026 23:31,https://www.instagram.com/reel/DAbc123/,IG reel,,Lifetime,\"12,400\",9100,610,88,,57,230\n");
  REQUIRE(meta.posts.size() == 1);
  // By California's clock.
  CHECK(meta.posts[0] == FoundPost{.account = "a", .receipt = {.remote_id = "18011", .url = "https://www.instagram.com/reel/DAbc123/", .at = parse_iso("2026-11-04T07:31:00Z").value()}, .text = "Bonjour, le monde"});
  auto said = wish();
  said.published_zone = "Europe/Paris";
  CHECK(read("Post ID,Account username,Publish time,Views\n1,atelier,11/03/2026 23:31,3\n", said).posts[0].receipt.at == parse_iso("2026-11-03T22:31:00Z").value());
}

TEST_CASE("a day alone is taken for its noon, and a number that holds the moment is believed first") {
  const auto youtube = read("Content,Video title,Video publish time,Duration,Views\nTotal,,,,30\ndQw4w9WgXcQ,Zoo,\"Nov 2, 2026\",60,30\n");
  REQUIRE(youtube.posts.size() == 1);
  CHECK(youtube.posts[0].title == "Zoo");
  CHECK(youtube.posts[0].receipt.at == parse_iso("2026-11-02T11:00:00Z").value());
  const auto x = read("Post id,Date,Post text,Post Link,Impressions,Engagements\n1460323737035677698,\"Mon, Nov 15, 2021\",Hello,https://x.com/a/status/1460323737035677698,10,1\n");
  REQUIRE(x.posts.size() == 1);
  CHECK(iso(x.posts[0].receipt.at).substr(0, 16) == "2021-11-15T19:08");
  const auto linkedin = read("Post title,Post link,Created date,Impressions,Clicks\nBonjour,https://www.linkedin.com/feed/update/urn:li:activity:6422861848709726123/,07/11/2018,10,1\n");
  REQUIRE(linkedin.posts.size() == 1);
  CHECK(iso(linkedin.posts[0].receipt.at).substr(0, 10) == "2018-07-11");
  CHECK(linkedin.posts[0].receipt.remote_id == "urn:li:activity:6422861848709726123");
  CHECK(linkedin.posts[0].text == "Bonjour");
}

TEST_CASE("a column that says when a post was published may be named, and what is no time is a fault") {
  auto how = wish();
  how.map = {{"Lien", "post"}, {"Publié", "published"}, {"Titre", "text"}, {"J'aime", "likes"}};
  const auto reading = read("Lien,Publié,Titre,J'aime\np1,2026-11-03 08:31,Bonjour,3\n", how);
  REQUIRE(reading.posts.size() == 1);
  CHECK(reading.posts[0].receipt.at == parse_iso("2026-11-03T07:31:00Z").value());
  const auto wrong = read("Lien,Publié,Titre,J'aime\np1,hier,Bonjour,3\n", how);
  REQUIRE(wrong.faults.size() == 1);
  CHECK(wrong.faults[0].column == 2);
}
