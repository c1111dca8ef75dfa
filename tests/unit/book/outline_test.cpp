// SPDX-License-Identifier: MIT
#include "book/outline.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

namespace {

const std::vector<std::string> known{"cover", "posts"};

std::string words_of(const paper::Block& block) {
  if (const auto* const heading = std::get_if<paper::Heading>(&block)) return std::to_string(heading->level) + " " + paper::plain(heading->text, "en");
  if (const auto* const paragraph = std::get_if<paper::Paragraph>(&block)) return "p " + paper::plain(paragraph->text, "en");
  if (const auto* const list = std::get_if<paper::List>(&block)) {
    std::string all = "list";
    for (const auto& item : list->items) all += " [" + paper::plain(item, "en") + "]";
    return all;
  }
  return "?";
}

}  // namespace

TEST_CASE("a line that is only a section's name puts the section there, and all else is text") {
  const auto parts = parse_outline("{{cover}}\n# Hello\nDear {{client}},\n\n  {{ posts }}\nBye\n", known).value();
  REQUIRE(parts.size() == 4);
  CHECK(parts[0].section == "cover");
  CHECK(parts[1].markdown == "# Hello\nDear {{client}},\n\n");
  CHECK(parts[2].section == "posts");
  CHECK(parts[3].markdown == "Bye\n\n");
}

TEST_CASE("a section that there is not is named with its line") {
  const auto parts = parse_outline("{{cover}}\n\n{{psots}}\n", known);
  REQUIRE_FALSE(parts.ok());
  CHECK(parts.error().message == "line 3: there is no section “psots”");
  CHECK(parts.error().hint.find("cover, posts") != std::string::npos);
}

TEST_CASE("the usual outline names sections that there are") {
  CHECK(parse_outline(usual_outline(), {"cover", "month-in-brief", "goals", "networks", "posts", "community", "listening", "appendix"}).ok());
}

TEST_CASE("a value alone on its line is text and no section") {
  const auto parts = parse_outline("{{client}}\n", known).value();
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].section.empty());
}

TEST_CASE("Markdown becomes headings, lists and paragraphs with values filled in") {
  const auto blocks = blocks_of_markdown("# A *word*\nDear {{client}},\nwelcome.\n\n- one\n* two\n\n## More\n", {{"client", "Zoé & <b>"}}).value();
  REQUIRE(blocks.size() == 4);
  CHECK(words_of(blocks[0]) == "2 A word");
  CHECK(words_of(blocks[1]) == "p Dear Zoé & , welcome.");
  CHECK(words_of(blocks[2]) == "list [one] [two]");
  CHECK(words_of(blocks[3]) == "3 More");
}

TEST_CASE("a place without a value is refused by its name") {
  const auto blocks = blocks_of_markdown("Dear {{cleint}}\n", {{"client", "Zoé"}});
  REQUIRE_FALSE(blocks.ok());
  CHECK(blocks.error().message.find("cleint") != std::string::npos);
}
