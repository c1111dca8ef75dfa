// SPDX-License-Identifier: MIT
// The table on a terminal, and what of it machines must not see.
#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "format.hpp"
#include "text/width.hpp"

using namespace cmtool;
using namespace std::string_literals;

namespace {

Table networks() {
  return {.columns = {{.key = "name", .title = "Name"}, {.key = "engagement", .title = "Engagement", .kind = Kind::integer, .bar = BarScale::largest}, {.key = "text", .title = "Text"}},
          .rows = {{"atelier"s, std::int64_t{1200}, "Open on Sunday from ten o'clock on"s}, {"blog"s, std::int64_t{300}, "Bread"s}, {"page"s, std::int64_t{0}, "Cake"s}, {"shop"s, Value(), "Tea"s}}};
}

std::string printed(const Table& table, const Look& look, const char* format = "table") {
  const auto found = find_format(format);
  REQUIRE(found.ok());
  const auto text = formatted(**found, table, look);
  REQUIRE(text.ok());
  return *text;
}

}  // namespace

TEST_CASE("a bar stands behind its number, as wide in every row") {
  CHECK(printed(networks(), {.width = 0}) ==
        "Name     Engagement              Text\n"
        "atelier       1,200 ██████████   Open on Sunday from ten o'clock on\n"
        "blog            300 ██▌          Bread\n"
        "page              0 ▏            Cake\n"
        "shop              –              Tea\n");
}

TEST_CASE("the last column's bar leaves no blanks behind it") {
  Table table = networks();
  table.columns.back().shown = false;
  CHECK(printed(table, {.width = 80}) ==
        "Name     Engagement\n"
        "atelier       1,200 ██████████\n"
        "blog            300 ██▌\n"
        "page              0 ▏\n"
        "shop              –\n");
}

TEST_CASE("bars give way where words would be cut too short") {
  const std::string wide = printed(networks(), {.width = 57}), narrow = printed(networks(), {.width = 56});
  CHECK(wide.find("██████████   Open on Sunday from ten…") != std::string::npos);
  CHECK(narrow.find("█") == std::string::npos);
  CHECK(narrow.find("Open on Sunday from ten o'clock on") != std::string::npos);
  for (int columns = 1; columns <= 90; ++columns) {
    for (const std::string& line : split(printed(networks(), {.width = columns}), '\n')) CHECK(width(line) <= std::max<std::size_t>(static_cast<std::size_t>(columns), 33));
  }
}

TEST_CASE("machines see nothing of the bars, and neither does Markdown") {
  Table plain = networks();
  plain.columns[1].bar = BarScale::none;
  for (const char* format : {"json", "ndjson", "csv", "tsv", "markdown"}) {
    CAPTURE(format);
    CHECK(printed(networks(), {}, format) == printed(plain, {}, format));
  }
}

TEST_CASE("how a goal stands has a colour as well as its word, in every language") {
  const auto goal = [](const char* state, bool colour) {
    return printed({.columns = {{.key = "state", .title = "État", .kind = Kind::state}}, .rows = {{Value(std::string(state))}}}, {.width = 0, .colour = colour, .lang = "fr"});
  };
  CHECK(goal("reached", true) == "\033[1mÉtat\033[0m\n\033[32mreached\033[0m\n");
  CHECK(goal("on-track", true).find("\033[32mon-track\033[0m") != std::string::npos);
  CHECK(goal("at-risk", true).find("\033[33mat-risk\033[0m") != std::string::npos);
  CHECK(goal("behind", true).find("\033[31mbehind\033[0m") != std::string::npos);
  CHECK(goal("missed", true).find("\033[31mmissed\033[0m") != std::string::npos);
  CHECK(goal("unknown", true).find("\033[33munknown\033[0m") != std::string::npos);
  CHECK(goal("on-track", false) == "État\non-track\n");
}
