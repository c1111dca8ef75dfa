// SPDX-License-Identifier: MIT
// Everything that fuzzing ever found, and the seeds that it starts from, once more in every build.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace cmtool::fuzz {
#define X(name) void name(std::string_view bytes);
#include "fuzz_targets.inc"
#undef X
}  // namespace cmtool::fuzz

namespace {

struct Target {
  std::string name;
  void (*run)(std::string_view);
};

std::vector<Target> targets() {
  return {
#define X(name) {#name, cmtool::fuzz::name},
#include "fuzz_targets.inc"
#undef X
  };
}

}  // namespace

TEST_CASE("each fuzz target stands its corpus") {
  for (const auto& target : targets()) {
    const auto folder = std::filesystem::path(CMTOOL_SOURCE_DIR) / "tests/fuzz/corpus" / target.name;
    REQUIRE_MESSAGE(std::filesystem::is_directory(folder), folder.string());
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    CHECK_FALSE(files.empty());
    for (const auto& file : files) {
      CAPTURE(file.string());
      std::ifstream in(file, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      target.run(bytes);
      CHECK(true);
    }
    target.run("");
  }
}
