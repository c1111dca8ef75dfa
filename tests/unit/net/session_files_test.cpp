// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "net/session.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;

namespace {

struct Folder {
  Session session() {
    SessionParts parts{};
    parts.account.name = "site";
    parts.account.server = (scratch / "site").string();
    parts.clock = &clock;
    parts.disk = disk.get();
    return Session(std::move(parts));
  }
  unsigned mode(const std::string& name) const {
    struct ::stat facts {};
    return ::stat((scratch / name).c_str(), &facts) == 0 ? facts.st_mode & 0777u : 0;
  }

  test::ScratchDir scratch{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
};

}  // namespace

TEST_CASE("what a dot hides in a published folder is for its owner alone") {
  Folder folder;
  auto session = folder.session();
  REQUIRE(session.write_file("a/index.html", "x").ok());
  REQUIRE(session.write_file(".cmtool/posts/a.json", "x").ok());
  CHECK(folder.mode("site/a/index.html") == 0644);
  CHECK(folder.mode("site/a") == 0755);
  CHECK(folder.mode("site/.cmtool/posts/a.json") == 0600);
  CHECK(folder.mode("site/.cmtool/posts") == 0700);
  CHECK(folder.mode("site/.cmtool") == 0700);
  CHECK(folder.mode("site") == 0755);
}

TEST_CASE("a removed file takes the folders with it that it leaves empty, but never the account's own") {
  Folder folder;
  auto session = folder.session();
  REQUIRE(session.write_file("2026/11/a/index.html", "x").ok());
  REQUIRE(session.write_file("2026/12/b/index.html", "x").ok());
  REQUIRE(session.remove_file("2026/11/a/index.html").ok());
  CHECK_FALSE(std::filesystem::exists(folder.scratch / "site/2026/11"));
  CHECK(std::filesystem::exists(folder.scratch / "site/2026/12/b/index.html"));
  REQUIRE(session.remove_file("2026/12/b/index.html").ok());
  CHECK(std::filesystem::exists(folder.scratch / "site"));
  CHECK(std::filesystem::is_empty(folder.scratch / "site"));
}

TEST_CASE("a lock in the folder is held by one at a time") {
  Folder folder;
  auto session = folder.session();
  auto held = session.lock_file(".cmtool/lock");
  REQUIRE(held.ok());
  CHECK_FALSE(folder.disk->lock(folder.scratch / "site/.cmtool/lock", std::chrono::milliseconds(0)).ok());
  held = session.lock_file("other");
  CHECK(folder.disk->lock(folder.scratch / "site/.cmtool/lock", std::chrono::milliseconds(0)).ok());
}

TEST_CASE("a user's own file elsewhere is read through a symlink, and only by an absolute path") {
  Folder folder;
  auto session = folder.session();
  folder.scratch.put("access.log", "line\n");
  std::filesystem::create_symlink(folder.scratch / "access.log", folder.scratch / "link.log");
  auto source = session.open_outside((folder.scratch / "link.log").string());
  REQUIRE(source.ok());
  CHECK(source.value()->size() == 5);
  CHECK_FALSE(session.open_outside("access.log").ok());
  CHECK(session.list_outside(folder.scratch.path().string()).value() == std::vector<std::string>{"access.log"});
}
