// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/scratch_dir.hpp"
#include "sys/disk.hpp"

using namespace cmtool;
using test::ScratchDir;

namespace {

template <typename T>
Fault fault(const Result<T>& result) {
  REQUIRE_FALSE(result.ok());
  return result.error().fault;
}

unsigned mode(const std::filesystem::path& path) {
  struct stat facts {};
  REQUIRE(::lstat(path.c_str(), &facts) == 0);
  return facts.st_mode & 07777u;
}

}  // namespace

TEST_CASE("what was written is read, and nobody else may read it") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  const mode_t before = ::umask(0);
  REQUIRE(disk->write_new(dir / "a", "hello").ok());
  REQUIRE(disk->make_folder(dir / "folder").ok());
  REQUIRE(disk->append(dir / "log", "line\n").ok());
  REQUIRE(disk->write_new(dir / "page", "x", Readable::everyone).ok());
  ::umask(before);
  CHECK(disk->read(dir / "a").value() == "hello");
  CHECK(mode(dir / "a") == 0600);
  CHECK(mode(dir / "log") == 0600);
  CHECK(mode(dir / "folder") == 0700);
  CHECK(mode(dir / "page") == 0644);
  CHECK(disk->facts(dir / "a").value().bytes == 5);
}

TEST_CASE("what is for everyone can be read by everyone, however strict the umask") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  const mode_t before = ::umask(077);
  REQUIRE(disk->write_new(dir / "page", "x", Readable::everyone).ok());
  REQUIRE(disk->make_folder(dir / "site", Readable::everyone).ok());
  ::umask(before);
  CHECK(mode(dir / "page") == 0644);
  CHECK(mode(dir / "site") == 0755);
}

TEST_CASE("a new file never replaces another one") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  dir.put("a", "old");
  dir.put("b", "new");
  CHECK(fault(disk->write_new(dir / "a", "new")) == Fault::conflict);
  CHECK(fault(disk->rename_new(dir / "b", dir / "a")) == Fault::conflict);
  CHECK(dir.text("a") == "old");
  REQUIRE(disk->rename(dir / "b", dir / "a").ok());
  CHECK(dir.text("a") == "new");
  CHECK(fault(disk->rename_new(dir / "b", dir / "c")) == Fault::not_found);
}

TEST_CASE("what stands in a file's place is an error and not a hang") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  dir.put("real", "secret");
  std::filesystem::create_symlink(dir / "real", dir / "link");
  std::filesystem::create_directory(dir / "folder");
  REQUIRE(::mkfifo((dir / "fifo").c_str(), 0600) == 0);
  for (const char* name : {"link", "folder", "fifo"}) {
    CAPTURE(name);
    CHECK(fault(disk->read(dir / name)) == Fault::state);
    CHECK(fault(disk->open(dir / name)) == Fault::state);
    CHECK(fault(disk->append(dir / name, "x")) == Fault::state);
    CHECK(fault(disk->truncate(dir / name, 0)) == Fault::state);
    CHECK(fault(disk->sync(dir / name)) == Fault::state);
    CHECK(fault(disk->write_new(dir / name, "x")) == Fault::conflict);
    CHECK(fault(disk->lock(dir / name, std::chrono::milliseconds(0))) == Fault::state);
  }
  CHECK(dir.text("real") == "secret");
  CHECK(disk->open(dir / "link", true).ok());
  CHECK(fault(disk->list(dir / "real")) == Fault::state);
}

TEST_CASE("a file larger than allowed is refused, not cut short") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  dir.put("ten", "0123456789");
  CHECK(disk->read(dir / "ten", 10).value() == "0123456789");
  CHECK(fault(disk->read(dir / "ten", 9)) == Fault::state);
  CHECK(fault(disk->read(dir / "none")) == Fault::not_found);
}

TEST_CASE("a folder's names come sorted and with their kinds") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  dir.put("b", "");
  std::filesystem::create_directory(dir / "c");
  std::filesystem::create_symlink("b", dir / "a");
  const auto entries = disk->list(dir.path()).value();
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].name == "a");
  CHECK(entries[0].kind == Entry::Kind::other);
  CHECK(entries[1].kind == Entry::Kind::file);
  CHECK(entries[2].kind == Entry::Kind::folder);
  CHECK(fault(disk->list(dir / "none")) == Fault::not_found);
}

TEST_CASE("a held lock is not given twice, and its holder is named") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  auto first = disk->lock(dir / "lock", std::chrono::milliseconds(0));
  REQUIRE(first.ok());
  const auto second = disk->lock(dir / "lock", std::chrono::milliseconds(5));
  CHECK(fault(second) == Fault::state);
  if (::access("/proc/locks", R_OK) == 0) {
    CHECK(second.error().message.find(std::to_string(::getpid())) != std::string::npos);
  }
  first.value().reset();
  CHECK(disk->lock(dir / "lock", std::chrono::milliseconds(0)).ok());
}

TEST_CASE("a file's rights can be taken from others, also a folder's") {
  const ScratchDir dir;
  const auto disk = posix_disk();
  dir.put("a", "");
  ::chmod((dir / "a").c_str(), 0644);
  ::chmod(dir.path().c_str(), 0755);
  REQUIRE(disk->make_private(dir / "a").ok());
  REQUIRE(disk->make_private(dir.path()).ok());
  CHECK(mode(dir / "a") == 0600);
  CHECK(mode(dir.path()) == 0700);
}

