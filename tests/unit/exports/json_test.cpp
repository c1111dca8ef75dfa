// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/export_of.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("JSON is read as lines, as a list and as a document that holds a list, in pieces of any size") {
  const std::string one = R"({"id":7,"from":{"id":"u1","name":"Léa"},"message":"Hello","created_time":"2026-11-22T08:00:00+0000"})";
  const std::string two = R"({"id":"8","from":{"name":"Zoé"},"message":"Hi {\"} ["})";
  for (const auto& text : {one + "\n" + two + "\n", "[" + one + ",\n" + two + "]", "{\"data\":[" + one + "," + two + "]}", "\xEF\xBB\xBF[\n " + one + " , " + two + "\n]\n"}) {
    for (const std::size_t size : {1u, 7u, 100000u}) {
      CAPTURE(text);
      CAPTURE(size);
      const auto reading = read_export(**find_export("ndjson"), export_in_pieces(text, size), {.file = "a"});
      REQUIRE(reading.ok());
      REQUIRE_MESSAGE(reading->rows.size() == 2, export_faults(*reading));
      CHECK(reading->rows[0].item.remote_id == "7");
      CHECK(reading->rows[0].item.author.remote_id == "u1");
      CHECK(iso(reading->rows[0].item.at) == "2026-11-22T08:00:00Z");
      CHECK(reading->rows[1].item.text == "Hi {\"} [");
      CHECK(reading->rows[1].item.author.name == "Zoé");
    }
  }
}

TEST_CASE("Google's reviews from Takeout are reviews, and our answers to them are not used") {
  const auto reading = read_export_as("ndjson", R"({"reviews": [{"name": "accounts/1/locations/2/reviews/3", "reviewer": {"displayName": "Léa"}, "starRating": "FIVE",
    "comment": "Parfait", "createTime": "2026-01-02T10:00:00.123Z", "reviewReply": {"comment": "Merci"}}]})");
  REQUIRE_MESSAGE(reading.rows.size() == 1, export_faults(reading));
  const Item& item = reading.rows[0].item;
  CHECK(item.remote_id == "accounts/1/locations/2/reviews/3");
  CHECK(item.kind == ItemKind::review);
  CHECK(item.remote_state == "5/5");
  CHECK(item.author.name == "Léa");
  CHECK(item.text == "Parfait");
}

TEST_CASE("a broken line is a fault with its number, and the lines after it are read") {
  const auto reading = read_export_as("ndjson", "{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"c\"}\n[1]\n");
  CHECK(reading.rows.size() == 2);
  REQUIRE(reading.faults.size() == 2);
  CHECK(reading.faults[0].line == 2);
  CHECK(reading.faults[1].line == 4);
}

TEST_CASE("--map takes a path, and a key that no object has is refused") {
  const auto reading = read_export_as("ndjson", R"({"who":{"called":"Léa"},"said":"Hello"})", {.file = "a", .map = {{"who.called", "author"}, {"said", "text"}}});
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows[0].item.author.name == "Léa");
  CHECK(export_faults(read_export_as("ndjson", R"({"text":"Hello"})", {.file = "a", .map = {{"body", "text"}}})) == "0:0 ERROR --map: no object has “body”");
}

TEST_CASE("hostile JSON is a fault") {
  std::string deep(100'000, '[');
  CHECK(read_export_as("ndjson", deep).faults.size() == 1);
  CHECK(read_export_as("ndjson", "[" + std::string(1000, '{')).faults.size() == 1);
  CHECK(read_export_as("ndjson", "[{\"text\":\"a\"},").faults.size() == 1);
  CHECK(read_export_as("ndjson", "nonsense").faults.size() == 1);
  CHECK(read_export_as("ndjson", "{\"text\":\"a\\u0000b\\ud800\"}\n").rows.size() + read_export_as("ndjson", "{\"text\":\"a\\u0000b\\ud800\"}\n").faults.size() == 1);
  CHECK(read_export_as("ndjson", "\"abc").faults.size() == 1);
  CHECK(read_export_as("ndjson", "").rows.empty());
}

TEST_CASE("what moderate list gives comes back as it was, and so do the inbox's lines") {
  const std::string listed =
      R"({"id":"1m8bfkkt0abcdefg","account":"@site","kind":"review","state":"open","priority":"normal","at":"2026-11-26T08:30:00Z","deadline":null,"overdue":null,"author":"Zoé","text":"Quel\nconcours !","labels":[],"assigned":null,"author_handle":"zoe","author_id":"u1","author_url":null,"followers":3,"language":"fr","url":"https://x.example/1","on":"p1","answers":null,"remote_id":"c3","remote_state":"hold","gone":false})";
  const auto reading = read_export_as("cmtool", listed + "\n");
  REQUIRE_MESSAGE(reading.rows.size() == 1, export_faults(reading));
  const Item wanted{.remote_id = "c3", .account = "site", .kind = ItemKind::review, .author = {.remote_id = "u1", .handle = "zoe", .name = "Zoé", .followers = 3}, .text = "Quel\nconcours !",
                    .url = "https://x.example/1", .language = "fr", .on = "p1", .remote_state = "hold", .at = parse_iso("2026-11-26T08:30:00Z").value()};
  CHECK(reading.rows[0].item == wanted);
  Item filed = wanted;
  filed.id = "1m8bfkkt0abcdefg";
  const auto lines = read_export_as("cmtool", to_json(filed).dump() + "\n");
  REQUIRE(lines.rows.size() == 1);
  CHECK(lines.rows[0].item == wanted);
  const auto table = read_export_as("cmtool", "id,account,kind,at,author,text,author_handle,author_id,followers,language,url,on,remote_id,remote_state\n"
                                       "1m8b,@site,review,2026-11-26T08:30:00Z,Zoé,\"Quel\nconcours !\",zoe,u1,3,fr,https://x.example/1,p1,c3,hold\n");
  REQUIRE_MESSAGE(table.rows.size() == 1, export_faults(table));
  CHECK(table.rows[0].item == wanted);
  CHECK(export_faults(read_export_as("cmtool", R"({"id":"1m8b","text":"a"})")) == "1:0 this line has no remote_id");
  CHECK(sniffed_export(listed) == "cmtool");
  CHECK(sniffed_export("[\n  " + listed + "\n]\n") == "cmtool");
  CHECK(sniffed_export(to_json(filed).dump()) == "cmtool");
}
