// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/export_of.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

const std::string head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
    "xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel><title>Blog</title><link>https://blog.example</link>\n";
const std::string tail = "</channel></rss>\n";

std::string comment(int id, const std::string& approved, const std::string& text, const std::string& type = "comment", const std::string& user = "0", int parent = 0) {
  return "<wp:comment><wp:comment_id>" + std::to_string(id) + "</wp:comment_id><wp:comment_author><![CDATA[Zo\xC3\xA9 &amp; Max]]></wp:comment_author>" +
         "<wp:comment_author_email><![CDATA[zoe@example.org]]></wp:comment_author_email><wp:comment_author_url>https://zoe.example</wp:comment_author_url>" +
         "<wp:comment_author_IP>192.0.2.1</wp:comment_author_IP><wp:comment_date><![CDATA[2026-11-22 10:00:00]]></wp:comment_date><wp:comment_date_gmt><![CDATA[2026-11-22 09:00:00]]></wp:comment_date_gmt>" +
         "<wp:comment_content><![CDATA[" + text + "]]></wp:comment_content><wp:comment_approved><![CDATA[" + approved + "]]></wp:comment_approved><wp:comment_type><![CDATA[" + type +
         "]]></wp:comment_type><wp:comment_parent>" + std::to_string(parent) + "</wp:comment_parent><wp:comment_user_id>" + user + "</wp:comment_user_id></wp:comment>\n";
}

std::string post(int id, const std::string& comments) {
  return "<item><title><![CDATA[Bonjour]]></title><link>https://blog.example/bonjour/</link><content:encoded><![CDATA[" + std::string(1000, 'x') + "]]></content:encoded><wp:post_id>" +
         std::to_string(id) + "</wp:post_id>\n" + comments + "</item>\n";
}

}  // namespace

TEST_CASE("comments of all states come from an export of WordPress, as its REST interface would tell them") {
  const std::string text = head + post(5, comment(1, "1", "C'est <b>bon</b>") + comment(2, "0", "Attends", "comment", "3", 1)) +
                           post(6, comment(3, "spam", "Buy") + comment(4, "trash", "Old") + comment(5, "1", "[...] elsewhere", "pingback")) + tail;
  CHECK(sniffed_export(text) == "wordpress");
  for (const std::size_t size : {1u, 13u, 1000000u}) {
    const auto reading = read_export(**find_export("wordpress"), export_in_pieces(text, size), {.file = "a"});
    REQUIRE(reading.ok());
    REQUIRE_MESSAGE(reading->rows.size() == 5, export_faults(*reading));
    const Item wanted{.remote_id = "1", .author = {.remote_id = "email:zoe@example.org", .handle = "zoe@example.org", .name = "Zoé & Max", .url = "https://zoe.example"}, .text = "C'est bon",
                      .url = "https://blog.example/bonjour/#comment-1", .on = "5", .remote_state = "approved", .at = parse_iso("2026-11-22T09:00:00Z").value()};
    CHECK(reading->rows[0].item == wanted);
    CHECK(reading->rows[1].item.remote_state == "hold");
    CHECK(reading->rows[1].item.author.remote_id == "3");
    CHECK(reading->rows[1].item.answers == "1");
    CHECK(reading->rows[2].item.remote_state == "spam");
    CHECK(reading->rows[3].item.remote_state == "trash");
    CHECK(reading->rows[4].item.on == "6");
  }
}

TEST_CASE("control characters, which WordPress writes into its XML, do not stop the reading") {
  const auto reading = read_export_as("wordpress", head + post(5, comment(1, "1", "a\x08" "b\x0C")) + tail);
  REQUIRE_MESSAGE(reading.rows.size() == 1, export_faults(reading));
  CHECK(reading.rows[0].item.text == "a b");
}

TEST_CASE("entities of its own, other XML and half a file are refused with their place") {
  const std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel>&b;</channel></rss>";
  CHECK(export_faults(read_export_as("wordpress", bomb)).ends_with("it declares entities of its own"));
  const auto elsewhere = read_export_as("wordpress", "<?xml version=\"1.0\"?><!DOCTYPE rss SYSTEM \"file:///etc/passwd\"><rss/>");
  CHECK(export_faults(elsewhere) == "0:0 ERROR this is no export of WordPress");
  CHECK(export_faults(read_export_as("wordpress", "<rss><channel/></rss>")) == "0:0 ERROR this is no export of WordPress");
  const auto half = read_export_as("wordpress", head + post(5, comment(1, "1", "a")));
  REQUIRE(half.faults.size() == 1);
  CHECK(half.faults[0].line == 7);
  CHECK(half.faults[0].message.starts_with("this is no well-formed XML"));
  std::string deep = head;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(export_faults(read_export_as("wordpress", deep)).ends_with("its elements are nested more than 256 deep"));
  CHECK(read_export_as("wordpress", head + post(5, "<wp:comment><wp:comment_id>x</wp:comment_id></wp:comment>") + tail).faults.size() == 1);
  CHECK(read_export_as("wordpress", "").faults.size() == 1);
  CHECK(read_export_as("wordpress", head + "<item><title>\xFF\xFE</title></item>" + tail).faults.size() == 1);
}
