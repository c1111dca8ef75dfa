// SPDX-License-Identifier: MIT
#include "draw/spark.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("bars rise from zero to the highest, and what is unknown is no bar") {
  CHECK(sparkline({0, 7, std::nullopt, 3.5, 7}) == "▁█·▅█");
  CHECK(sparkline({5, 5}) == "██");
  CHECK(sparkline({0, 0}) == "▁▁");
  CHECK(sparkline({-7, 0}) == "▁█");
  CHECK(sparkline({std::nullopt, std::nullopt}).empty());
  CHECK(sparkline({}).empty());
}

TEST_CASE("more numbers than there is room for are put together") {
  CHECK(sparkline({0, 2, 4, 6, 8}, 3) == "▂▅█");
}
