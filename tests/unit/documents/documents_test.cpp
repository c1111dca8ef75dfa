// SPDX-License-Identifier: MIT
// Every writer, held against a document with every block in it and with what strangers write. $CMTOOL_SHOTS is a folder to keep the files in,
// for eyes and for tests/process/documents_test.py.
#include "documents/documents.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "base/hash.hpp"
#include "documents/html_style.hpp"
#include "tests/support/sample_document.hpp"

using namespace cmtool;
using namespace cmtool::paper;
using namespace std::string_literals;

namespace {

std::size_t count(const std::string& text, const std::string& piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + piece.size())) ++found;
  return found;
}

Document one(Block block, const std::string& lang = "en") {
  return {.lang = lang, .title = "t", .blocks = {std::move(block)}};
}

/// What stands in <main>.
std::string main_of(const std::string& page) {
  const auto from = page.find("</h1>\n") + 6;
  return page.substr(from, page.find("</main>") - from);
}

}  // namespace

TEST_CASE("every writer writes every block, in both languages, and the same bytes each time") {
  const char* const shots = std::getenv("CMTOOL_SHOTS");
  for (const std::string lang : {"fr", "en"}) {
    const Document document = sample_document(lang);
    const auto written = [&](const std::string& ending) -> Result<std::string> {
      if (ending == "html") return html(document);
      if (ending == "md") return markdown(document);
      return ending == "pdf" ? pdf(document) : xlsx(document);
    };
    for (const std::string ending : {"html", "md", "pdf", "xlsx"}) {
      CAPTURE(ending);
      const auto bytes = written(ending);
      REQUIRE_MESSAGE(bytes.ok(), bytes.error().detail);
      CHECK(*bytes == *written(ending));
      if (shots != nullptr) std::ofstream(std::string(shots) + "/" + lang + "." + ending, std::ios::binary) << *bytes;
    }
  }
}

TEST_CASE("an HTML document has no script, and a policy that lets in nothing but its own style") {
  const Document document = sample_document("fr");
  const std::string page = html(document);
  CHECK(page.size() < 2'000'000);
  CHECK(count(page, "<script") == 0);
  CHECK(count(page, " style=") == 0);
  CHECK(count(page, "<style>") == 1);
  CHECK(count(page, "http-equiv=\"Content-Security-Policy\"") == 1);
  CHECK(page.find("style-src 'sha256-" + base64(sha256(style_sheet(document.accent))) + "'") != std::string::npos);
  CHECK(page.find("<html lang=\"fr\">") != std::string::npos);
  CHECK(count(page, "<svg class=\"chart\" role=\"img\"") == 6);
  CHECK(count(page, "<details>") == 6);
}

TEST_CASE("headings never skip a level") {
  Document document{.title = "t"};
  for (const int level : {5, 2, 4, 6, 1, 3}) document.blocks.emplace_back(Heading{.text = "h", .level = level});
  CHECK(levels(document) == std::vector<int>{2, 2, 3, 4, 2, 3});
}

TEST_CASE("our words are set, strangers' are left as they are") {
  const Text text = Text("Bravo ! dit ") + theirs("Zoé !") + Text(" :");
  CHECK(plain(text, "fr") == "Bravo\u202F! dit Zoé !\u00A0:");
  CHECK(main_of(html(one(Paragraph{.text = text}, "fr"))) == "<p>Bravo\u202F! dit <bdi>Zoé !</bdi>\u00A0:</p>\n");
}

TEST_CASE("only the web can be linked to") {
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", "//evil.example"}) {
    CHECK(html(one(Paragraph{.text = linked("x", url)})).find("<a ") == std::string::npos);
    CHECK(markdown(one(Paragraph{.text = linked("x", url)})).find("](") == std::string::npos);
  }
  CHECK(main_of(html(one(Paragraph{.text = linked("x", "https://a.example/?a&\"b\"")}))) == "<p><a href=\"https://a.example/?a&amp;&quot;b&quot;\" rel=\"noopener noreferrer\"><bdi>x</bdi></a></p>\n");
}

TEST_CASE("a change is said by an arrow and a word, not by colour alone") {
  const Change change{.direction = Change::Direction::down, .amount = "12 %", .word = "de moins : dommage !", .judgement = Judgement::bad};
  CHECK(change_text(change, "fr") == "↓\u00A012 % de moins\u00A0: dommage\u202F!");
}

