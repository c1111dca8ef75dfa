// SPDX-License-Identifier: MIT
#include "tests/support/plans.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("front matter says the options, by their names or by those of static sites, and the text stands below it") {
  const std::string file = "---\ndate: 2026-12-24 09:00\nto: [@atelier, \"@blog\"]\ntags: [a, b]\nimages:\n  - a.jpg\n  - file: b.jpg\n    alt: un chien\nalt: un chat\nfor:\n  bluesky: Court\ndraft: true\n"
                           "layout: post\n---\n\n# Titre\n\nBonjour\n";
  CHECK(sniffed(file, "01.md") == "markdown");
  CHECK(row("markdown", file) ==
        R"({"at":"2026-12-24 09:00","to":["@atelier","@blog"],"text":"# Titre\n\nBonjour","media":[{"file":"a.jpg","alt":"un chat"},{"file":"b.jpg","alt":"un chien"}],"tag":["a","b"],"for":{"bluesky":"Court"},"draft":true})");
  CHECK(read("markdown", file).notes == std::vector<std::string>{"this key is not used: layout"});
}

TEST_CASE("an account's name needs no quotation marks") {
  CHECK(row("markdown", "---\nat: tomorrow 9am\nto: @atelier, @blog\n---\nx") == R"({"at":"tomorrow 9am","to":["@atelier","@blog"],"text":"x"})");
  CHECK(row("markdown", "---\nat: tomorrow 9am\nto:\n  - @atelier\n  - @blog  \n---\nx") == R"({"at":"tomorrow 9am","to":["@atelier","@blog"],"text":"x"})");
}

TEST_CASE("files are taken by name; those without front matter are passed over") {
  const auto reading = read_calendar(**find_calendar("markdown"), {{.name = "b/02.md", .bytes = "---\nat: 2026-12-25 09:00\n---\ntwo"},
                                                                   {.name = "b/01.md", .bytes = "---\r\nat: 2026-12-24 09:00\r\n---\r\n\r\none\r\n"},
                                                                   {.name = "b/README.md", .bytes = "# Hello\n"}}, {});
  REQUIRE(reading.ok());
  REQUIRE(reading->rows.size() == 2);
  CHECK(reading->rows[0].options["text"].string_or() == "one");
  CHECK(reading->rows[0].file == "b/01.md");
  CHECK(reading->notes == std::vector<std::string>{"b/README.md: it has no front matter and is passed over"});
}

TEST_CASE("what is wrong in front matter has a line, a column and its key") {
  const auto fault = [](const std::string& file) { return faults(read("markdown", file)); };
  CHECK(fault("---\ntitle: x\ndraft: perhaps\n---\nx").front() == "plan.csv:3:1 (draft): this is no value for “draft”");
  CHECK(fault("---\ndate: 2026-02-30 09:00\n---\nx").front() == "plan.csv:2:1 (date): there is no day 30 of month 2 in 2026");
  CHECK(fault("---\ndate: 2026-12-24\n---\nx").front() == "plan.csv:2:1 (date): “2026-12-24” does not say at what time");
  CHECK(fault("---\nto: a\nto: b\n---\nx").front() == "plan.csv:3:1: the key “to” is there twice");
  CHECK(fault("---\nto: [a\n---\nx").front().starts_with("plan.csv:3:1: this is no YAML: "));
  CHECK(fault("---\ntitle: &a x\nexcerpt: *a\n---\nx").front().starts_with("plan.csv:2:8: anchors and aliases"));
  CHECK(fault("---\ntitle: x\n").front() == "plan.csv:1:1: the “---” in the first line is never closed");
  CHECK(fault("Bonjour\n").front() == "plan.csv:1: it does not begin with front matter");
  CHECK(fault("---\ntext: a\n---\nb").front() == "plan.csv:1: there are two texts: in the front matter and below it");
  CHECK(fault("---\nmedia:\n  - alt: x\n---\nb").front() == "plan.csv:2:1 (media): this is no value for “media”");
}

TEST_CASE("a folder is written so that a person finds and reads each post") {
  const auto writing = written("markdown", {Json{{"at", "2026-12-24 09:00"}, {"to", Json::array({Json("@a")})}, {"text", "L'été à l'atelier\n\nBonjour"}, {"thread", true}}, Json{{"text", " x"}}});
  REQUIRE(writing.files.size() == 2);
  CHECK(writing.files[0].name == "01-l-ete-a-l-atelier-bonjour.md");
  CHECK(writing.files[0].bytes == "---\nat: \"2026-12-24 09:00\"\nto:\n- \"@a\"\nthread: true\n---\n\nL'été à l'atelier\n\nBonjour\n");
  CHECK(writing.files[1].bytes == "---\ntext: \" x\"\n---\n");
}
