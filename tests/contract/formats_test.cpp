// SPDX-License-Identifier: MIT
// Every format, held against a table made to break it: commas, quotes, line ends, formulas, wide and right-to-left text,
// controls.
#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "format.hpp"
#include "text/width.hpp"

using namespace cmtool;

namespace {

const std::vector<std::string> hostile_texts{
    "plain",
    "",
    "comma, quote \" and 'apostrophe'",
    "two\nlines\r\nand three",
    "tab\tand backslash \\ and \\n",
    "=HYPERLINK(\"http://evil.example\")",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "日本語の長い文章です",
    "مرحبا بالعالم",
    "e\u0301 combining, 👩\u200D👩\u200D👧 joined",
    "\033[31mred\033[0m and \a bell",
    "over\u202Eride\u202C",
    "broken \xFF\xC3 bytes",
    "c1 \u009B31m, line\u2028separator",
    "<script>alert(1)</script> & *bold* [link](http://evil.example) | pipe `code` $x$",
    "nul \0 inside",
};

Table hostile() {
  Table table{.columns = {{.key = "id", .title = "ID", .kind = Kind::id},
                          {.key = "text", .title = "Text", .kind = Kind::text},
                          {.key = "count", .title = "Count", .kind = Kind::integer},
                          {.key = "at", .title = "When", .kind = Kind::time}}};
  std::int64_t n = -3;
  for (const std::string& text : hostile_texts) {
    table.rows.push_back({std::string("id") + std::to_string(n + 3), text, n++, Instant{std::chrono::seconds(1795339800)}});
  }
  table.rows.push_back({std::string("none"), std::monostate{}, std::int64_t{0}, std::monostate{}});
  return table;
}

std::string render(const char* name, const Table& table, const Look& look = {}) {
  return *formatted(**find_format(name), table, look);
}

/// RFC 4180, strictly, but for the line ends.
std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') cell += c;
      else if (i + 1 < text.size() && text[i + 1] == '"') cell += text[++i];
      else quoted = false;
    } else if (c == '"' && cell.empty()) {
      quoted = true;
    } else if (c == ',' || c == '\n') {
      rows.back().push_back(std::exchange(cell, {}));
      if (c == '\n') rows.emplace_back();
    } else {
      REQUIRE(c != '\r');
      cell += c;
    }
  }
  REQUIRE(cell.empty());
  rows.pop_back();
  return rows;
}

bool has_controls(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '\n') continue;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == invalid_code_point || c == 0x2028 || (c >= 0x202A && c <= 0x202E))
      return true;
  }
  return false;
}

}  // namespace

TEST_CASE("there are the formats of the contract, and only known ones are found") {
  for (const char* name : {"table", "json", "ndjson", "csv", "tsv", "markdown", "html", "pdf", "xlsx"}) CHECK_MESSAGE(find_format(name).ok(), name);
  const auto none = find_format("yaml");
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().fault == Fault::usage);
  CHECK(none.error().hint.find("ndjson") != std::string::npos);
}

TEST_CASE("JSON gives every text back, null for unknown and zero for zero") {
  const auto parsed = parse_json(render("json", hostile()));
  REQUIRE(parsed.ok());
  REQUIRE(parsed->items().size() == hostile_texts.size() + 1);
  for (std::size_t i = 0; i < hostile_texts.size(); ++i) {
    CAPTURE(i);
    if (hostile_texts[i].find('\xFF') == std::string::npos) CHECK((*parsed)[i]["text"].string_or() == hostile_texts[i]);
    CHECK((*parsed)[i]["at"].string_or() == "2026-11-22T09:30:00Z");
  }
  const Json& last = (*parsed)[hostile_texts.size()];
  CHECK(last.contains("text"));
  CHECK(last["text"].is_null());
  CHECK(last["count"].integer_or(-1) == 0);
}

TEST_CASE("NDJSON is one object a line") {
  const std::string text = render("ndjson", hostile());
  const auto lines = split(text.substr(0, text.size() - 1), '\n');
  REQUIRE(lines.size() == hostile_texts.size() + 1);
  for (const std::string& line : lines) CHECK(parse_json(line).ok());
}

TEST_CASE("HTML holds every text as text, and leads nowhere but to web pages") {
  Table table = hostile();
  table.columns.push_back({.key = "url", .title = "Address", .kind = Kind::url});
  for (auto& row : table.rows) row.push_back(std::string("javascript:alert(1)"));
  table.rows.front().back() = std::string("https://example.org/?a=\"&b='");
  const std::string text = render("html", table);
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("href=\"javascript") == std::string::npos);
  CHECK(text.find("<a href=\"https://example.org/?a=&quot;&amp;b=") != std::string::npos);
  CHECK(text.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp;") != std::string::npos);
  CHECK(text.find('\033') == std::string::npos);
}

