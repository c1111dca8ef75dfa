// SPDX-License-Identifier: MIT
// What `workspace check` and `repair` do with metrics.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "state/layout.hpp"
#include "tests/support/records.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;

TEST_CASE("damaged lines of metrics are found and put aside, and a torn tail is cut off") {
  ScratchDir dir;
  const auto disk = posix_disk();
  FakeClock clock;
  const Layout layout{dir / "w"};
  const auto store = make_store({.disk = disk.get(), .clock = &clock}, layout.root().string(), Json::object()).value();
  std::vector<Sample> all;
  for (int i = 0; i < 4; ++i) all.push_back({.account = "a", .post = std::to_string(i), .metric = "likes", .value = 100 + i, .at = parse_iso("2026-10-01T08:00:00Z").value()});
  REQUIRE(store->add_samples(all).ok());
  REQUIRE(store->add_samples(all).ok());  // adds nothing
  CHECK(store->check()->empty());
  std::string text = dir.text("w/samples/2026-10.ndjson");
  const auto write = [&](const std::string& content) { std::ofstream(layout.samples() / "2026-10.ndjson") << content; };

  write(text + "{\"account\":\"torn");
  REQUIRE(store->check()->size() == 1);
  CHECK_FALSE(store->check()->front().serious);
  REQUIRE(store->repair(false).ok());
  CHECK(dir.text("w/samples/2026-10.ndjson") == text);

  text.replace(text.find("101"), 3, "909");
  write(text);
  REQUIRE(store->check()->size() == 1);
  CHECK(store->check()->front().serious);
  CHECK(store->check()->front().problem.find("line 2") != std::string::npos);
  CHECK_FALSE(store->samples(Instant{}).ok());
  REQUIRE(store->repair(false).ok());
  CHECK(store->check()->empty());
  CHECK(store->samples(Instant{}).value() == std::vector<Sample>{all[0], all[2], all[3]});
  CHECK_FALSE(std::filesystem::is_empty(layout.damaged()));
  CHECK(store->add_samples(all).ok());
  CHECK(store->samples(Instant{})->size() == 4);
}
