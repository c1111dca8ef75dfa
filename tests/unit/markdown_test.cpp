// SPDX-License-Identifier: MIT
#include "markdown.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

namespace {
MarkdownLook with_tags() {
  return {.tag_url = [](std::string_view tag) { return "/tags/" + std::string(tag) + "/"; }};
}
}  // namespace

TEST_CASE("Markdown becomes HTML, with headings below the page's own") {
  CHECK(html_from_markdown("# Un\n\nBonjour **toi**") == "<h2>Un</h2>\n<p>Bonjour <strong>toi</strong></p>\n");
  CHECK(html_from_markdown("###### six") == "<h6>six</h6>\n");
  CHECK(html_from_markdown("# Un", {.heading_shift = 0}) == "<h1>Un</h1>\n");
}

TEST_CASE("a line break of the author's is kept unless it is to be folded") {
  CHECK(html_from_markdown("un\ndeux") == "<p>un<br />\ndeux</p>\n");
  CHECK(html_from_markdown("un\ndeux", {.breaks = LineBreaks::folded}) == "<p>un\ndeux</p>\n");
}

TEST_CASE("a bare URL becomes a link, without the punctuation that ends the sentence") {
  CHECK(html_from_markdown("voir https://example.org/a_b?c=1&d=2.") ==
        "<p>voir <a href=\"https://example.org/a_b?c=1&amp;d=2\">https://example.org/a_b?c=1&amp;d=2</a>.</p>\n");
  CHECK(html_from_markdown("(https://example.org/x_(y))") ==
        "<p>(<a href=\"https://example.org/x_(y)\">https://example.org/x_(y)</a>)</p>\n");
}

TEST_CASE("a URL in a link or in code stays as it is") {
  CHECK(html_from_markdown("[https://a.example](https://b.example)") ==
        "<p><a href=\"https://b.example\">https://a.example</a></p>\n");
  CHECK(html_from_markdown("`https://a.example #x`", with_tags()) == "<p><code>https://a.example #x</code></p>\n");
}

TEST_CASE("a hashtag links to its page where there is one") {
  CHECK(html_from_markdown("Vive #Noël2026 !", with_tags()) ==
        "<p>Vive <a href=\"/tags/No%C3%ABl2026/\">#Noël2026</a> !</p>\n");
  CHECK(html_from_markdown("#brique au début", with_tags()) == "<p><a href=\"/tags/brique/\">#brique</a> au début</p>\n");
  CHECK(html_from_markdown("no tags: #1 a#b #", with_tags()) == "<p>no tags: #1 a#b #</p>\n");
  CHECK(html_from_markdown("#brique") == "<p>#brique</p>\n");
}

TEST_CASE("HTML and scripts of the author do not come through") {
  const std::string html = html_from_markdown("<script>alert(1)</script> <b onclick=x>b</b> [x](javascript:alert(1)) ![y](data:text/html,x)");
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("onclick") == std::string::npos);
  CHECK(html.find("javascript:") == std::string::npos);
  CHECK(html.find("data:text") == std::string::npos);
}

TEST_CASE("hostile text gives valid UTF-8 and ends soon") {
  CHECK(html_from_markdown("a\xff" "b") == "<p>a\xEF\xBF\xBD" "b</p>\n");
  CHECK(html_from_markdown(std::string("a\0b", 3)) == "<p>a\xEF\xBF\xBD" "b</p>\n");
  CHECK(html_from_markdown(std::string(50000, '>')).size() > 50000);
  CHECK(html_from_markdown(std::string(50000, '[')).size() >= 50000);
}

TEST_CASE("plain text has the words and no marks") {
  CHECK(plain_from_markdown("# Titre\n\nBonjour **toi**, [ici](https://a.example) `code`\nsuite\n") ==
        "Titre\nBonjour toi, ici code\nsuite");
}

TEST_CASE("escaped text is harmless in HTML and allowed in XML") {
  CHECK(html_escaped("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  CHECK(html_escaped(std::string("a\x01\x0c\x7f\0b", 6)) == "ab");
}

TEST_CASE("only http and https with a host are web addresses") {
  CHECK(is_web_url("https://example.org"));
  CHECK(is_web_url("HTTP://example.org"));
  CHECK_FALSE(is_web_url("https://"));
  CHECK_FALSE(is_web_url("https:///x"));
  CHECK_FALSE(is_web_url("javascript:alert(1)"));
  CHECK_FALSE(is_web_url("data:text/html,x"));
}
