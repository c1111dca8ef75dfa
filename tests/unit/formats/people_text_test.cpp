// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "format.hpp"

using namespace cmtool;

namespace {
std::string text(const Value& value, Kind kind, const char* lang = "en") {
  return people_text(value, {.kind = kind}, {.lang = lang});
}
}  // namespace

TEST_CASE("numbers are grouped as the reader's language does it") {
  CHECK(text(std::int64_t{1234567}, Kind::integer) == "1,234,567");
  CHECK(text(std::int64_t{-1234}, Kind::integer) == "-1,234");
  CHECK(text(std::int64_t{123}, Kind::integer) == "123");
  CHECK(text(std::int64_t{1234567}, Kind::integer, "fr") == "1\u202F234\u202F567");
  CHECK(text(3.14159, Kind::number) == "3.14");
  CHECK(text(2.5, Kind::number, "fr") == "2,5");
  CHECK(text(-0.5, Kind::number) == "-0.5");
  CHECK(text(12.0, Kind::percent) == "12%");
  CHECK(text(12.5, Kind::percent, "fr") == "12,5\u202F%");
  CHECK(text(std::int64_t{1536000}, Kind::bytes) == "1.5 MB");
  CHECK(text(std::int64_t{999}, Kind::bytes) == "999 B");
}

TEST_CASE("zero is not unknown") {
  CHECK(text(std::int64_t{0}, Kind::integer) == "0");
  CHECK(text(std::monostate{}, Kind::integer) == "–");
  CHECK(text(Json(), Kind::list) == "–");
}

TEST_CASE("a number that names something is not grouped") { CHECK(text(std::int64_t{20261122}, Kind::id) == "20261122"); }

TEST_CASE("a list is its items") { CHECK(text(Json::strings({"a", "b"}), Kind::list) == "a, b"); }

TEST_CASE("fields are selected in the order that was asked for, and an unknown one is named") {
  const Table table{.columns = {{.key = "a"}, {.key = "b", .shown = false}}, .rows = {{std::int64_t{1}, std::int64_t{2}}}};
  const auto both = selected(table, {"b", "a"});
  REQUIRE(both.ok());
  CHECK(both->columns[0].key == "b");
  CHECK(both->columns[0].shown);
  CHECK(std::get<std::int64_t>(both->rows[0][0]) == 2);
  const auto none = selected(table, {"c"});
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().fault == Fault::usage);
  CHECK(none.error().hint.find("a, b") != std::string::npos);
}
