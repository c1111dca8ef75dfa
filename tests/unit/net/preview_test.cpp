// SPDX-License-Identifier: MIT
#include "net/preview.hpp"

#include <doctest/doctest.h>

#include "net/page_facts.hpp"
#include "tests/support/cassette.hpp"

using namespace cmtool;

namespace {
constexpr const char* utf8 = "text/html; charset=utf-8";
std::string title(std::string_view html, std::string_view type = utf8) { return page_facts(html, type).title; }
}  // namespace

TEST_CASE("a page's best words about itself are taken, in whatever order they come") {
  const auto facts = page_facts(R"(<!DOCTYPE html><html><head>
<TITLE>Plain &amp; simple</TITLE>
<meta name="description" content="plain words">
<meta content='L&#39;atelier &eacute;tait l&agrave;' property='og:title'>
<meta property="og:description" content="Open
   every   day">
<meta property=og:image content=/pictures/a.jpg>
<meta property="og:image:alt" content="A red door">
<meta name="twitter:title" content="never">
</head>)", utf8);
  CHECK(facts == PageFacts{.title = "L'atelier était là", .description = "Open every day", .picture = "/pictures/a.jpg", .picture_alt = "A red door"});
}

TEST_CASE("what is not said falls back, and nothing stays nothing") {
  CHECK(title("<title>\n Only  this \n</title>") == "Only this");
  CHECK(title("<meta property='og:title' content='  '><title>Fallback</title>") == "Fallback");
  CHECK(page_facts("", "") == PageFacts{});
  CHECK(page_facts("no tags at all & nothing", "") == PageFacts{});
}

TEST_CASE("titles inside comments, scripts and drawings are not the page's") {
  CHECK(title("<!-- <title>no</title> --><script>'<title>no</title>'</script><svg><title>no</title></svg><title>yes</title>") == "yes");
}

TEST_CASE("charsets of the web are understood") {
  CHECK(title("<title>\xE9t\xE9 \x80</title>", "text/html; charset=ISO-8859-1") == "été €");
  CHECK(title("<title>\xE9t\xE9 \xA4</title>", "text/html; charset=iso-8859-15") == "été €");
  CHECK(title("<meta charset='windows-1252'><title>\xE9t\xE9</title>", "text/html") == "été");
  CHECK(title("<title>\xE9t\xE9</title>", "text/html") == "été");
  CHECK(title("<title>été</title>", "text/html") == "été");
  CHECK(title("\xEF\xBB\xBF<title>été</title>", "text/html; charset=iso-8859-1") == "été");
  CHECK(title("<title>a\xFF\xC3</title>", utf8) == "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("entities are resolved as browsers do") {
  CHECK(without_entities("&lt;b&gt; &#233;&#xE9;&#XE9; &euro;&#128; &hellip;&nbsp;.") == "<b> ééé €€ …\xC2\xA0.");
  CHECK(without_entities("a & b &unknown; &; &# &#; &#x; &#xzz;") == "a & b &unknown; &; &# &#; &#x; &#xzz;");
  CHECK(without_entities("&#0;&#xD800;&#x110000;&#99999999;") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("controls of a terminal do not come through a title") {
  CHECK(title("<title>a&#27;[31mb\x1b]0;x\x07&#x9b;c&#x7f;d</title>").find('\x1b') == std::string::npos);
  CHECK(title("<title>a\xC2\x9B" "b</title>") == "a b");
}

TEST_CASE("texts are bounded between characters") {
  std::string accents;
  for (int i = 0; i < 10'000; ++i) accents += "é";
  const auto facts = page_facts("<title>x" + accents + "</title><meta name=description content='" + accents + "'>", utf8);
  CHECK(facts.title.size() == 299);
  CHECK(facts.description.size() == 1000);
}

TEST_CASE("a hostile page is read in one pass, whatever it does") {
  const auto many = [](std::string_view piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
  for (const auto& html : {many("<div>", 100'000), many("<b a>", 50'000) + many("<p>", 50'000), many("<", 400'000), many("<meta ", 80'000),
                           many("<meta a=\"", 50'000), many("<script>", 50'000), many("<!--", 100'000), many("<title>", 50'000),
                           many("<meta a='b' property='og:title' content='c'>", 40'000), many("&", 400'000), many("<meta =", 50'000),
                           std::string("<meta content=\""), std::string("<meta content="), std::string("<meta content"), std::string("<")}) {
    CAPTURE(html.substr(0, 20));
    CHECK(page_facts(html, utf8).title.size() <= 300);
  }
}

TEST_CASE("a link's card has its words and its picture, and asks for public addresses only") {
  const std::string png = "\x89PNG\r\n\x1A\n";
  class Web final : public Http {
   public:
    Result<Response> send(const Request& request, std::stop_token) override {
      CHECK(request.public_only);
      CHECK(request.redirects == 3);
      CHECK(request.authorization.empty());
      CHECK(request.answer_limit <= 2u << 20);
      asked.push_back(request.url);
      if (request.url == "https://blog.example/a") {
        return Response{.status = 200,
                        .headers = {{"Content-Type", "text/html"}},
                        .body = "<title>T</title><meta property=og:image content=../p.png>",
                        .url = "https://www.blog.example/x/a"};
      }
      return Response{.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = picture};
    }
    std::vector<std::string> asked{};
    std::string picture{};
  } web;
  web.picture = png + "rest";
  const auto card = fetch_preview(web, "http://blog.example/a");
  REQUIRE(card.ok());
  CHECK(card->link.url == "http://blog.example/a");
  CHECK(card->link.title == "T");
  CHECK(card->picture_type == "image/png");
  CHECK(card->picture == png + "rest");
  CHECK(web.asked == std::vector<std::string>{"https://blog.example/a", "https://www.blog.example/p.png"});
  web.picture = "<html>not a picture";
  const auto without = fetch_preview(web, "https://blog.example/a");
  REQUIRE(without.ok());
  CHECK(without->picture.empty());
}

TEST_CASE("a link that is gone is a fault, and one to something else has no card") {
  const auto tape = Cassette::of("> GET /gone\n< 404\n> GET /file\n< 200\n< Content-Type: application/pdf\n< <title>no</title>\n");
  CHECK(fetch_preview(*tape, "https://a.example/gone").error().fault == Fault::not_found);
  CHECK(fetch_preview(*tape, "https://a.example/file").value().link.title.empty());
  CHECK(fetch_preview(*tape, "javascript:alert(1)").error().fault == Fault::usage);
}
