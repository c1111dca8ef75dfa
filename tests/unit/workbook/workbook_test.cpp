// SPDX-License-Identifier: MIT
#include "workbook/workbook.hpp"

#include <doctest/doctest.h>

#include "workbook/zip.hpp"

using namespace cmtool;

namespace {

/// The archive's files are stored as they are, so what is in them can be looked for.
bool holds(const std::string& book, std::string_view text) { return book.find(text) != std::string::npos; }

std::string with(const Value& value, Kind kind = Kind::text) { return workbook({{.name = "x", .table = {.columns = {{.key = "a", .title = "A", .kind = kind}}, .rows = {{value}}}}}); }

}  // namespace

TEST_CASE("the checksum is that of ZIP") {
  CHECK(crc32_of("123456789") == 0xCBF43926);
  CHECK(crc32_of("") == 0);
}

TEST_CASE("numbers are numbers, and those that a spreadsheet would change are text") {
  CHECK(holds(with(Value(std::int64_t{-42}), Kind::integer), "<c r=\"A2\" s=\"2\"><v>-42</v></c>"));
  CHECK(holds(with(Value(12.5), Kind::percent), "<c r=\"A2\" s=\"4\"><v>0.125</v></c>"));
  CHECK(holds(with(Value(std::int64_t{9007199254740993}), Kind::integer), "<t xml:space=\"preserve\">9007199254740993</t>"));
  CHECK(holds(with(Value(true)), "t=\"b\"><v>1</v>"));
}

TEST_CASE("unknown is an empty cell, and zero is not") {
  CHECK_FALSE(holds(with(Value()), "r=\"A2\""));
  CHECK(holds(with(Value(std::int64_t{0})), "<v>0</v>"));
}

TEST_CASE("a time is a number of days that is shown as a date") {
  CHECK(holds(with(Value(parse_iso("2026-11-22T12:00:00Z").value())), "<c r=\"A2\" s=\"5\"><v>46348.5</v></c>"));
  CHECK(holds(with(Value(Instant::min())), "inlineStr"));
}

TEST_CASE("no text is a formula or breaks the file") {
  CHECK(holds(with(Value(std::string("=HYPERLINK(\"x\")<&>\x01\xff\xEF\xBF\xBF"))), "<t xml:space=\"preserve\">=HYPERLINK(&quot;x&quot;)&lt;&amp;&gt;\xEF\xBF\xBD</t>"));
  CHECK(with(Value(std::string(1000000, 'x'))).size() < 100000);
}

TEST_CASE("sheets have names that a spreadsheet allows, and no two the same") {
  const std::string book = workbook({{.name = "a/b:c"}, {.name = "A/BC"}, {.name = ""}, {.name = std::string(100, 'x')}});
  CHECK(holds(book, "<sheet name=\"abc\" sheetId=\"1\""));
  CHECK(holds(book, "<sheet name=\"ABC 2\" sheetId=\"2\""));
  CHECK(holds(book, "<sheet name=\"1\" sheetId=\"3\""));
  CHECK_FALSE(holds(book, "name=\"" + std::string(32, 'x')));
}