TEST_CASE("CSV gives every text back, with an apostrophe before what a spreadsheet would run") {
  const auto rows = parse_csv(render("csv", hostile()));
  REQUIRE(rows.size() == hostile_texts.size() + 2);
  CHECK(rows[0] == std::vector<std::string>{"id", "text", "count", "at"});
  for (std::size_t i = 0; i < hostile_texts.size(); ++i) {
    CAPTURE(i);
    REQUIRE(rows[i + 1].size() == 4);
    const std::string& text = hostile_texts[i];
    const bool runs = !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
    CHECK(rows[i + 1][1] == (runs ? "'" + text : text));
  }
  CHECK(rows[1][2] == "-3");  // a number is no formula
}

TEST_CASE("TSV keeps one record a line and can be undone") {
  const std::string text = render("tsv", hostile());
  const auto lines = split(text.substr(0, text.size() - 1), '\n');
  REQUIRE(lines.size() == hostile_texts.size() + 2);
  for (std::size_t i = 0; i < hostile_texts.size(); ++i) {
    const auto cells = split(lines[i + 1], '\t');
    REQUIRE(cells.size() == 4);
    std::string undone;
    for (std::size_t at = 0; at < cells[1].size(); ++at) {
      if (cells[1][at] != '\\') undone += cells[1][at];
      else undone += cells[1][++at] == 't' ? '\t' : cells[1][at] == 'n' ? '\n' : cells[1][at] == 'r' ? '\r' : '\\';
    }
    CHECK(undone == hostile_texts[i]);
  }
}

TEST_CASE("what people see holds no control, and as many lines as records") {
  for (const char* name : {"table", "markdown"}) {
    CAPTURE(name);
    const std::string text = render(name, hostile());
    CHECK_FALSE(has_controls(text));
    const auto lines = split(text.substr(0, text.size() - 1), '\n');
    CHECK(lines.size() == hostile_texts.size() + 1 + (std::string(name) == "table" ? 1 : 2));
  }
}

TEST_CASE("a table keeps to the terminal's width and aligns its columns") {
  const std::string text = render("table", hostile(), {.width = 60});
  std::size_t end_of_when = 0;
  for (const std::string& line : split(text.substr(0, text.size() - 1), '\n')) {
    CAPTURE(line);
    CHECK(width(line) <= 60);
    if (const auto at = line.find("2026-"); at != std::string::npos) {
      if (end_of_when == 0) end_of_when = width(std::string_view(line).substr(0, at));
      CHECK(width(std::string_view(line).substr(0, at)) == end_of_when);
    }
  }
}

TEST_CASE("Markdown holds no markup and no HTML of strangers") {
  const std::string text = render("markdown", hostile());
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("[link](") == std::string::npos);
  CHECK(text.find("\\| pipe") != std::string::npos);
}

TEST_CASE("HTML holds no markup of strangers, and no control") {
  const std::string text = render("html", hostile());
  CHECK_FALSE(has_controls(text));
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
  CHECK(text.find("onerror") == std::string::npos);
}

TEST_CASE("PDF and XLSX take the hostile table, an empty one and a single record, and the same gives the same bytes") {
  Table empty = hostile(), single = hostile();
  empty.rows.clear();
  single.single = true;
  for (const auto& [name, beginning] : {std::pair{"pdf", "%PDF-1."}, std::pair{"xlsx", "PK"}}) {
    for (const Table& table : {hostile(), empty, single, Table{}}) {
      const auto bytes = formatted(**find_format(name), table, {.lang = "fr", .zone = "Europe/Paris"});
      REQUIRE_MESSAGE(bytes.ok(), bytes.error().detail);
      CHECK(bytes->starts_with(beginning));
      CHECK(*bytes == render(name, table, {.lang = "fr", .zone = "Europe/Paris"}));
    }
  }
}

TEST_CASE("an empty table is an empty list for machines and nothing for people") {
  Table table = hostile();
  table.rows.clear();
  CHECK(render("json", table) == "[]\n");
  CHECK(render("ndjson", table).empty());
  CHECK(render("csv", table) == "id,text,count,at\n");
  CHECK(render("table", table).empty());
}

TEST_CASE("a single record is one JSON object, and lines of title and value for people") {
  Table table = hostile();
  table.rows = {{std::string("7"), std::string("first\nsecond"), std::int64_t{1234567}, std::monostate{}}};
  table.single = true;
  CHECK(parse_json(render("json", table))->is_object());
  CHECK(render("table", table) == "ID     7\nText   first\n       second\nCount  1,234,567\nWhen   –\n");
}

TEST_CASE("machine formats are the same in French") {
  for (const Format* format : formats()) {
    if (format->machine)
      CHECK_MESSAGE(format->render(hostile(), {.lang = "fr"}) == format->render(hostile(), {}), format->name);
  }
}
