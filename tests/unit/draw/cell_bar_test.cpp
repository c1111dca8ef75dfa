// SPDX-License-Identifier: MIT
#include "draw/cell_bar.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "text/width.hpp"

using namespace cmtool;

namespace {

Table column_of(std::vector<Value> values, BarScale scale = BarScale::largest) {
  Table table{.columns = {{.key = "n", .title = "n", .kind = Kind::number, .bar = scale}}};
  for (auto& value : values) table.rows.push_back({std::move(value)});
  return table;
}

std::vector<std::string> bars(const Table& table) {
  const auto all = bar_column(table, 0);
  REQUIRE(all);
  std::vector<std::string> texts;
  for (const auto& row : table.rows) texts.push_back(bar_text(*all, row[0]));
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a bar is as long as its number is large beside the largest of its column") {
  CHECK(bars(column_of({std::int64_t{80}, std::int64_t{40}, std::int64_t{1}, 12.0})) == Texts{"██████████", "█████", "▎", "█▌"});
}

TEST_CASE("zero is a line without length, unknown is nothing, and what is small looks like neither") {
  CHECK(bars(column_of({std::int64_t{1'000'000}, std::int64_t{1}, std::int64_t{0}, Value()})) == Texts{"██████████", "▎", "▏", ""});
  CHECK(bars(column_of({1.0, 1.0, std::nan(""), HUGE_VAL, std::string("9")})) == Texts{"██████████", "██████████", "", "", ""});
}

TEST_CASE("what is negative goes to the other side of a line, and is measured by the same scale") {
  const Texts all = bars(column_of({std::int64_t{100}, std::int64_t{-100}, std::int64_t{-30}, std::int64_t{-1}, std::int64_t{0}, Value()}));
  CHECK(all == Texts{"     │█████", "█████│", "   ▐█│", "    ▐│", "     │", ""});
  for (const std::string& bar : all) CHECK(width(bar) <= bar_width);
  CHECK(bars(column_of({std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})) == Texts{"█████│", "     │█████"});
}

TEST_CASE("of what is to be reached a bar is full at a hundred, also alone") {
  CHECK(bars(column_of({50.0}, BarScale::hundred)) == Texts{"█████"});
  CHECK(bars(column_of({250.0, 100.0, 0.0}, BarScale::hundred)) == Texts{"██████████", "██████████", "▏"});
}

TEST_CASE("there is no bar where it would say nothing") {
  CHECK_FALSE(bar_column(column_of({1.0, 2.0}, BarScale::none), 0));
  CHECK_FALSE(bar_column(column_of({1.0}), 0));
  CHECK_FALSE(bar_column(column_of({1.0, Value()}), 0));
  CHECK_FALSE(bar_column(column_of({0.0, 0.0}), 0));
  CHECK_FALSE(bar_column(column_of({1.0, 2.0}), 1));
  Table one = column_of({1.0, 2.0});
  one.single = true;
  CHECK_FALSE(bar_column(one, 0));
  Table ragged = column_of({1.0, 2.0});
  ragged.rows.push_back({});
  CHECK(bar_column(ragged, 0));
}
