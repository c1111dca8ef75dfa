// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/support/platform_bench.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;

namespace {

class Folder final : public Platform {
 public:
  const About& about() const override {
    static const About it{.name = "folder", .title = "Folder"};
    return it;
  }
  Result<Receipt> publish(Session&, const Post&) const override { return Receipt{}; }
};

struct Bench {
  Bench() {
    on.disk = disk.get();
    on.account.server = (scratch / "site").string();
  }
  Session session() { return on.session(); }

  test::ScratchDir scratch{};
  std::unique_ptr<Disk> disk = posix_disk();
  std::unique_ptr<Cassette> tape = Cassette::of("");
  Folder folder{};
  PlatformBench on{folder, *tape};
};

unsigned mode(const std::filesystem::path& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 0777;
}

}  // namespace

TEST_CASE("a published file is there for everyone to read, in folders made as needed, and can be replaced and removed") {
  Bench bench;
  REQUIRE(::chmod(bench.scratch.path().c_str(), 0755) == 0);
  auto session = bench.session();
  CHECK(session.list_files("").value().empty());
  REQUIRE(session.write_file("2026/bonjour/index.html", "<p>one").ok());
  REQUIRE(session.write_file("2026/bonjour/index.html", "<p>two").ok());
  CHECK(session.read_file("2026/bonjour/index.html").value() == "<p>two");
  CHECK(session.list_files("2026/bonjour").value() == std::vector<std::string>{"index.html"});
  CHECK(session.list_files("2027").value().empty());
  CHECK((mode(bench.scratch / "site/2026/bonjour/index.html") & 0444) == 0444);
  CHECK((mode(bench.scratch / "site/2026/bonjour") & 0555) == 0555);
  REQUIRE(session.remove_file("2026/bonjour/index.html").ok());
  CHECK(session.read_file("2026/bonjour/index.html").error().fault == Fault::not_found);
  CHECK(session.remove_file("2026/bonjour/index.html").error().fault == Fault::not_found);
}

TEST_CASE("what was left half written is removed from the folder, and nothing else is") {
  Bench bench;
  auto session = bench.session();
  CHECK(session.remove_unfinished("2026").ok());
  REQUIRE(session.write_file("2026/index.html", "<p>one").ok());
  bench.scratch.put("site/2026/.cmtool-0123456789abcdef", "<p>ha");
  bench.scratch.put("site/2026/.other", "x");
  std::filesystem::create_directory(bench.scratch / "site/2026/.cmtool-folder");
  CHECK(session.remove_unfinished("2026").ok());
  CHECK_FALSE(std::filesystem::exists(bench.scratch / "site/2026/.cmtool-0123456789abcdef"));
  CHECK(bench.scratch.text("site/2026/index.html") == "<p>one");
  CHECK(bench.scratch.text("site/2026/.other") == "x");
  CHECK(std::filesystem::exists(bench.scratch / "site/2026/.cmtool-folder"));
  CHECK(!session.remove_unfinished("../elsewhere").ok());
}

TEST_CASE("a medium is copied whole, however large") {
  Bench bench;
  const std::string bytes(3'000'000, 'p');
  const Media picture = bench.on.medium("a.png", "image/png", bytes);
  auto session = bench.session();
  REQUIRE(session.write_media("media/a.png", picture).ok());
  CHECK(bench.scratch.text("site/media/a.png") == bytes);
  CHECK(session.list_files("media").value() == std::vector<std::string>{"a.png"});
}

TEST_CASE("in a folder that keeps others out, nothing that is published is for others") {
  Bench bench;  // the scratch folder is 0700, as a workspace is
  auto session = bench.session();
  REQUIRE(session.write_file("2026/index.html", "<p>one").ok());
  CHECK((mode(bench.scratch / "site/2026/index.html") & 0077) == 0);
  CHECK((mode(bench.scratch / "site/2026") & 0077) == 0);
}

TEST_CASE("no path leaves the account's folder") {
  Bench bench;
  bench.scratch.put("secret", "canary");
  auto session = bench.session();
  REQUIRE(session.write_file("a/b", "x").ok());
  for (const char* path : {"../secret", "a/../../secret", "/etc/passwd", "", ".", "..", "a//b", "a/./b", "a/", "/", ".cmtool-x"}) {
    CAPTURE(path);
    CHECK(!session.read_file(path).ok());
    CHECK(!session.write_file(path, "y").ok());
    CHECK(!session.remove_file(path).ok());
  }
  CHECK(!session.write_file(std::string("a\0b", 3), "y").ok());
  CHECK(bench.scratch.text("secret") == "canary");
}

TEST_CASE("a symlink in the way is not followed, out of the folder or elsewhere") {
  Bench bench;
  bench.scratch.put("secret", "canary");
  auto session = bench.session();
  REQUIRE(session.write_file("a/b", "x").ok());
  std::filesystem::create_symlink(bench.scratch.path(), bench.scratch / "site/out");
  std::filesystem::create_symlink(bench.scratch / "secret", bench.scratch / "site/file");
  CHECK(!session.read_file("out/secret").ok());
  CHECK(!session.write_file("out/secret", "y").ok());
  CHECK(!session.write_file("out/new/file", "y").ok());
  CHECK(!session.remove_file("out/secret").ok());
  CHECK(!session.list_files("out").ok());
  CHECK(!session.read_file("file").ok());
  // A link in a file's own place is replaced, and what it led to is left alone.
  CHECK(session.write_file("file", "y").ok());
  CHECK(bench.scratch.text("secret") == "canary");
  CHECK(!std::filesystem::exists(bench.scratch / "new"));
}
