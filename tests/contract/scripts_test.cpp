// SPDX-License-Identifier: MIT
// Plays every transcript in tests/scripts, found by folder; tests/support/transcript.hpp says how they are written.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "tests/support/program/transcript.hpp"

using namespace cmtool::test;

TEST_SUITE("scripts") {
  TEST_CASE("the program says what its transcripts say") {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(CMTOOL_SOURCE_DIR "/tests/scripts")) {
      if (entry.path().extension() == ".t") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    REQUIRE_FALSE(files.empty());
    const bool accept = std::getenv("CMTOOL_ACCEPT") != nullptr;
    for (const auto& file : files) {
      const std::string differs = play(file, accept);
      CHECK_MESSAGE(differs.empty(), file.string() << "\n" << differs);
    }
  }

  TEST_CASE("[..] stands for anything") {
    CHECK(fits("a [..] c", "a b c"));
    CHECK(fits("[..]", ""));
    CHECK(fits("id [..], [..]", "id 1, 2"));
    CHECK_FALSE(fits("a [..] c", "a b d"));
    CHECK_FALSE(fits("a", "ab"));
  }
}
