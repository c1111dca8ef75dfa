// SPDX-License-Identifier: MIT
#include "state/json_lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/fake_disk.hpp"

using namespace cmtool;
using test::FakeDisk;

namespace {
const Disk::Path file = "/log";
std::vector<Json> numbered(int from, int to) {
  std::vector<Json> all;
  for (int i = from; i <= to; ++i) all.push_back(Json{{"n", i}, {"text", "a\nb"}});
  return all;
}
}  // namespace

TEST_CASE("lines come back as they were added, one on each line of the file") {
  FakeDisk disk;
  CHECK(load_lines(disk, file).value().empty());
  REQUIRE(append_lines(disk, file, numbered(1, 2)).ok());
  REQUIRE(append_lines(disk, file, numbered(3, 3)).ok());
  CHECK(load_lines(disk, file).value() == numbered(1, 3));
  const std::string text = disk.read(file, 1000).value();
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
  CHECK(text.starts_with(R"({"n":1,"text":"a\nb","sum":")"));
}

TEST_CASE("a tail torn anywhere is passed over and cut off by the next writer") {
  const std::string whole = line_of(numbered(1, 1)[0]), second = line_of(numbered(2, 2)[0]);
  for (std::size_t cut = 0; cut < second.size(); ++cut) {
    CAPTURE(cut);
    for (const std::string& tail : {second.substr(0, cut), second.substr(0, cut) + std::string(7, '\0'), second.substr(0, cut) + "\n"}) {
      FakeDisk disk;
      disk.put(file, whole + tail);
      // A cut in front of the line end itself leaves a whole object: only its end is missing.
      const auto before = load_lines(disk, file);
      REQUIRE(before.ok());
      CHECK(before->front() == numbered(1, 1)[0]);
      REQUIRE(append_lines(disk, file, numbered(3, 3)).ok());
      const auto after = load_lines(disk, file).value();
      CHECK(after.size() == before->size() + 1);
      CHECK(after.back() == numbered(3, 3)[0]);
    }
  }
}

TEST_CASE("a bad line before the tail stops the reader and the writer, and is named by its number") {
  std::string text;
  for (const auto& object : numbered(1, 3)) text += line_of(object);
  FakeDisk disk;
  text[text.find("\"n\":2") + 4] = '7';
  disk.put(file, text);
  const auto lines = load_lines(disk, file);
  REQUIRE_FALSE(lines.ok());
  CHECK(lines.error().fault == Fault::state);
  CHECK(lines.error().message.find("line 2") != std::string::npos);
  CHECK_FALSE(append_lines(disk, file, numbered(4, 4)).ok());
  CHECK(disk.read(file, 1000).value() == text);
}

TEST_CASE("a line that was added by hand counts") {
  FakeDisk disk;
  disk.put(file, "{\"n\":1,\"text\":\"a\\nb\"}\n");
  CHECK(load_lines(disk, file).value() == numbered(1, 1));
}

TEST_CASE("a power cut at any moment of an append leaves a prefix of it") {
  for (std::size_t at = 1; at < 8; ++at) {
    for (unsigned seed = 0; seed < 8; ++seed) {
      CAPTURE(at);
      FakeDisk disk;
      REQUIRE(append_lines(disk, file, numbered(1, 2)).ok());
      disk.plan({.trouble = FakeDisk::Trouble::stop, .at = at});
      const bool done = append_lines(disk, file, numbered(3, 4)).ok();
      disk.power_cut(FakeDisk::Loss::some, seed);
      const auto lines = load_lines(disk, file);
      REQUIRE(lines.ok());
      CHECK(lines->size() >= (done ? 4 : 2));
      CHECK(*lines == numbered(1, static_cast<int>(lines->size())));
    }
  }
}