TEST_CASE("pictures that would make the file too large are told in words") {
  Document document{.title = "t"};
  for (int i = 0; i < 3; ++i) document.blocks.emplace_back(Figure{.picture = {.bytes = std::string(700'000, 'x'), .type = "image/jpeg", .alt = "<picture>"}});
  const std::string page = html(document);
  CHECK(count(page, "<img ") == 1);
  CHECK(count(page, "Picture: <bdi>&lt;picture&gt;</bdi>") == 2);
  CHECK(page.size() < 2'000'000);
}

TEST_CASE("hostile words in every place harm no writer") {
  for (const auto& words : hostile_words()) {
    Document document{.lang = "fr", .zone = words, .title = words, .author = words, .accent = words};
    const Picture picture{.bytes = "\x89PNG\r\n\x1a\n" + words, .type = "image/png", .alt = words};
    document.blocks = {Cover{.client = theirs(words), .title = words, .logo = picture}, Heading{.text = words}, Paragraph{.text = linked(words, words)}, List{.items = {words}},
                       KeyFigures{{{.label = words, .value = words, .change = Change{.amount = words, .word = words}, .progress = 1e300, .as_of = words}}},
                       TableBlock{.title = words, .table = {.columns = {{.key = words, .title = words}, {.key = "u", .title = words, .kind = Kind::url}}, .rows = {{words, words}, {}}, .notes = {words}}},
                       Figure{.picture = {.bytes = "\xFF\xD8\xFF" + words, .type = "image/jpeg", .alt = words}, .caption = words}, Note{.text = words}, Definitions{{{words, words}}}};
    CAPTURE(words);
    const std::string page = html(document);
    CHECK(count(page, "<script") == 0);
    CHECK(count(page, "<style>") == 1);
    CHECK(page.find('\0') == std::string::npos);
    CHECK(markdown(document).find("<script") == std::string::npos);
    CHECK(pdf(document).ok());
    CHECK(xlsx(document).ok());
  }
  CHECK(pdf({}).ok());
  CHECK(xlsx({}).ok());
}

TEST_CASE("what a sheet cannot hold is refused") {
  Table table{.columns = {{.key = "a", .title = "a"}}};
  table.rows.resize(1'048'576, {true});
  const auto bytes = xlsx(one(TableBlock{.table = std::move(table)}));
  REQUIRE_FALSE(bytes.ok());
  CHECK(bytes.error().fault == Fault::refused);
}

TEST_CASE("a page draws a number as long as it is large, and what is negative to the other side; the words beside it stay") {
  const Column balance{.key = "b", .title = "Balance", .kind = Kind::integer, .bar = BarScale::largest};
  const auto page = [&](std::vector<std::vector<Value>> rows) { return main_of(html(one(TableBlock{.table = {.columns = {{.key = "n", .title = "Name"}, balance}, .rows = std::move(rows)}}))); };
  const std::string upward = page({{"a"s, std::int64_t{200}}, {"b"s, std::int64_t{50}}, {"c"s, Value()}});
  CHECK(count(upward, "<svg class=\"bar\" viewBox=\"0 0 100 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">") == 3);
  CHECK(upward.find("<td class=\"number\">50<svg") != std::string::npos);
  CHECK(upward.find("x=\"0.0\" width=\"100.0\"") != std::string::npos);
  CHECK(upward.find("x=\"0.0\" width=\"25.0\"") != std::string::npos);
  CHECK(upward.find("–<svg class=\"bar\" viewBox=\"0 0 100 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\"></svg>") != std::string::npos);
  const std::string both = page({{"a"s, std::int64_t{200}}, {"b"s, std::int64_t{-100}}});
  CHECK(both.find("ink-series-1\" x=\"50.0\" width=\"50.0\"") != std::string::npos);
  CHECK(both.find("ink-series-2\" x=\"25.0\" width=\"25.0\"") != std::string::npos);
  CHECK(count(page({{"a"s, std::int64_t{200}}}), "<svg") == 0);
}

TEST_CASE("a page sets a state by its word") {
  const std::string page = html(one(TableBlock{.table = {.columns = {{.key = "s", .title = "State", .kind = Kind::state}, {.key = "w", .title = "Words"}}, .rows = {{"on-track"s, "on-track"s}, {"at-risk"s, "x"s}, {"missed"s, "x"s}, {"open"s, "x"s}}}}));
  CHECK(page.find("<th scope=\"row\" class=\"good\">on-track</th><td class=\"text\">") != std::string::npos);
  CHECK(page.find("class=\"doubtful\">at-risk<") != std::string::npos);
  CHECK(page.find("class=\"bad\">missed<") != std::string::npos);
  CHECK(page.find("<th scope=\"row\">open<") != std::string::npos);
}

TEST_CASE("Markdown says what the document says") {
  const Document document{.lang = "fr",
                          .title = "Bilan",
                          .blocks = {Heading{.text = "Portée"}, Paragraph{.text = theirs("# *x* <b>")}, KeyFigures{{{.label = "Vues", .value = "3", .change = Change{.word = "comme avant"}}}},
                                     TableBlock{.title = "Tout", .table = {.columns = {{.key = "n", .title = "Nombre", .kind = Kind::number}, {.key = "y", .title = "Oui ?", .kind = Kind::yes_no}}, .rows = {{1234.5, true}, {Value{}, false}}}}}};
  CHECK(markdown(document) ==
        "# Bilan\n\n## Portée\n\n\\# \\*x\\* &lt;b&gt;\n\n- Vues\u00A0: **3**, → comme avant\n\n**Tout**\n\n| Nombre | Oui\u202F? |\n| ---: | --- |\n| 1\u202F234,5 | oui |\n| – | non |\n");
}

TEST_CASE("a style of one's own comes after ours, and is in the page's policy") {
  paper::Document document{.title = "t", .blocks = {paper::Paragraph{.text = "x"}}};
  const std::string plain = paper::html(document);
  document.style = "p { color: red }";
  const std::string styled = paper::html(document);
  CHECK(styled.find("p { color: red }</style>") != std::string::npos);
  CHECK(plain.substr(plain.find("sha256-"), 51) != styled.substr(styled.find("sha256-"), 51));
}

TEST_CASE("a style that would fetch something, or end itself, is refused with its line") {
  CHECK(paper::check_style("h1 { color: red }\n.x { background: url( 'data:image/png;base64,AAAA') }").ok());
  for (const char* css : {"a{}\n@IMPORT 'x.css';", "a{}\nb{background:url(http://x)}", "a{}\n</style><script>", "a{}\n@\\69mport 'x'", "a{}\nb{background:url(", "a{}\nb{background:URL(//x)}"}) {
    CAPTURE(css);
    const auto fine = paper::check_style(css);
    REQUIRE_FALSE(fine.ok());
    CHECK(fine.error().message.find("2") != std::string::npos);
  }
  CHECK_FALSE(paper::check_style(std::string("a{}\0", 4)).ok());
  CHECK_FALSE(paper::check_style("\xFF").ok());
}
