// SPDX-License-Identifier: MIT
#include "draw/days.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "text/width.hpp"
#include "when/names.hpp"

using namespace cmtool;
using namespace std::chrono;

namespace {

MonthGrid december() { return {.month = 2026y / December, .today = local_days(2026y / December / 24)}; }

std::vector<std::string> lines_of(const std::string& text) {
  auto lines = split(text, '\n');
  lines.pop_back();
  return lines;
}

}  // namespace

TEST_CASE("a month begins its weeks on Monday and shows each of its days once") {
  const std::string text = drawn(december(), "en", 80);
  const auto lines = lines_of(text);
  CHECK(lines[0].find("December 2026") != std::string::npos);
  CHECK(lines[1].starts_with(" Monday     Tuesday"));
  CHECK(lines[3].starts_with("│          │ 1        │ 2"));  // 1 December 2026 is a Tuesday
  for (unsigned day = 1; day <= 31; ++day) {
    const std::string number = day == 24 ? "[24]" : " " + std::to_string(day) + " ";
    std::size_t seen = 0;
    for (auto at = text.find(number); at != std::string::npos; at = text.find(number, at + 1)) ++seen;
    CHECK_MESSAGE(seen == 1, number);
  }
}

TEST_CASE("a month speaks French") {
  const auto lines = lines_of(drawn(december(), "fr", 80));
  CHECK(lines[0].find("décembre 2026") != std::string::npos);
  CHECK(lines[1].starts_with(" lundi      mardi      mercredi   jeudi      vendredi   samedi     dimanche"));
}

TEST_CASE("a month fits in 80 columns, and wide characters move no border") {
  MonthGrid grid = december();
  grid.lines[3] = {"09:00 日本語のアカウント", "10:30?e\u0301te\u0301-ete\u0301", "18:00 👩‍🎨"};
  grid.lines[31] = {"23:59 an-account-with-a-long-name"};
  for (const std::size_t columns : {std::size_t{50}, std::size_t{80}, std::size_t{133}, std::size_t{400}}) {
    const auto lines = lines_of(drawn(grid, "en", columns));
    const std::size_t wide = width(lines[2]);
    CHECK(wide <= columns);
    for (std::size_t i = 2; i < lines.size(); ++i) CHECK_MESSAGE(width(lines[i]) == wide, lines[i]);
  }
}

TEST_CASE("of more deliveries than a cell holds the rest is counted, none is lost") {
  MonthGrid grid = december();
  grid.lines[3] = {"a", "b", "c", "d"};
  grid.most_lines = 3;
  const std::string text = drawn(grid, "en", 80);
  CHECK(text.find("│b ") != std::string::npos);
  CHECK(text.find("│c ") == std::string::npos);
  CHECK(text.find("│+2") != std::string::npos);
  grid.most_lines = 4;
  CHECK(drawn(grid, "en", 80).find("│d ") != std::string::npos);
}

TEST_CASE("an agenda aligns its columns, shows empty days, and cuts only the text") {
  const std::vector<AgendaDay> days{
      {.day = local_days(2026y / December / 24), .lines = {{.columns = {"09:00", "@atelier", "held"}, .text = "A text that goes on and on and on"},
                                                           {.columns = {"18:00", "@日本", "waiting"}, .text = "Short"}}},
      {.day = local_days(2026y / December / 25)}};
  CHECK(drawn(days, "en", 50) ==
        "Thu 24 Dec 2026\n"
        "  09:00  @atelier  held     A text that goes on a…\n"
        "  18:00  @日本     waiting  Short\n"
        "Fri 25 Dec 2026  –\n");
  CHECK(drawn(days, "fr", 0).starts_with("jeu. 24 décembre 2026\n  09:00  @atelier  held     A text that goes on and on and on\n"));
}

TEST_CASE("a week begins on the Monday before, over the year's end too") {
  CHECK(monday_of(local_days(2026y / December / 21)) == local_days(2026y / December / 21));
  CHECK(monday_of(local_days(2026y / December / 27)) == local_days(2026y / December / 21));
  CHECK(monday_of(local_days(2027y / January / 1)) == local_days(2026y / December / 28));
}
