// SPDX-License-Identifier: MIT
// Workspaces as a user moves them about.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/ascii.hpp"
#include "tests/support/program/program.hpp"

using namespace cmtool;
using test::Program;

namespace {

std::size_t pages_in(const std::filesystem::path& site) {
  std::size_t pages = 0;
  if (!std::filesystem::exists(site)) return pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(site)) {
    pages += entry.path().filename() == "index.html" && entry.path().parent_path().filename().string().starts_with("open-") ? 1u : 0u;
  }
  return pages;
}

}  // namespace

TEST_CASE("a site inside the workspace is inside the restored one, with its pages; a site elsewhere stays where it is") {
  Program cmtool;
  const std::string old = cmtool.folder / "old", copy = cmtool.folder / "copy", elsewhere = cmtool.folder / "old-site";
  REQUIRE(cmtool({"-C", old, "init", "--zone", "UTC"}).code == 0);
  REQUIRE(cmtool({"-C", old, "account", "add", "site", "shop", "--server", elsewhere}).code == 0);
  REQUIRE(cmtool({"-C", old, "account", "add", "site", "blog", "--server", old + "/pages/blog"}).code == 0);
  REQUIRE(cmtool({"-C", old, "post", "--to", "@site,@blog", "Open at 10"}).code == 0);
  REQUIRE(cmtool({"-C", old, "workspace", "backup", "b.tar"}).code == 0);
  REQUIRE(cmtool({"-C", copy, "workspace", "restore", "b.tar"}).code == 0);

  const auto server = [&](const std::string& workspace, const std::string& name) {
    return std::string(trimmed(cmtool({"-C", workspace, "account", "show", "@" + name, "--format", "tsv", "--fields", "server"}).out));
  };
  CHECK(server(copy, "site").ends_with(copy + "/site"));
  CHECK(server(copy, "blog").ends_with(copy + "/pages/blog"));
  CHECK(server(copy, "shop").ends_with(elsewhere));
  CHECK(server(old, "site").ends_with(old + "/site"));
  CHECK(pages_in(copy + "/site") == 1);
  CHECK(pages_in(copy + "/pages/blog") == 1);
  CHECK_FALSE(std::filesystem::exists(copy + "/.origin.json"));

  REQUIRE(cmtool({"-C", copy, "post", "--to", "@site", "Open at 11"}).code == 0);
  CHECK(pages_in(copy + "/site") == 2);
  CHECK(pages_in(old + "/site") == 1);
  CHECK(cmtool({"-C", copy, "workspace", "check"}).code == 0);
}

TEST_CASE("a hook out of an archive does not run before somebody allows it, and restoring says so") {
  Program cmtool;
  const std::string old = cmtool.folder / "old", copy = cmtool.folder / "copy";
  REQUIRE(cmtool({"-C", old, "init", "--zone", "UTC"}).code == 0);
  REQUIRE(cmtool({"-C", old, "workspace", "backup", "plain.tar"}).code == 0);
  CHECK(cmtool({"-C", copy, "workspace", "restore", "plain.tar"}).err.find("hooks") == std::string::npos);

  std::filesystem::create_directory(old + "/hooks");
  std::ofstream(old + "/hooks/failed") << "#!/bin/sh\n";
  std::filesystem::permissions(old + "/hooks/failed", std::filesystem::perms::owner_all);
  REQUIRE(cmtool({"-C", old, "workspace", "backup", "hooks.tar"}).code == 0);
  const auto restored = cmtool({"-C", copy + "2", "workspace", "restore", "hooks.tar"});
  CHECK(restored.code == 0);
  CHECK(restored.err.find("chmod u+x " + copy + "2/hooks/failed") != std::string::npos);
  const auto rights = std::filesystem::status(copy + "2/hooks/failed").permissions();
  CHECK((rights & std::filesystem::perms::owner_exec) == std::filesystem::perms::none);
}
