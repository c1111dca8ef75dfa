// SPDX-License-Identifier: MIT
#include "sys/clock.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace cmtool;
using namespace std::chrono_literals;

TEST_CASE("a sleep that nobody stops lasts its time") {
  const auto clock = system_clock();
  const auto start = clock->steady();
  CHECK(clock->sleep(20ms, {}));
  CHECK(clock->steady() - start >= 20ms);
}

TEST_CASE("a stop ends a sleep that would last for ever") {
  const auto clock = system_clock();
  std::stop_source source;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(5ms);
    source.request_stop();
  });
  CHECK_FALSE(clock->sleep(std::chrono::milliseconds::max(), source.get_token()));
}

TEST_CASE("a token that was stopped before lets nobody sleep") {
  std::stop_source source;
  source.request_stop();
  CHECK_FALSE(system_clock()->sleep(1h, source.get_token()));
}

TEST_CASE("a sleep of no time or less returns at once") {
  CHECK(system_clock()->sleep(0ms, {}));
  CHECK(system_clock()->sleep(-5ms, {}));
}
