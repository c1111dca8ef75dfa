// SPDX-License-Identifier: MIT
#include "book/words.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("days and months are said as each language says them") {
  const Instant first = parse_iso("2026-11-30T23:30:00Z").value();
  CHECK(day_in_words(first, "Europe/Paris", "fr") == "1er décembre");
  CHECK(day_in_words(first, "Europe/Paris", "en") == "1 December");
  CHECK(day_in_words(first, "UTC", "fr") == "30 novembre");
  CHECK(day_in_words(first, "Nowhere/Land", "en").empty());
  CHECK(month_in_words(std::chrono::year(2026) / 11, "fr") == "novembre 2026");
}

TEST_CASE("a stranger's text becomes one harmless line, cut at a word") {
  CHECK(quoted_words("Bonjour\nà tous", 90) == "Bonjour à tous");
  CHECK(quoted_words("un deux trois quatre", 12) == "un deux…");
  CHECK(quoted_words("\x1b[2Jx", 90).find('\x1b') == std::string::npos);
}

TEST_CASE("minutes are said in the unit that fits") {
  CHECK(minutes_in_words(45.4) == "45 min");
  CHECK(minutes_in_words(180) == "3 h");
  CHECK(minutes_in_words(200) == "3 h 20 min");
  CHECK(minutes_in_words(5 * 1440) == "5 days");
}
