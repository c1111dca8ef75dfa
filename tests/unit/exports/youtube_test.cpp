// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/export_of.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

const std::string page = R"({"kind": "youtube#commentThreadListResponse", "nextPageToken": "x", "items": [
  {"kind": "youtube#commentThread", "id": "Ug1", "snippet": {"channelId": "UCours", "videoId": "vid1", "topLevelComment":
    {"kind": "youtube#comment", "id": "Ug1", "snippet": {"textDisplay": "It&#39;s <b>good</b>", "textOriginal": "It's *good*", "authorDisplayName": "@lea", "authorChannelId": {"value": "UCa"}, "publishedAt": "2026-01-02T10:00:00Z"}}},
   "replies": {"comments": [{"kind": "youtube#comment", "id": "Ug1.9x", "snippet": {"textDisplay": "You&#39;re<br>right", "parentId": "Ug1", "authorDisplayName": "Zoé", "authorChannelId": {"value": "UCb"}, "publishedAt": "2026-01-02T11:00:00Z"}}]}}]})";

}  // namespace

TEST_CASE("answers of the Data API bring comments and their replies, page after page") {
  for (const auto& text : {page, "[" + page + "]", page + "\n" + page}) {
    const auto reading = read_export_as("youtube", text);
    REQUIRE_MESSAGE(reading.rows.size() >= 2, export_faults(reading));
    const Item& first = reading.rows[0].item;
    CHECK(first.remote_id == "Ug1");
    CHECK(first.text == "It's *good*");
    CHECK(first.on == "vid1");
    CHECK(first.url == "https://www.youtube.com/watch?v=vid1&lc=Ug1");
    CHECK(first.author.handle == "lea");
    CHECK(first.author.remote_id == "UCa");
    const Item& reply = reading.rows[1].item;
    CHECK(reply.answers == "Ug1");
    CHECK(reply.text == "You're\nright");
    CHECK(reply.on == "vid1");
    CHECK(sniffed_export(text) == "youtube");
  }
}

TEST_CASE("yt-dlp's comments carry their video, and the uploader's are ours") {
  const auto reading = read_export_as("youtube", R"({"id": "vid1", "title": "T", "formats": [], "comments": [
    {"id": "Ug1", "parent": "root", "text": "Nice", "author": "@lea", "author_id": "UCa", "timestamp": 1700000000, "author_is_uploader": false},
    {"id": "Ug1.2", "parent": "Ug1", "text": "Thanks", "author": "@us", "author_id": "UCours", "timestamp": 1700000001, "author_is_uploader": true}]})");
  REQUIRE_MESSAGE(reading.rows.size() == 2, export_faults(reading));
  CHECK(reading.rows[0].item.on == "vid1");
  CHECK_FALSE(reading.rows[0].at_sure);
  CHECK(reading.rows[1].ours);
  CHECK(reading.rows[1].item.answers == "Ug1");
  CHECK(reading.notes.size() == 1);
}

TEST_CASE("youtube-comment-downloader's lines are read, and as a document with --pretty") {
  const std::string line = R"({"cid": "Ug1.7", "text": "Hi", "time": "2 weeks ago", "author": "@lea", "channel": "UCa", "votes": "3", "heart": false, "time_parsed": 1700000000.5})";
  for (const auto& text : {line + "\n", "{\n  \"comments\": [\n" + line + "\n]}"}) {
    const auto reading = read_export_as("youtube", text);
    REQUIRE_MESSAGE(reading.rows.size() == 1, export_faults(reading));
    CHECK(reading.rows[0].item.answers == "Ug1");
    CHECK(iso(reading.rows[0].item.at) == "2023-11-14T22:13:20.500Z");
    CHECK(sniffed_export(text) == "youtube");
  }
}

TEST_CASE("Takeout's table is read with the words out of its pieces of JSON") {
  const std::string text =
      "Comment ID,Channel ID,Comment create timestamp,Price,Parent comment ID,Post ID,Video ID,Comment text,Top-level comment ID\n"
      "Ug1,UCours,2026-01-02T10:00:00.434647+00:00,0,,,vid1,\"{\"\"takeoutSegments\"\":[{\"\"text\"\":\"\"coal\"\"},{\"\"text\"\":\"\"owl\"\"}]}\",\n"
      "Ug1.2,UCours,2026-01-02T11:00:00Z,0,Ug1,,vid1,\"{\"\"text\"\":\"\"a\"\"},{\"\"text\"\":\"\" b\"\"}\",\n"
      "Ug3,UCours,2026-01-02T11:00:00Z,0,,,vid1,\"plain, {as it is\",\n";
  CHECK(sniffed_export(text) == "youtube");
  const auto reading = read_export(**find_export("youtube"), export_in_pieces(text, 3), {.file = "a"});
  REQUIRE(reading.ok());
  REQUIRE_MESSAGE(reading->rows.size() == 3, export_faults(*reading));
  CHECK(reading->rows[0].item.text == "coalowl");
  CHECK(reading->rows[0].item.author.remote_id == "UCours");
  CHECK(reading->rows[1].item.text == "a b");
  CHECK(reading->rows[1].item.answers == "Ug1");
  CHECK(reading->rows[2].item.text == "plain, {as it is");
  CHECK(reading->rows[2].item.url == "https://www.youtube.com/watch?v=vid1&lc=Ug3");
}

TEST_CASE("what is no comment of YouTube's is a fault") {
  CHECK(read_export_as("youtube", R"({"a": 1})").faults.size() == 1);
  CHECK(export_faults(read_export_as("youtube", page, {.file = "a", .map = {{"x", "text"}}})) == "0:0 ERROR the format youtube has no columns to name with --map");
  CHECK(read_export_as("youtube", R"({"kind": "youtube#comment"})").faults.size() == 1);
  CHECK(read_export_as("youtube", R"({"kind": "youtube#commentThread"})").faults.size() == 1);
  CHECK(read_export_as("youtube", R"({"comments": [1, null, {"id": 7}]})").faults.size() == 2);
  std::string lists = "1";
  for (int i = 0; i < 60; ++i) lists = "[" + lists + "]";
  CHECK(read_export_as("youtube", lists).faults.size() == 1);
  std::string nested = R"({"items": []})";
  for (int i = 0; i < 20; ++i) nested = R"({"items": [)" + nested + "]}";
  (void)read_export_as("youtube", nested);
}
