// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/ascii.hpp"
#include "sheet/csv.hpp"
#include "sheet/date.hpp"
#include "sheet/options.hpp"

using namespace cmtool;

namespace {

/// Cells as "a|b;c|d", each row with its line.
std::string cells(const std::string& bytes) {
  std::vector<CalendarFault> faults;
  const auto sheet = read_sheet({.name = "a.csv", .bytes = bytes}, faults);
  REQUIRE(sheet.ok());
  std::string all;
  for (const auto& row : sheet->rows) all += fmt::format("{}:{}\n", row.line, joined(row.cells, "|"));
  for (const auto& fault : faults) all += fmt::format("{}: {}\n", place_of(fault), fault.message);
  return all;
}

}  // namespace

TEST_CASE("cells and the lines of their rows are found, whatever the line ends") {
  CHECK(cells("a,b\n\n  \n\"c\n\nd\",e\nf,\"g \"\"h\"\"\"\n") == "1:a|b\n4:c\n\nd|e\n7:f|g \"h\"\n");
  CHECK(cells("a,b\r\n\r\n\"c\r\nd\",e\r\nf,g") == "1:a|b\n3:c\r\nd|e\n5:f|g\n");
  CHECK(cells("a,b\rc,d\r") == "1:a|b\n2:c|d\n");
  CHECK(cells("a , \" b \" ,c\n,,\n") == "1:a| b |c\n");
}

TEST_CASE("what separates the cells is what cuts most rows alike, and what Excel's first line says") {
  CHECK(cells("date;texte\n24/12;Bonjour, été, hiver\n25/12;Un, deux\n") == "1:date|texte\n2:24/12|Bonjour, été, hiver\n3:25/12|Un, deux\n");
  CHECK(cells("a\tb,c\nd\te,f,g\n") == "1:a|b,c\n2:d|e,f,g\n");
  CHECK(cells("2026-12-24,Bonjour; venez\n") == "1:2026-12-24|Bonjour; venez\n");
  CHECK(cells("\"a;b;c\",d\n\"e\",f\n") == "1:a;b;c|d\n2:e|f\n");
  CHECK(cells("sep=|\r\na,b|c\r\n") == "2:a,b|c\n");
  CHECK(cells("text\nBonjour\n") == "1:text\n2:Bonjour\n");
}

TEST_CASE("quotation marks that do not pair end the reading where that shows") {
  CHECK(cells("a,b\nc,\"d\ne,f\n") == "1:a|b\na.csv:2:2: a quotation mark is opened here and never closed\n");
  CHECK(cells("a,b\nc,\"d\" e\nf,g\n") == "1:a|b\na.csv:2:2: a quotation mark stands alone within a cell\n");
  CHECK(cells("a,b\nc,5\" wide\n") == "1:a|b\na.csv:2:2: a quotation mark stands alone within a cell\n");
}

TEST_CASE("days and times are read as spreadsheets and other tools write them") {
  struct Sample {
    const char *written, *meant;
  };
  for (const auto& [written, meant] : {Sample{"2026-12-24 09:00", "2026-12-24 09:00"}, {"2026-12-24T09:00:30", "2026-12-24 09:00:30"}, {"2026/12/24 9:00", "2026-12-24 09:00"},
                                       {"2026-12-24T09:00:00Z", "2026-12-24T09:00:00Z"}, {"2026-12-24T09:00:00.000+01:00", "2026-12-24T09:00:00+01:00"}, {"2026-12-24 09:00 +0100", "2026-12-24T09:00:00+01:00"},
                                       {"2026-12-24 09:00 UTC", "2026-12-24T09:00:00Z"}, {"24/12/2026 9:00 PM", "2026-12-24 21:00"}, {"24/12/2026, 12:00 a.m.", "2026-12-24 00:00"}, {"24/12/26 12:05\u202FPM", "2026-12-24 12:05"},
                                       {"24.12.2026 9h30", "2026-12-24 09:30"}, {"24-12-2026 18 h", "2026-12-24 18:00"}, {"24 Dec 2026 9am", "2026-12-24 09:00"}, {"jeudi 24 décembre 2026 à 9 h", "2026-12-24 09:00"},
                                       {"December 24, 2026 9:00 PM", "2026-12-24 21:00"}, {"tomorrow 9am", ""}, {"24 December 9am", ""}, {"2026-12-24 25:00", ""}, {"2026-12-24 9", ""}, {"2026-12-24 13:00 PM", ""}, {"24/12/202 9:00", ""},
                                       {"1/2/3/4", ""}, {"hello", ""}, {"", ""}, {"2026-12-24 09:00 Europe/Paris", ""}}) {
    const std::string shown(written);  // clang captures no structured binding
    CAPTURE(shown);
    const auto cell = read_date(written);
    const auto moment = cell && cell->time ? Dates(DateOrder::dmy).moment(*cell) : Result<std::string>(std::string());
    CHECK(moment.ok());
    CHECK(*moment == meant);
  }
}

TEST_CASE("a flag is what people tick a box with, in both languages") {
  for (const char* yes : {"yes", "X", "TRUE", "vrai", "Oui", "1", " ✓ "}) CHECK(flag_of(yes) == true);
  for (const char* no : {"no", "FAUX", "non", "0", "-"}) CHECK(flag_of(no) == false);
  for (const char* neither : {"", "perhaps", "2"}) CHECK_FALSE(flag_of(neither).has_value());
}

TEST_CASE("a formula's guard goes on and off without a trace") {
  for (const char* text : {"", "x", "=1", "+1", "-1", "@a", "'", "''", "'x", "'=1", "''=1", "\t", "'\r"}) {
    CAPTURE(text);
    CHECK(unguarded(guarded(text)) == text);
  }
  CHECK(guarded("=1") == "'=1");
  CHECK(unguarded("'x") == "'x");
}
