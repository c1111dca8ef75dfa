// SPDX-License-Identifier: MIT
#include "measure/due.hpp"

#include <doctest/doctest.h>

using namespace cmtool;
using namespace std::chrono;

namespace {

const Instant published = sys_days(year(2026) / 1 / 1) + hours(8);

/// How often a post is measured between two ages when somebody looks each hour, some seconds early or late.
int readings(seconds from, seconds until) {
  int count = 0;
  Instant last = published + from;
  for (auto age = from; age <= until; age += hours(1)) {
    const Instant now = published + age + seconds(age.count() / 3600 % 7 - 3);
    count += is_measure_due(published, last, now) ? 1 : 0;
    last = now;
  }
  return count;
}

}  // namespace

TEST_CASE("a post is measured at once, and not before it is there") {
  CHECK(is_measure_due(published, Instant{}, published + minutes(1)));
  CHECK_FALSE(is_measure_due(published, Instant{}, published - minutes(1)));
  CHECK_FALSE(is_measure_due(published, published + minutes(1), published + minutes(59)));
  CHECK(is_measure_due(published, published + minutes(1), published + minutes(61)));
}

TEST_CASE("the older a post is, the more seldom it is measured") {
  CHECK(readings(minutes(30), hours(23)) == 22);
  CHECK(readings(hours(25), days(6)) == 4 * 5);
  CHECK(readings(days(8), days(28) + hours(12)) == 20);
  CHECK(readings(days(36), days(36 + 70)) == 10);
  CHECK(readings(days(400), days(400 + 300)) == 10);
}

TEST_CASE("a reading that was missed is made up for once, whenever somebody looks again") {
  CHECK(is_measure_due(published, published + days(10), published + days(25)));
  CHECK(is_measure_due(published, published + hours(2), published + days(500)));
  CHECK_FALSE(is_measure_due(published, published + days(500), published + days(500) + minutes(10)));
}
