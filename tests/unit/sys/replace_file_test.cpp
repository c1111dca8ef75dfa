// SPDX-License-Identifier: MIT
#include "sys/replace_file.hpp"

#include <doctest/doctest.h>

#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;
namespace fs = std::filesystem;

TEST_CASE("a file is replaced as a whole, and nothing is left beside it") {
  const ScratchDir folder;
  const auto disk = posix_disk();
  REQUIRE(replace_file(*disk, folder / "page.html", "one").ok());
  REQUIRE(replace_file(*disk, folder / "page.html", "two").ok());
  CHECK(folder.text("page.html") == "two");
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("a new file is its owner's alone; one that others could read stays so") {
  const ScratchDir folder;
  const auto disk = posix_disk();
  REQUIRE(replace_file(*disk, folder / "page.html", "one").ok());
  CHECK((disk->facts(folder / "page.html")->mode & 0077u) == 0);
  fs::permissions(folder / "page.html", fs::perms(0644));
  REQUIRE(replace_file(*disk, folder / "page.html", "two").ok());
  CHECK((disk->facts(folder / "page.html")->mode & 0777u) == 0644);
}

TEST_CASE("a folder, and a link to a file, are left alone") {
  const ScratchDir folder;
  const auto disk = posix_disk();
  fs::create_directory(folder / "sub");
  folder.put("real", "kept");
  fs::create_symlink(folder / "real", folder / "link");
  for (const auto* const name : {"sub", "sub/", "link"}) {
    const auto done = replace_file(*disk, folder / name, "x");
    REQUIRE_FALSE(done.ok());
    CHECK_MESSAGE(done.error().fault == Fault::usage, name);
  }
  CHECK(folder.text("real") == "kept");
}

TEST_CASE("a folder that is missing is named, not the file that was to be written beside") {
  const ScratchDir folder;
  const auto disk = posix_disk();
  const auto done = replace_file(*disk, folder / "nowhere/page.html", "x");
  REQUIRE_FALSE(done.ok());
  CHECK(done.error().fault == Fault::not_found);
  CHECK(done.error().message.find((folder / "nowhere").string()) != std::string::npos);
  CHECK(done.error().message.find("page.html") == std::string::npos);
}
