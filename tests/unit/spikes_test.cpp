// SPDX-License-Identifier: MIT
#include "spikes.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace cmtool;
using namespace std::chrono_literals;

namespace {

const Instant monday = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);

/// Counts around `usual`, each five minutes for so many days, the same on every machine.
std::vector<TimedCount> quiet_days(int days, double usual) {
  std::vector<TimedCount> counts;
  std::mt19937 random(11);
  for (int i = 0; i < days * 288; ++i) {
    double sum = 0;
    for (int k = 0; k < 12; ++k) sum += static_cast<double>(random() % 1000) / 1000;  // nearly a bell
    counts.push_back({.at = monday + i * 5min, .count = std::round(std::max(0.0, usual + (sum - 6) * std::sqrt(usual)))});
  }
  return counts;
}

std::size_t spikes_in(const std::vector<TimedCount>& counts, const SpikeSettings& settings = standard_spikes()) { return find_spikes(counts, settings).size(); }

}  // namespace

TEST_CASE("nothing happens on quiet days") {
  for (const double usual : {0.0, 2.0, 50.0, 4000.0}) {
    CAPTURE(usual);
    CHECK(spikes_in(quiet_days(14, usual)) == 0);
    CHECK(spikes_in(quiet_days(14, usual), quiet_spikes()) == 0);
  }
}

TEST_CASE("suddenly much more is a spike, told once and with what was usual") {
  auto counts = quiet_days(5, 50);
  for (std::size_t i = 1000; i < 1012; ++i) counts[i].count = 400;
  const auto spikes = find_spikes(counts, standard_spikes());
  REQUIRE(spikes.size() == 1);
  CHECK(spikes[0].at == counts[1000].at);
  CHECK(spikes[0].count == 400);
  CHECK(spikes[0].usual == doctest::Approx(50).epsilon(0.1));
  CHECK(spikes[0].strength > 8);
}

TEST_CASE("it is told again only when it grows, or on another day") {
  auto counts = quiet_days(8, 50);
  counts[1000].count = 400;
  counts[1006].count = 380;       // not more than before
  counts[1012].count = 3000;      // more
  counts[1012 + 300].count = 2000;  // a day later
  const auto spikes = find_spikes(counts, standard_spikes());
  REQUIRE(spikes.size() == 3);
  CHECK(spikes[1].at == counts[1012].at);
  CHECK(spikes[2].at == counts[1312].at);
}

TEST_CASE("nothing is told before there is a day to compare with") {
  auto counts = quiet_days(2, 50);
  counts[100].count = 5000;
  CHECK(spikes_in(counts) == 0);
  counts[400].count = 50000;
  CHECK(spikes_in(counts) == 1);
}

TEST_CASE("a handful where nothing was usual is no spike") {
  auto counts = quiet_days(4, 0);
  counts[1000].count = 4;
  CHECK(spikes_in(counts) == 0);
  counts[1000].count = 60;
  CHECK(spikes_in(counts) == 1);
}

TEST_CASE("what has become usual is no spike any more") {
  auto counts = quiet_days(20, 50);
  for (std::size_t i = 1000; i < counts.size(); ++i) counts[i].count += 400;
  const auto spikes = find_spikes(counts, standard_spikes());
  REQUIRE_FALSE(spikes.empty());
  CHECK(spikes.back().at < counts[1000].at + 48h);
}

TEST_CASE("less than usual is no spike") {
  auto counts = quiet_days(5, 500);
  for (std::size_t i = 1000; i < 1100; ++i) counts[i].count = 0;
  CHECK(spikes_in(counts) == 0);
}

TEST_CASE("counts each hour, and gaps of days, are reckoned with by time") {
  std::vector<TimedCount> counts;
  for (int i = 0; i < 24 * 14; ++i) counts.push_back({.at = monday + i * 1h, .count = 20.0 + i % 3});
  counts[300].count = 400;
  CHECK(spikes_in(counts) == 1);
  for (std::size_t i = 310; i < counts.size(); ++i) counts[i].at += 240h;
  CHECK(spikes_in(counts) == 1);
}

TEST_CASE("a quiet preset tells no more than the standard one") {
  auto counts = quiet_days(14, 30);
  std::mt19937 random(5);
  for (int i = 0; i < 40; ++i) counts[static_cast<std::size_t>(300 + random() % 3700)].count = static_cast<double>(60 + random() % 400);
  CHECK(spikes_in(counts, quiet_spikes()) <= spikes_in(counts));
  CHECK(spikes_in(counts) > 0);
}

TEST_CASE("a detector fed one by one says what the whole series says") {
  auto counts = quiet_days(6, 30);
  counts[900].count = 300;
  counts[1500].count = 700;
  SpikeDetector detector(standard_spikes());
  std::vector<Instant> told;
  for (const auto& count : counts) {
    if (detector.add(count).spike) told.push_back(count.at);
  }
  std::vector<Instant> all;
  for (const auto& spike : find_spikes(counts, standard_spikes())) all.push_back(spike.at);
  CHECK(told == all);
  CHECK(told.size() == 2);
}

TEST_CASE("numbers that are none, and counts out of order, are passed over") {
  auto counts = quiet_days(5, 50);
  const auto before = find_spikes(counts, standard_spikes()).size();
  counts[500].count = std::numeric_limits<double>::quiet_NaN();
  counts[600].count = std::numeric_limits<double>::infinity();
  counts[700].count = -1e9;
  counts[800].at = monday;
  counts[800].count = 1e6;
  CHECK(spikes_in(counts) == before);
  CHECK(spikes_in({}) == 0);
  CHECK(spikes_in({{.at = monday, .count = 1e300}, {.at = monday + 48h, .count = 1e300}}) == 0);
}
