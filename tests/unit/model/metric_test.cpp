// SPDX-License-Identifier: MIT
#include "model/metric.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("a metric's name alone says how its readings are put together") {
  CHECK(kind_of_metric("likes") == MetricKind::total);
  CHECK(kind_of_metric("followers") == MetricKind::level);
  CHECK(kind_of_metric("views") == MetricKind::daily);
  CHECK(kind_of_metric("referrer:news.example") == MetricKind::daily);
  CHECK(kind_of_metric("spend:EUR") == MetricKind::daily);
  CHECK(kind_of_metric("daily_likes") == MetricKind::daily);
  CHECK(kind_of_metric("whatever") == MetricKind::total);
  CHECK(unit_of_metric("spend:EUR") == MetricUnit::money);
  CHECK(unit_of_metric("daily_watch_time") == MetricUnit::seconds);
  CHECK(unit_of_metric("whatever") == MetricUnit::count);
}

TEST_CASE("every known metric has a name that may be used, a title and a meaning") {
  for (const auto& metric : metrics()) {
    CAPTURE(metric.name);
    CHECK(is_metric_name(metric.name.ends_with(':') ? metric.name + "x" : metric.name));
    CHECK_FALSE(metric.title.empty());
    CHECK_FALSE(metric.meaning.empty());
  }
  CHECK(title_of_metric("spend:EUR") == "spend (EUR)");
  CHECK(title_of_metric("referrer:a.example") == "from a.example");
  CHECK(title_of_metric("daily_likes") == "likes in the day");
  CHECK(title_of_metric("whatever") == "whatever");
}

TEST_CASE("names that could do harm are none") {
  for (const std::string bad : {"", "Likes", "a b", "likes:", ":x", "spend:E R", "a\nb", "_x", "é"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_metric_name(bad));
  }
  CHECK_FALSE(is_metric_name(std::string(101, 'a')));
  CHECK(is_metric_name("referrer:xn--caf-dma.example"));
}

TEST_CASE("a currency has the parts that it has") {
  CHECK(minor_units("EUR") == 100);
  CHECK(minor_units("JPY") == 1);
  CHECK(minor_units("XPF") == 1);
  CHECK(minor_units("TND") == 1000);
}
